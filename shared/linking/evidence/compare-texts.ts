import { startsWithCapital } from '../../text/capital.ts';
import { isUnspaced, primaryLanguage } from '../../text/tokens.ts';
import {
  isFigure,
  isParticle,
  isSmall,
  isSmallAt,
  type ReadText,
  wordAfter,
} from './read-words.ts';

/** What a word is as a part of a phrase; `uncased` and `unspaced` are scripts without capitals, without spaces. */
export type Kind = 'name' | 'word' | 'uncased' | 'unspaced' | 'number';

/** Words of a text from one to another, both of them included. */
export type Span = { readonly from: number; readonly to: number; readonly kind: Kind };

/** The first of two texts, and what is to be known of the second. */
export type Compared = {
  readonly a: ReadText;
  readonly b: ReadText;
  /** What each shared key adds to the likeness; also of two side by side, as `key key`. */
  readonly weightOf: ReadonlyMap<string, number>;
  /** Where in the first text each key stands that is shared or may be of a name. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** Of those, the word that follows with nothing between, and the one that goes before. */
  readonly after: readonly (number | undefined)[];
  readonly before: readonly (number | undefined)[];
  /** Which of them stand side by side in the second text. */
  readonly pairs: ReadonlySet<string>;
  /** Which of them one of the texts has without a capital. */
  readonly small: ReadonlySet<string>;
  /** How the second text prints them. */
  readonly theirWords: ReadonlySet<string>;
  /** Whether the first text is in Arabic, of whose words more is known. */
  readonly isArabic: boolean;
  /** Whether the first has a capital to most words of its title, where capitals tell no names. */
  readonly isInHeadlineCase: boolean;
};

const space = /\s+/g;

/** Goes through both texts once; of most words nothing need be known. */
export function compareTexts(
  a: ReadText,
  b: ReadText,
  weightOf: ReadonlyMap<string, number>,
): Compared {
  const places = placesOf(a, weightOf);
  const small = new Set<string>();
  const after: Place[] = [];
  const before: Place[] = [];
  for (let at = 0; at < a.keys.length; at++) {
    const key = a.keys[at];
    if (key === undefined || !places.has(key)) continue;
    if (isSmallAt(a, at)) small.add(key);
    if (isParticle(wordAt(a, at))) continue;
    const next = wordAfter(a, at);
    after[at] = next;
    if (next !== undefined) before[next] = at;
  }
  const isInHeadlineCase = isHeadlineCase(a);
  const pairs = new Set<string>();
  const theirWords = new Set<string>();
  for (let at = 0; at < b.keys.length; at++) {
    const key = b.keys[at];
    if (key === undefined || !places.has(key)) continue;
    theirWords.add(wordAt(b, at));
    if (isSmallAt(b, at)) small.add(key);
    const next = wordAfter(b, at);
    const nextKey = keyAt(b, next);
    if (nextKey !== undefined && places.has(nextKey)) pairs.add(`${key} ${nextKey}`);
    // Others leave the father of «عادل بن أحمد الجبير» out.
    if (next === undefined || next === at + 1) continue;
    const further = keyAt(b, wordAfter(b, next));
    if (further !== undefined && places.has(further)) pairs.add(`${key} ${further}`);
  }
  const isArabic = primaryLanguage(a.language) === 'ar';
  return {
    a,
    b,
    weightOf,
    places,
    after,
    before,
    pairs,
    small,
    theirWords,
    isArabic,
    isInHeadlineCase,
  };
}

/** Where so many words of a title begin with a capital, capitals tell no names in it. */
const headlineCase = 0.6;

function isHeadlineCase({ tokens, titleLength }: ReadText): boolean {
  let words = 0;
  let capitals = 0;
  for (const { at, word } of tokens) {
    if (at >= titleLength) break;
    if (word.length <= 3) continue;
    words++;
    if (startsWithCapital(word)) capitals++;
  }
  return words > 0 && capitals >= headlineCase * words;
}

type Place = number | undefined;

function placesOf(a: ReadText, weightOf: ReadonlyMap<string, number>): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let at = 0; at < a.keys.length; at++) {
    const key = a.keys[at];
    if (key === undefined) continue;
    const known = places.get(key);
    if (known !== undefined) known.push(at);
    else if (weightOf.has(key) || startsWithCapital(wordAt(a, at))) places.set(key, [at]);
  }
  return places;
}

export const wordAt = ({ tokens }: ReadText, at: number): string => tokens[at]?.word ?? '';

export const keyAt = ({ keys }: ReadText, at: number | undefined): string | undefined =>
  at === undefined ? undefined : keys[at];

/** How a span stands in the text; spaces of whatever kind are one. */
export function printedAt({ text, tokens }: ReadText, { from, to }: Span): string {
  const first = tokens[from];
  const last = tokens[to];
  if (first === undefined || last === undefined) return '';
  if (from === to) return first.word;
  return text.slice(first.at, last.at + last.word.length).replace(space, ' ');
}

/** A word that both texts have with a capital only is of a name. */
export function kindAt({ a, small }: Compared, at: number): Kind {
  const word = wordAt(a, at);
  if (isFigure(word)) return 'number';
  if (startsWithCapital(word)) return small.has(a.keys[at] ?? '') ? 'word' : 'name';
  if (isSmall(word)) return 'word';
  // Scripts that put no spaces between words begin with Thai.
  return word.charCodeAt(0) >= 0x0e00 && isUnspaced(word) ? 'unspaced' : 'uncased';
}
