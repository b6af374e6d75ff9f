import type { BlockList, TextBlock } from '../blocks.ts';
import { attribute, type PageElement, textOf, walk } from '../dom.ts';
import { findJsonLdSite, type JsonLdArticle } from './json-ld.ts';
import { textOfValue } from './json-value.ts';
import { firstMeta, type MetaTags } from './meta-tags.ts';
import type { ElementFacts } from './page-facts.ts';
import { type Sourced, sourced } from './sourced.ts';

/** Where a page names the part of the outlet that its article belongs to. */
export type SectionClues = {
  readonly jsonLd: JsonLdArticle | undefined;
  readonly metas: MetaTags;
  readonly elements: ElementFacts;
  readonly list: BlockList;
  readonly scripts: readonly string[];
  readonly url: string;
  /** Index of the headline's block. */
  readonly titleAt: number | undefined;
};

/** The section by the page's data, by a label near the headline, or by its trail of links. */
export function findSection(clues: SectionClues): Sourced<string> | undefined {
  const { elements, jsonLd, metas } = clues;
  return (
    sourced('json-ld', textOfValue(jsonLd?.node['articleSection'])) ??
    sourced('meta', firstMeta(metas, SECTION_METAS)) ??
    sourced('microdata', elements.sections[0]) ??
    sourced('link', elements.categories[0]) ??
    sourced('text', lastCrumb(clues, true) ?? labelText(clues, LABEL_NAMES)) ??
    sourced('text', lastCrumb(clues, false)) ??
    sourced('text', labelText(clues, KICKER_NAMES)) ??
    sourced('json-ld', findJsonLdSite(clues.scripts, clues.url).section)
  );
}

const SECTION_METAS = [
  ...['article:section', 'parsely-section', 'section', 'category', 'articlesection'],
  'dc.subject.section',
];

const labelText = (clues: SectionClues, names: RegExp): string | undefined =>
  nearTitle(clues).find(
    (block) => block.heading !== 1 && block.words < 6 && names.test(namesAround(block)),
  )?.text;

const LABEL_NAMES = /(^|[\s_-])(cat|category|section|rubric|post-cat)([\s_-]|$)/i;
/** Often a section, and as often the first words of the headline. */
const KICKER_NAMES = /(^|[\s_-])(kicker|eyebrow)([\s_-]|$)/i;

const namesAround = ({ element }: TextBlock): string =>
  `${element.attributes['class'] ?? ''} ${element.parent?.attributes['class'] ?? ''}`;

/** Labels stand close to their headline; those further off are a menu's or another story's. */
function nearTitle({ list, titleAt }: SectionClues): readonly TextBlock[] {
  if (titleAt === undefined) return list.blocks;
  return list.blocks.slice(Math.max(0, titleAt - LABEL_ABOVE), titleAt + LABEL_BELOW);
}

const LABEL_ABOVE = 12;
const LABEL_BELOW = 8;
/** So many blocks above the headline may be the trail to it. */
const TRAIL_DISTANCE = 12;
/** `Home > Region`, `首页 > 本地`, `الرئيسية » اقتصاد`: links with a mark between them. */
const TRAIL_MARK = /\S\s?[>›»/→|·]\s?\S/;

/** The last link of the trail above the headline that does not lead to the front page. */
function lastCrumb({ list, titleAt }: SectionClues, isNamed: boolean): string | undefined {
  if (titleAt === undefined) return undefined;
  const title = list.blocks[titleAt]?.text;
  for (let at = titleAt - 1; at >= Math.max(0, titleAt - TRAIL_DISTANCE); at--) {
    const block = list.blocks[at];
    if (block === undefined) continue;
    const plain = isTrail(block) ? block.element : undefined;
    const trail = isNamed ? namedTrail(block.element) : plain;
    if (trail === undefined) continue;
    return sectionLinks(trail)
      .filter((text) => text !== title)
      .at(-1);
  }
  return undefined;
}

/** An element that is called a trail, whatever it is built of. */
function namedTrail(element: PageElement): PageElement | undefined {
  let [up, found]: (PageElement | undefined)[] = [element];
  for (let depth = 0; up !== undefined && depth < 5; depth++, up = up.parent)
    if (TRAIL_NAMES.test(`${up.attributes['class'] ?? ''} ${up.attributes['id'] ?? ''}`))
      found = up;
  return found;
}

const TRAIL_NAMES = /bread-?_?crumb|(^|[\s_-])crumbs?([\s_-]|$)/i;

const isTrail = ({ text, words, hrefs, linkDensity }: TextBlock): boolean =>
  words < 40 && hrefs.length >= 2 && linkDensity > 0.2 && TRAIL_MARK.test(text);

function sectionLinks(trail: PageElement): string[] {
  const texts: string[] = [];
  walk(trail, (element) => {
    if (element.name !== 'a') return undefined;
    const isFront = /^(https?:\/\/[^/]*)?\/?([?#].*)?$/i.test(attribute(element, 'href'));
    const text = textOf(element);
    if (!isFront && text !== '' && text.length < 40 && texts.length < 12) texts.push(text);
    return false;
  });
  return texts;
}
