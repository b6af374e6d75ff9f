import type { RelatedLink } from '../model/article.ts';
import type { CanonicalUrl } from '../model/ids.ts';
import { canonicalUrl, siteOf } from '../url/canonical-url.ts';
import { foldedOf } from './block-keys.ts';
import type { BlockList, Region, TextBlock } from './blocks.ts';
import { attribute, type PageElement, walk } from './dom.ts';
import { noPhrases, type Phrases } from './phrase-index.ts';
import {
  isOwn,
  isStoryAddress,
  namesStory,
  type OwnAddress,
  ownAddress,
} from './related-address.ts';
import { cardTexts, saysLittle } from './related-card.ts';
import { withoutSharedParams } from './related-query.ts';

const MAX_RELATED = 12;
const MAX_REGION = 120;

/** Where to look for stories that the page points to. */
export type RelatedSearch = {
  readonly list: BlockList;
  readonly url: string;
  readonly canonical: CanonicalUrl | undefined;
};

/** Most links lead to the page's own host: whose site another is, is dear to tell. */
type SiteSearch = {
  readonly url: string;
  readonly host: string;
  readonly site: string;
  readonly own: OwnAddress | undefined;
  readonly phrases: Phrases;
};

/** The stories in a page's related blocks: by their class, by the label in front, or by bookmark links. */
export function findRelated({ list, url, canonical }: RelatedSearch): RelatedLink[] {
  const asked = canonicalUrl(url, url);
  const host = asked === undefined ? '' : new URL(asked).hostname;
  const { phrases = noPhrases } = list.blocks[0] ?? {};
  const search = { url, host, site: siteOf(url), own: ownAddress(canonical ?? asked), phrases };
  const found: RelatedLink[] = [];
  const read = new Map<PageElement, RelatedLink | undefined>();
  for (const { element } of relatedRegions(list)) {
    if (found.length > MAX_RELATED * 3) break;
    found.push(...storyLinks(element, search, read));
  }
  const links = withoutSharedParams(found, canonical ?? asked);
  return onceEach(links.filter(({ url: target }) => target !== canonical && target !== asked));
}

/** Each story once, in the words that say most of it. */
function onceEach(links: readonly RelatedLink[]): RelatedLink[] {
  const found = new Map<string, RelatedLink>();
  for (const link of links) {
    const known = found.get(link.url);
    if (known === undefined ? found.size < MAX_RELATED : saysMore(link, known))
      found.set(link.url, link);
  }
  return [...found.values()];
}

/** A card's link may hold its label, and a second one its headline. */
const saysMore = (link: RelatedLink, known: RelatedLink): boolean =>
  saysLittle(known.title) && !saysLittle(link.title);

/** Outermost first; a labelled heading stands for the element that holds it and its links. */
function relatedRegions({ blocks, regions }: BlockList): Region[] {
  return regions.filter(({ start, end, roles, element }) => {
    const first = blocks[start];
    if (first === undefined || end === start || end - start > MAX_REGION) return false;
    if (roles.includes('related') && element.name !== 'a') return true;
    return end - start > 1 ? isRelatedLabel(first) : isLabelledLine(first);
  });
}

function isRelatedLabel(block: TextBlock): boolean {
  if (block.text.length > 60) return false;
  const folded = foldedOf(block);
  const length = block.phrases.leading('related', folded);
  return length > 0 && length >= folded.length * 0.6;
}

/** `Read also: Ferry stops for good`, between two paragraphs. */
function isLabelledLine(block: TextBlock): boolean {
  const { linkDensity, words, hrefs } = block;
  if (hrefs.length !== 1 || linkDensity < 0.5 || words > 40) return false;
  return block.phrases.leading('related', foldedOf(block)) > 0;
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
    if (read.has(element)) return false;
    const link = storyLink(element, search);
    read.set(element, link);
    if (link !== undefined) links.push(link);
    return false;
  });
  return links;
}

function storyLink(anchor: PageElement, search: SiteSearch): RelatedLink | undefined {
  const href = attribute(anchor, 'href');
  if (href === '' || href.startsWith('#')) return undefined;
  const texts = cardTexts(anchor, search.phrases);
  if (texts === undefined) return undefined;
  const target = canonicalUrl(href, search.url);
  if (target === undefined) return undefined;
  const address = new URL(target);
  if (address.hostname !== search.host && siteOf(target) !== search.site) return undefined;
  const { own } = search;
  const { title, teaser } = texts;
  if (isOwn(address, own) || !isStoryAddress(address, { own, title })) return undefined;
  const isBookmark = /bookmark/i.test(attribute(anchor, 'rel'));
  if (!isBookmark && !namesStory(address)) return undefined;
  return teaser === '' ? { url: target, title } : { url: target, title, teaser };
}
