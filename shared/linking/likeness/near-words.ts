import { type Letters, letterLikeness, lettersOf } from '../../text/word-likeness.ts';

/** As in `vector.ts`, which asks this module. */
type Vector = ReadonlyMap<string, number>;

/** In a text of fewer terms, a title or a teaser, a word that is spelt almost alike counts as well. */
const fewWords = 30;
/** Words that are less alike have nothing to do with each other. */
const leastAlike = 0.6;
/** What a word that is alike counts of what the same word would. */
const nearPart = 0.5;
/** Of shorter words a letter or two is chance. */
const shortest = 3;
const undamped: Vector = new Map();

/** A word of a text, and what one that is spelt almost alike adds to the product of two vectors. */
export type NearWord = { readonly term: string; readonly product: number };

/**
 * What a text of few words shares with another beside equal words: “elects” and “electoral”,
 * «ارتفاع» and «يرتفع», two spellings of one name. For each of its words that the other lacks, the
 * one that is most alike, each of them once; empty for a longer text, whose equal words are enough.
 *
 * @param damping as for `likeness` of `vector.ts`
 *
 * @example
 * nearWords(new Map([['elect', 1]]), new Map([['elector', 1]])) // [{ term: 'elect', product: 0.42 }]
 */
export function nearWords(a: Vector, b: Vector, damping = undamped): NearWord[] {
  if (Math.min(a.size, b.size) >= fewWords) return [];
  const pairs = likePairs(spelt(a, b, damping), spelt(b, a, damping));
  const taken = new Set<string>();
  return pairs.filter(({ term, other }) => {
    if (taken.has(term) || taken.has(other)) return false;
    taken.add(term).add(other);
    return true;
  });
}

type Spelt = { readonly term: string; readonly weight: number; readonly letters: Letters };

/** Words of a vector that another lacks, with what they weigh. */
function spelt(vector: Vector, lacking: Vector, damping: Vector): Spelt[] {
  const words: Spelt[] = [];
  for (const [term, weight] of vector)
    if (!lacking.has(term) && isSpelt(term))
      words.push({ term, weight: weight * (damping.get(term) ?? 1), letters: lettersOf(term) });
  return words;
}

/** Every two words that are alike, the heaviest first, in one order from both ends. */
function likePairs(words: readonly Spelt[], rest: readonly Spelt[]) {
  const pairs: (NearWord & { readonly other: string })[] = [];
  for (const { term, weight, letters } of words)
    for (const { term: other, weight: theirs, letters: theirLetters } of rest) {
      const alike = letterLikeness(letters, theirLetters, leastAlike);
      if (alike > 0) pairs.push({ term, other, product: nearPart * alike * (weight * theirs) });
    }
  return pairs.sort((x, y) => y.product - x.product || (nameOf(x) < nameOf(y) ? -1 : 1));
}

const nameOf = ({ term, other }: { term: string; other: string }): string =>
  term < other ? `${term} ${other}` : `${other} ${term}`;

/** A word told by its letters: no place, no name of two words, no number. */
const isSpelt = (term: string): boolean =>
  term.length >= shortest && !term.startsWith('@') && !term.includes(' ') && !/^\d/.test(term);
