import type { RelatedLink } from '../model/article.ts';
import type { CanonicalUrl } from '../model/ids.ts';
import { cutText } from '../text/cut-text.ts';
import { canonicalUrl, siteOf } from '../url/canonical-url.ts';
import { foldedOf } from './block-keys.ts';
import type { BlockList, Region, TextBlock } from './blocks.ts';
import { attribute, type PageElement, textOf, walk } from './dom.ts';

/** A card holds picture, headline, text, label and date. */
const MAX_CARD = 6;
const MAX_RELATED = 12;
/** Longer texts are whole teasers; the first heading in them is the title. */
const MAX_TITLE = 300;

/** Where to look for stories that the page points to. */
export type RelatedSearch = {
  readonly list: BlockList;
  readonly url: string;
  readonly canonical: CanonicalUrl | undefined;
  /** The end of the body: links inside the text are no related stories. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Plain links of the body's labelled "read also" lines. */
  readonly labelled: readonly number[];
};

/** Most links lead to the page's own host: whose site another is, is dear to tell. */
type SiteSearch = RelatedSearch & { readonly host: string; readonly site: string };

/** The stories in a page's related blocks: by their class, by the label in front, or by bookmark links. */
export function findRelated(asked: RelatedSearch): RelatedLink[] {
  const own = canonicalUrl(asked.url, asked.url);
  const host = own === undefined ? '' : new URL(own).hostname;
  const search = { ...asked, host, site: siteOf(asked.url) };
  const found = new Map<string, RelatedLink>();
  const read = new Map<PageElement, RelatedLink | undefined>();
  for (const region of relatedRegions(search)) {
    for (const link of storyLinks(region.element, search, read)) {
      if (found.size >= MAX_RELATED) return [...found.values()];
      const known = found.get(link.url);
      if (known === undefined || known.title.length < 10) found.set(link.url, link);
    }
  }
  return [...found.values()];
}

/** Outermost first; a labelled heading stands for the element that holds it and its links. */
function relatedRegions({ list, labelled }: RelatedSearch): Region[] {
  const regions: Region[] = [];
  const { blocks } = list;
  for (const region of list.regions) {
    if (region.end === region.start || region.end - region.start > 120) continue;
    const first = blocks[region.start];
    if (first === undefined) continue;
    const byClass = region.roles.includes('related') && region.element.name !== 'a';
    const label = isRelatedLabel(first) && region.end - region.start > 1;
    const inline = labelled.includes(region.start) && region.end - region.start === 1;
    if (byClass || label || inline) regions.push(region);
  }
  return regions;
}

function isRelatedLabel(block: TextBlock): boolean {
  if (block.text.length > 60) return false;
  const folded = foldedOf(block);
  const length = block.phrases.leading('related', folded);
  return length > 0 && length >= folded.length * 0.6;
}

/** Regions lie within each other: a link is read once. */
function storyLinks(
  root: PageElement,
  search: SiteSearch,
  read: Map<PageElement, RelatedLink | undefined>,
): RelatedLink[] {
  const links: RelatedLink[] = [];
  walk(root, (element) => {
    if (links.length > MAX_RELATED * 3) return false;
    if (element.name !== 'a') return undefined;
    const link = read.has(element) ? read.get(element) : storyLink(element, search);
    read.set(element, link);
    if (link !== undefined) links.push(link);
    return false;
  });
  return links;
}

function storyLink(
  anchor: PageElement,
  { url, canonical, host, site }: SiteSearch,
): RelatedLink | undefined {
  const href = attribute(anchor, 'href');
  if (href === '' || href.startsWith('#')) return undefined;
  const texts = anchorTexts(anchor);
  const inside = texts.teaser;
  const title = (saysLittle(texts.title) ? headlineBeside(anchor) : undefined) ?? texts.title;
  if (lengthOf(title) < 12) return undefined;
  const target = canonicalUrl(href, url);
  if (target === undefined || target === canonical) return undefined;
  const address = new URL(target);
  if (address.hostname !== host && siteOf(target) !== site) return undefined;
  if (LIST_PATH.test(address.pathname)) return undefined;
  const isBookmark = /(^|\s)bookmark(\s|$)/i.test(attribute(anchor, 'rel'));
  if (!isBookmark && !namesStory(address)) return undefined;
  const teaser = inside === '' ? teaserBeside(anchor) : inside;
  return teaser === '' || teaser === title
    ? { url: target, title }
    : { url: target, title, teaser };
}

