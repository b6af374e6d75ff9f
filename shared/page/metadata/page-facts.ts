import { rolesOf } from '../class-roles.ts';
import {
  attribute,
  collapse,
  type PageElement,
  type PageNode,
  type PageTree,
  SILENT,
  shortTextOf,
  textOf,
  walk,
} from '../dom.ts';

/** What one walk over the elements collects for the readers of facts. */
export type ElementFacts = {
  readonly headings: readonly { readonly element: PageElement; readonly text: string }[];
  readonly times: readonly string[];
  readonly authors: readonly string[];
  readonly bylines: readonly string[];
  readonly published: readonly string[];
  readonly modified: readonly string[];
  readonly visibleDates: readonly string[];
  readonly htmlLang: string;
  readonly htmlDir: string;
  readonly mediaCount: number;
  readonly sections: readonly string[];
  /** Texts of links that are its sections (`rel="category tag"`). */
  readonly categories: readonly string[];
  /** Texts of links that are tags of the article (`rel=tag`). */
  readonly tags: readonly string[];
};

const MAX_EACH = 30;

type Collector = {
  -readonly [Key in keyof ElementFacts]: ElementFacts[Key] extends readonly (infer Item)[]
    ? Item[]
    : ElementFacts[Key];
};

/** Walks the page once and keeps what titles, authors and dates are read from. */
export function collectElementFacts(tree: PageTree): ElementFacts {
  const facts: Collector = {
    headings: [],
    times: [],
    authors: [],
    bylines: [],
    published: [],
    modified: [],
    visibleDates: [],
    htmlLang: '',
    htmlDir: '',
    mediaCount: 0,
    sections: [],
    categories: [],
    tags: [],
  };
  walk(tree.root, (element) => visit(element, facts));
  return facts;
}

function visit(element: PageElement, facts: Collector): boolean | undefined {
  const { name, attributes } = element;
  if (name === 'html') {
    facts.htmlLang = attribute(element, 'lang') || attribute(element, 'xml:lang');
    facts.htmlDir = attribute(element, 'dir').toLowerCase();
  }
  if (name === 'svg' || name === 'noscript' || name === 'template') return false;
  if (name === 'video' || name === 'audio' || name === 'iframe') facts.mediaCount++;
  if (name === 'h1' || (name === 'h2' && /headline|title/i.test(attributes['class'] ?? '')))
    addHeading(element, facts);
  if (name === 'time') addTime(element, facts);
  if (attributes['itemprop'] !== undefined)
    addItemprop(element, attributes['itemprop'].toLowerCase(), facts);
  if (name === 'a' && attributes['rel'] !== undefined) addTag(element, attributes['rel'], facts);
  if (attributes['rel'] === 'author' || attributes['rel'] === 'author external')
    add(facts.bylines, textOf(element));
  else if (attributes['class'] !== undefined || attributes['id'] !== undefined)
    addByRole(element, facts);
  return undefined;
}

function add(list: string[], text: string): void {
  if (text !== '' && list.length < MAX_EACH && !list.includes(text)) list.push(text);
}

function addHeading(element: PageElement, facts: Collector): void {
  if (facts.headings.length >= MAX_EACH || leadsHome(element)) return;
  const text = textOf(element);
  if (text !== '' && text.length < 400) facts.headings.push({ element, text });
}

/** A heading that is a link to the front page is the outlet's name. */
function leadsHome(heading: PageElement): boolean {
  let [home, other] = [false, false];
  walk(heading, ({ name, attributes }) => {
    if (name !== 'a' || attributes['href'] === undefined) return undefined;
    if (/^(https?:\/\/[^/]+)?\/?([?#].*)?$/i.test(attributes['href'].trim())) home = true;
    else other = true;
    return undefined;
  });
  return home && !other;
}

function addTime(element: PageElement, facts: Collector): void {
  const stamp = attribute(element, 'datetime') || textOf(element);
  const itemprop = attribute(element, 'itemprop').toLowerCase();
  if (itemprop.includes('modified') || /updated|modified/i.test(element.attributes['class'] ?? ''))
    add(facts.modified, stamp);
  if (!itemprop.includes('modified')) add(facts.times, stamp);
}

function addItemprop(element: PageElement, itemprop: string, facts: Collector): void {
  const value = attribute(element, 'content') || attribute(element, 'datetime');
  if (/\bdate(published|created)\b/.test(itemprop)) add(facts.published, value || textOf(element));
  else if (/\bdatemodified\b/.test(itemprop)) add(facts.modified, value || textOf(element));
  else if (/\bauthor\b/.test(itemprop)) add(facts.authors, value || authorName(element));
  else if (/\barticlesection\b/.test(itemprop)) add(facts.sections, value || textOf(element));
}

/** The themes of blogs mark a section as `category tag`. */
function addTag(element: PageElement, rel: string, facts: Collector): void {
  if (!/\btag\b/.test(rel)) return;
  add(/\bcategory\b/.test(rel) ? facts.categories : facts.tags, textOf(element));
}

/** A person's name stands in an inner `itemprop=name`, where there is one. */
function authorName(element: PageElement): string {
  let name = '';
  walk(element, (inner) => {
    if (name === '' && /\bname\b/.test(inner.attributes['itemprop'] ?? ''))
      name = attribute(inner, 'content') || textOf(inner);
    return name === '' ? undefined : false;
  });
  return name || textOf(element);
}

/** A byline's first text without figures: the name in a line that holds the date, too. */
function undated(pieces: readonly string[]): string {
  const plain = pieces.filter((text) => !/\p{Nd}/u.test(text));
  return (
    plain.find((text) => /\p{L}.* .*\p{L}/u.test(text)) ??
    plain.find((text) => /\p{L}{2}/u.test(text)) ??
    ''
  );
}

/** The texts inside an element, each by itself: `By` and a name are set apart by the style alone. */
function piecesOf(element: PageElement): string[] {
  const pieces: string[] = [];
  const open: PageNode[] = [element];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node === 'string') {
      const text = collapse(node);
      if (text !== '') pieces.push(text);
    } else if (!SILENT.has(node.name)) {
      for (let at = node.children.length - 1; at >= 0; at--) open.push(node.children[at] ?? '');
    }
  }
  return pieces;
}

function addByRole(element: PageElement, facts: Collector): void {
  const roles = rolesOf(element);
  if (roles.length === 0 || roles.includes('comments') || roles.includes('related')) return;
  const wantsByline = roles.includes('author') && facts.bylines.length < MAX_EACH;
  const wantsDate =
    (roles.includes('meta') || roles.includes('author')) && facts.visibleDates.length < MAX_EACH;
  if (!wantsByline && !wantsDate) return;
  const text = shortTextOf(element, 300);
  if (text === undefined) return;
  if (wantsByline && text.length < 150) {
    const pieces = piecesOf(element);
    add(facts.bylines, /\p{Nd}/u.test(text) ? undated(pieces) : pieces.join(' '));
  }
  if (wantsDate && /\p{N}/u.test(text)) add(facts.visibleDates, text);
}
