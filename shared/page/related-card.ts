import { parseVisibleDate } from '../dates/parse-visible-date.ts';
import { cutText } from '../text/cut-text.ts';
import {
  attribute,
  collapse,
  INLINE,
  type PageElement,
  type PageNode,
  SILENT,
  textOf,
  walk,
} from './dom.ts';
import { foldPhrase, type Phrases } from './phrase-index.ts';

/** A card holds picture, headline, text, label and date. */
const MAX_CARD = 6;
const HEADING = /^h[1-6]$/;
/** Longer texts are whole teasers; the first heading in them is the title. */
const MAX_TITLE = 300;
/** Of fewer characters a headline says too little to be one. */
const MIN_TITLE = 12;

/** What the card around a link says of the story that it leads to. */
export type CardTexts = { readonly title: string; readonly teaser: string };

/**
 * The headline and the teaser of a link, from inside it or from the card around it.
 *
 * @returns nothing where it has no headline
 */
export function cardTexts(anchor: PageElement, phrases: Phrases): CardTexts | undefined {
  const inside = anchorTexts(anchor);
  const said = (saysLittle(inside.title) ? headlineBeside(anchor) : undefined) ?? inside.title;
  const title = withoutLabel(said, phrases);
  if (lengthOf(title) < MIN_TITLE || isDate(title)) return undefined;
  const teaser = inside.teaser === '' ? teaserBeside(anchor) : inside.teaser;
  return { title, teaser: teaser === title ? '' : teaser };
}

const LABEL = /^([^:：]{2,30}[:：])\s*/;
/** Of a label this part at least is known to be one. */
const LABEL_PART = 0.6;

/** `Read also: Ferry stops for good` says where it stands, too; of `Next story >` nothing is left. */
function withoutLabel(title: string, phrases: Phrases): string {
  const folded = foldPhrase(title);
  if (phrases.leading('related', folded) >= folded.length * LABEL_PART) return '';
  const [whole, label] = LABEL.exec(title) ?? [];
  if (whole === undefined || label === undefined) return title;
  const isLabel = phrases.leading('related', foldPhrase(label)) >= label.length - 1;
  return isLabel ? title.slice(whole.length) : title;
}

/** `See the story`, of a card whose headline is no link. */
export const saysLittle = (title: string): boolean =>
  lengthOf(title) < 20 && title.split(' ').length <= 3;

/** A character of Chinese or Japanese says as much as two or three letters. */
const lengthOf = (title: string): number =>
  title.length + (title.match(/[\u3040-\u9fff\uac00-\ud7af]/g)?.length ?? 0);

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

/** A card's paragraph stands beside its link, where the card has no other. */
function teaserBeside(anchor: PageElement): string {
  let card = anchor.parent;
  if (card !== undefined && HEADING.test(card.name)) card = card.parent;
  if (card === undefined || !/^(li|article|div)$/.test(card.name)) return '';
  const elements = card.children.filter((child) => typeof child !== 'string');
  if (elements.length > MAX_CARD) return '';
  const links = elements.filter(({ name }) => name === 'a' || HEADING.test(name));
  const [text, second] = elements.filter(({ name }) => name === 'p').map(textOf);
  if (links.length !== 1 || text === undefined || second !== undefined) return '';
  return text.length > 20 && text.length < 600 ? text : '';
}

type Piece = { readonly text: string; readonly kind: 'headline' | 'date' | 'text' };

const PIECE = /^(?:h[1-6]|p|strong|b|div|span|figcaption|time)$/;
const PART = /^(?:h[1-6]|p|div|span|strong)$/;
const KICKER = /[:：]$/;
/** `teaser__headline`, `card-title` */
const HEADLINE_CLASS = /(?:^|[\s_-])(?:head(?:line)?|title)(?:$|[\s_-])/i;