/** `See the story`, of a card whose headline is no link. */
const saysLittle = (title: string): boolean => lengthOf(title) < 20 && title.split(' ').length <= 3;

/** The headline of the card around a link, where it is the only one in it and no link itself. */
function headlineBeside(anchor: PageElement): string | undefined {
  let card = anchor.parent;
  for (let depth = 0; card !== undefined && depth < 3; depth++, card = card.parent) {
    const headings: PageElement[] = [];
    const addresses = new Set<string>();
    walk(card, (element) => {
      if (/^h[2-6]$/.test(element.name)) headings.push(element);
      if (element.name === 'a') addresses.add(attribute(element, 'href'));
      return undefined;
    });
    if (addresses.size > 1 || headings.length > 1) return undefined;
    const [heading] = headings;
    if (heading !== undefined) return textOf(heading);
  }
  return undefined;
}

/** A character of Chinese or Japanese says as much as two or three letters. */
const lengthOf = (title: string): number =>
  title.length + (title.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0);

/** A card's paragraph stands beside its link, where the card has no other. */
function teaserBeside(anchor: PageElement): string {
  let card: PageElement | undefined = anchor.parent;
  if (card !== undefined && /^h[1-6]$/.test(card.name)) card = card.parent;
  if (card === undefined || !/^(li|article|div)$/.test(card.name)) return '';
  const elements = card.children.filter((child) => typeof child !== 'string');
  if (elements.length > MAX_CARD) return '';
  const links = elements.filter(({ name }) => name === 'a' || /^h[1-6]$/.test(name));
  const [text, second] = elements.filter(({ name }) => name === 'p').map(textOf);
  if (links.length !== 1 || text === undefined || second !== undefined) return '';
  return text.length > 20 && text.length < 600 ? text : '';
}

/** Lists of stories. */
const LIST_PATH =
  /\/(tag|tags|topic|topics|category|categories|author|authors|autor|auteur|section|search|login|profile|people|staff|label|keyword|schlagworte|thema|archive)\//i;

/** Deeper than a section's front: with a number, or a few words in it. */
function namesStory({ pathname: path, search }: URL): boolean {
  return (
    /\d{3,}/.test(path + search) ||
    (path.match(/-/g) ?? []).length >= 3 ||
    /%[0-9a-f]{2}/i.test(path) ||
    path.length > 30 ||
    /\/[^/]+\/[^/-]+-[^/]+\/?$/.test(path)
  );
}

/** The heading inside a link is its title and the rest its teaser; labels of sections are neither. */
function anchorTexts(anchor: PageElement): { title: string; teaser: string } {
  const texts: { name: string; text: string }[] = [];
  walk(anchor, (element) => {
    if (!/^(h[1-6]|p|strong|b|div|span|figcaption|time)$/.test(element.name)) return undefined;
    if (
      element.children.some(
        (child) => typeof child !== 'string' && /^(h[1-6]|p|div|span|strong)$/.test(child.name),
      )
    )
      return undefined;
    const text = textOf(element);
    if (text !== '') texts.push({ name: element.name, text });
    return false;
  });
  const heading = texts.find(({ name, text }) => /^h[1-6]$/.test(name) && text.length > 8);
  const longest = texts.reduce(
    (best, next) => (next.text.length > best.length ? next.text : best),
    '',
  );
  const whole = textOf(anchor);
  if (heading !== undefined) {
    const teaser = longest.length > 20 && longest !== heading.text ? longest : '';
    return { title: cutText(heading.text, MAX_TITLE), teaser };
  }
  const title = longest.length > whole.length * 0.5 ? longest : whole;
  return { title: cutText(title, MAX_TITLE), teaser: '' };
}
