import type { Evidence } from '../model/story.ts';
import { numbersOf } from '../text/numbers.ts';
import { type Token, tokensOf } from '../text/tokens.ts';
import { isFunctionTerm } from '../text/word-weights.ts';
import type { Vector } from './vector.ts';

const shownTerms = 8;
const shownNames = 6;
const shownNumbers = 5;

/** What two texts are compared by. */
export type EvidenceText = {
  readonly language: string;
  readonly title: string;
  readonly text: string;
  readonly places: readonly string[];
  readonly vector: Vector;
};

/** Words of a text in which evidence is looked for: what it says first. */
const firstCharacters = 1500;

/**
 * What two texts share, in words that a person finds in the first of them.
 *
 * @example
 * sharedEvidence(a, b).terms // ['bridge', 'Dunmore']
 */
export function sharedEvidence(a: EvidenceText, b: EvidenceText): Evidence {
  const shared = [...a.vector]
    .filter(([term]) => b.vector.has(term) && tells(term, a.language))
    .map(([term, weight]) => ({ term, weight: weight * (b.vector.get(term) ?? 0) }))
    .sort((x, y) => y.weight - x.weight || (x.term < y.term ? -1 : 1));
  const printed = printedWords(beginningOf(a), a.language);
  const show = (term: string) =>
    printed.get(term) ??
    term
      .split(' ')
      .map((part) => printed.get(part) ?? part)
      .join(' ');
  const words = shared
    .filter(({ term }) => !term.includes(' ') && !term.startsWith('@'))
    .slice(0, shownTerms)
    .map(({ term, weight }) => ({ shown: show(term), weight }));
  const names = shared
    .filter(({ term }) => term.includes(' '))
    .slice(0, shownNames)
    .map(({ term, weight }) => ({ shown: show(term), weight }));
  const both = (term: string) => (a.vector.get(term) ?? 0) * (b.vector.get(term) ?? 0);
  const places = a.places.filter((place) => b.places.includes(place));
  const theirs = new Set(numbersOf(beginningOf(b)));
  const numbers = numbersOf(beginningOf(a))
    .filter((number) => theirs.has(number))
    .slice(0, shownNumbers);
  return {
    terms: namesFirst(words.map(({ shown }) => shown)),
    names: names.map(({ shown }) => shown),
    ...{ places, numbers },
    weights: weightsOf([
      ...[...words, ...names],
      ...places.map((place) => ({ shown: place, weight: both(`@${place}`) })),
      ...numbers.map((number) => ({ shown: number, weight: both(number) })),
    ]),
  };
}

/** What each shown word adds to the score, to three decimals; of two alike the heavier. */
export function weightsOf(
  parts: readonly { readonly shown: string; readonly weight: number }[],
): Record<string, number> {
  const weights = new Map<string, number>();
  for (const { shown, weight } of parts)
    weights.set(shown, Math.max(weights.get(shown) ?? 0, Math.round(weight * 1000) / 1000));
  return Object.fromEntries(weights);
}

/** Of a link for which no two texts were compared. */
export const nothingShared: Evidence = {
  terms: [],
  names: [],
  places: [],
  numbers: [],
  weights: {},
};

/** Whether a person would take the term for a reason: no word of every text, no bare number. */
const tells = (term: string, language: string): boolean =>
  !/^\d+$/.test(term) && !term.split(' ').some((part) => isFunctionTerm(part, language));

/** In scripts with capitals; elsewhere the order of weight stays. */
function namesFirst(words: readonly string[]): string[] {
  const isName = (word: string) => /^\p{Lu}/u.test(word);
  return [...words.filter(isName), ...words.filter((word) => !isName(word))];
}

const beginningOf = ({ title, text }: EvidenceText): string =>
  `${title}\n${text.slice(0, firstCharacters)}`;

/** For each term of a text, and each two that stand side by side, how it was first printed. */
function printedWords(text: string, language: string): Map<string, string> {
  const printed = new Map<string, string>();
  let before: Token | undefined;
  for (const token of tokensOf(text, language)) {
    const { term, word, at } = token;
    if (!printed.has(term)) printed.set(term, word);
    const pair = `${before?.term} ${term}`;
    if (before !== undefined && at - before.at - before.word.length === 1 && !printed.has(pair))
      printed.set(pair, text.slice(before.at, at + word.length));
    before = token;
  }
  return printed;
}
