import { hasNoCase, startsWithCapital } from '../../text/capital.ts';
import type { Token } from '../../text/tokens.ts';

/** A text of which it is asked what it shares with another. */
export type ReadText = {
  /** Title and body. */
  readonly text: string;
  /** So many characters of it are the title. */
  readonly titleLength: number;
  readonly language: string;
  readonly tokens: readonly Token[];
  /** What the word at the same place is compared by; nothing for one that is not. */
  readonly keys: readonly (string | undefined)[];
};

/**
 * The terms of words, where those are what they are compared by. Pushed one by one, lists are of one kind to V8 even
 * where they are empty; mapped, they had what reads them compiled three times.
 */
export function termsOf(tokens: readonly Token[]): string[] {
  const terms: string[] = [];
  for (const { term } of tokens) terms.push(term);
  return terms;
}

/** Small words within a name: «محمد بن نايف», “Ursula von der Leyen”. */
const particles: ReadonlySet<string> = new Set(
  'بن ابن بنت آل de del della di da do dos das du des der den van von bin bint ibn al el la le y e of'.split(
    ' ',
  ),
);
const longestParticle = 5;
const mostParticles = 2;
const initial = /^ \p{Lu}\. $/u;
/** A space, one that does not break, and what stands within “Chick-fil-A” and “O’Brien”. */
const joining: ReadonlySet<number> = new Set([0x20, 0xa0, 0x2d, 0x2011, 0x27, 0x2019]);

export const isParticle = (word: string): boolean =>
  word.length <= longestParticle && particles.has(word);

/**
 * Where the word stands that follows another with nothing but a space, or a small word of names,
 * between them.
 *
 * @example
 * wordAfter({ text: 'Charles de Gaulle, Paris', … }, 0) // 2
 * wordAfter({ text: 'Charles de Gaulle, Paris', … }, 2) // undefined
 */
export function wordAfter({ text, tokens }: ReadText, at: number): number | undefined {
  let before = tokens[at];
  for (let next = at + 1; next <= at + 1 + mostParticles; next++) {
    const token = tokens[next];
    if (before === undefined || token === undefined) return undefined;
    if (!areNeighbours(text, before, token)) return undefined;
    if (!isParticle(token.word)) return next;
    before = token;
  }
  return undefined;
}

function areNeighbours(text: string, before: Token, { at }: Token): boolean {
  const end = before.at + before.word.length;
  // Characters of a script without spaces come in pairs that overlap.
  if (at < end) return true;
  if (at - end === 1) return joining.has(text.charCodeAt(end));
  return at - end === 4 && initial.test(text.slice(end, at));
}

const beforeSentence = /(?:[.!?؟؛:–—-]|\n)\s*[«"“‘']?$/u;
const beforeStart = 4;

/** Whether a word begins the title, a sentence or what stands behind a colon, where any word has a capital. */
export function startsSentence({ text, tokens }: ReadText, at: number): boolean {
  const start = tokens[at]?.at ?? 0;
  return at === 0 || beforeSentence.test(text.slice(Math.max(0, start - beforeStart), start));
}

/** Whether a word stands within a sentence of the body, where its capital is its own. */
export const isInProse = (text: ReadText, at: number): boolean =>
  (text.tokens[at]?.at ?? 0) > text.titleLength && !startsSentence(text, at);

/** «بـ194» is one, too. */
const figure = /^(?:[وفبلك]ـ*)?\p{N}/u;

/** Whether a word is a number in figures. */
export const isFigure = (word: string): boolean => figure.test(word);

const small = /^\p{Ll}/u;
/** “apple” of apple.com and of @apple is no word of the text. */
const ofAddresses: ReadonlySet<number> = new Set([...'./@#_'].map((mark) => mark.charCodeAt(0)));
const goesOn = /^[.@_/][\p{L}\p{N}]/u;

/** Whether a word could have had a capital, and has none. */
export function isSmall(word: string): boolean {
  const code = word.charCodeAt(0);
  if (code < 0x80) return code >= 0x61 && code <= 0x7a;
  return !hasNoCase(code) && !startsWithCapital(word) && small.test(word);
}

/** Whether the text itself writes a word without a capital. */
export function isSmallAt({ text, tokens }: ReadText, at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !isSmall(token.word)) return false;
  if (ofAddresses.has(text.charCodeAt(token.at - 1))) return false;
  const end = token.at + token.word.length;
  return !ofAddresses.has(text.charCodeAt(end)) || !goesOn.test(text.slice(end, end + 2));
}

/** «DSÖ’nden»: an ending that an apostrophe parts from its name. “l’ambassadeur” is none. */
const parted = /\p{L}{3}['’]$/u;
const longestEnding = 5;

export function isEndingAt({ text, tokens }: ReadText, at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.word.length > longestEnding) return false;
  const mark = text.charCodeAt(token.at - 1);
  if (mark !== 0x27 && mark !== 0x2019) return false;
  return isSmall(token.word) && parted.test(text.slice(Math.max(0, token.at - 5), token.at));
}

const hyphens: ReadonlySet<string> = new Set(['-', '\u2011']);
const partBefore = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}‑-]*)$/u;
const partAfter = /^(?:[-‑][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)+/u;
const longestCompound = 30;

/**
 * A part of a text with the rest of the words that it cuts at a hyphen.
 *
 * @example
 * wholeCompounds('a high-speed chase', 7, 18) // 'high-speed chase'
 */
export function wholeCompounds(text: string, from: number, to: number): string {
  let [start, end] = [from, to];
  if (hyphens.has(text[from - 1] ?? '')) {
    const before = text.slice(Math.max(0, from - longestCompound), from - 1);
    start -= (partBefore.exec(before)?.[0].length ?? -1) + 1;
  }
  if (hyphens.has(text[to] ?? ''))
    end += partAfter.exec(text.slice(to, to + longestCompound))?.[0].length ?? 0;
  return text.slice(start, end);
}