/** The heading inside a link is its title and the rest its teaser; labels of sections are neither. */
function anchorTexts(anchor: PageElement): CardTexts {
  const pieces = piecesOf(anchor);
  const dates = pieces.filter(({ kind }) => kind === 'date');
  const whole = dates
    .reduce((left, { text }) => left.replace(text, ''), spacedTextOf(anchor))
    .trim();
  const longest = longestOf(pieces);
  const headline = headlineOf(anchor, pieces, whole);
  // `Storm in the north:`, in front of what the story is called.
  if (headline !== undefined && !KICKER.test(headline) && !longest.endsWith(headline)) {
    const teaser = longest.length > 20 && !headline.includes(longest) ? longest : '';
    return { title: cutText(headline, MAX_TITLE), teaser };
  }
  return { title: cutText(mainOf(whole, longest), MAX_TITLE), teaser: '' };
}

function kindOf(element: PageElement, text: string): Piece['kind'] {
  if (isDate(text)) return 'date';
  return HEADLINE_CLASS.test(attribute(element, 'class')) ? 'headline' : 'text';
}

/** The part of a text that is most of it, else all. */
const mainOf = (whole: string, longest: string): string =>
  longest.length > whole.length * 0.5 ? longest : whole;

const mainTextOf = (element: PageElement): string =>
  mainOf(spacedTextOf(element), longestOf(piecesOf(element)));

const longestOf = (pieces: readonly Piece[]): string =>
  pieces.reduce(
    (best, { text, kind }) => (kind !== 'date' && text.length > best.length ? text : best),
    '',
  );

/** By its tag, by the link's own title where that is a part of its text, or by its class. */
function headlineOf(
  anchor: PageElement,
  pieces: readonly Piece[],
  whole: string,
): string | undefined {
  const heading = firstHeading(anchor);
  if (heading !== undefined) return heading;
  const named = collapse(attribute(anchor, 'title'));
  if (lengthOf(named) >= MIN_TITLE && named.length < whole.length && whole.includes(named))
    return named;
  return pieces.find(({ text, kind }) => kind === 'headline' && lengthOf(text) >= MIN_TITLE)?.text;
}

function firstHeading(anchor: PageElement): string | undefined {
  let found: string | undefined;
  walk(anchor, (element) => {
    if (found !== undefined) return false;
    if (!HEADING.test(element.name)) return undefined;
    const text = mainTextOf(element);
    if (text.length > 8) found = text;
    return false;
  });
  return found;
}

const MAX_DATE = 40;
const isDate = (text: string): boolean =>
  text.length <= MAX_DATE && /\p{Nd}/u.test(text) && parseVisibleDate(text) !== undefined;

/** The innermost parts of a link that hold text. */
function piecesOf(anchor: PageElement): Piece[] {
  const pieces: Piece[] = [];
  walk(anchor, (element) => {
    if (!PIECE.test(element.name)) return undefined;
    if (element.children.some((child) => typeof child !== 'string' && PART.test(child.name)))
      return undefined;
    const text = textOf(element);
    if (text !== '') pieces.push({ text, kind: kindOf(element, text) });
    return false;
  });
  return pieces;
}

/** Where one piece of text ends and another begins with a capital. */
const ENDS_WORD = /[\p{L}\p{M}\p{N}]{2}[\p{Ll}\p{N}.!?:]$/u;
const BEGINS_WORD = /^\p{Lu}/u;

/** The text of a link, with a space where its look alone parts a label from a headline: `<span>Live</span>Storm`. */
function spacedTextOf(root: PageElement): string {
  let text = '';
  const open: PageNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node === 'string') {
      text += ENDS_WORD.test(text.slice(-3)) && BEGINS_WORD.test(node) ? ` ${node}` : node;
      continue;
    }
    if (SILENT.has(node.name)) continue;
    if (!INLINE.has(node.name)) {
      text += ' ';
      open.push(' ');
    }
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at];
      if (child !== undefined) open.push(child);
    }
  }
  return collapse(text);
}
