import type { Evidence } from '../model/story.ts';
import { startsWithCapital } from '../text/capital.ts';
import { numbersOf } from '../text/numbers.ts';
import { type Token, tokensOf } from '../text/tokens.ts';
import { isFunctionTerm, termWeight } from '../text/word-weights.ts';
import { nearWords } from './near-words.ts';
import type { Vector } from './vector.ts';

const shownTerms = 8;
const shownNames = 6;
/** Where fewer rare words are shared, common ones are shown too. */
const fewestTerms = 3;
/** What a word weighs that a third of all texts have; lighter ones only hold sentences together. */
const contentWeight = 1.4;
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
  const shared = heaviestShared(a, b);
  const begins = beginningOf(a);
  const printed = printedWords(begins, a.language, shared);
  const show = ({ term, weight }: Shared) => ({
    weight,
    shown:
      printed.get(term) ??
      term
        .split(' ')
        .map((part) => printed.get(part) ?? part)
        .join(' '),
  });
  const words = shared.words.map(show);
  const names = shared.names.map(show);
  const both = (term: string) => (a.vector.get(term) ?? 0) * (b.vector.get(term) ?? 0);
  const places = a.places.filter((place) => b.places.includes(place));
  const numbers = sharedNumbers(begins, b);
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

function sharedNumbers(begins: string, b: EvidenceText): string[] {
  const own = numbersOf(begins);
  if (own.length === 0) return own;
  const theirs = new Set(numbersOf(beginningOf(b)));
  return own.filter((number) => theirs.has(number)).slice(0, shownNumbers);
}

type Shared = { readonly term: string; readonly weight: number };

type Terms = Readonly<Record<'words' | 'names', readonly Shared[]>>;

/** The names of two words that two texts share, and the words that are in none of them, as many as are shown. */
function heaviestShared(a: EvidenceText, b: EvidenceText): Terms {
  const shared: Shared[] = [];
  for (const [term, weight] of a.vector) {
    const theirs = b.vector.get(term);
    if (theirs !== undefined && !term.startsWith('@'))
      shared.push({ term, weight: weight * theirs });
  }
  if (a.language === b.language)
    for (const { term, product } of nearWords(a.vector, b.vector))
      shared.push({ term, weight: product });
  shared.sort((x, y) => y.weight - x.weight || (x.term < y.term ? -1 : 1));
  const told = shared.filter(({ term }) => tells(term, a.language));
  const names = told.filter(({ term }) => term.includes(' ')).slice(0, shownNames);
  const parts = new Set(names.flatMap(({ term }) => term.split(' ')));
  const isWord = ({ term }: Shared) => !term.includes(' ') && !parts.has(term);
  const words = told.filter(isWord).slice(0, shownTerms);
  // A link without a reason helps nobody: words of every day are better than none.
  for (const one of shared.filter(isWord)) {
    if (parts.size + words.length >= fewestTerms) break;
    if (!words.includes(one) && isContent(one.term, a.language)) words.push(one);
  }
  return { words, names: withTheirWords(names, shared) };
}

/** Names that weigh what their words weigh as well, each word of several names with the first. */
function withTheirWords(names: readonly Shared[], shared: readonly Shared[]): Shared[] {
  const weightOf = new Map(shared.map(({ term, weight }) => [term, weight]));
  return names.map(({ term, weight }) => {
    const parts = term.split(' ');
    const whole = parts.reduce((sum, part) => sum + (weightOf.get(part) ?? 0), weight);
    for (const part of parts) weightOf.delete(part);
    return { term, weight: whole };
  });
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

const isContent = (term: string, language: string): boolean =>
  !/^\d+$/.test(term) && termWeight(term, language) >= contentWeight;

/** In scripts with capitals; elsewhere the order of weight stays. */
function namesFirst(words: readonly string[]): string[] {
  return [...words.filter(startsWithCapital), ...words.filter((word) => !startsWithCapital(word))];
}

const beginningOf = ({ title, text }: EvidenceText): string =>
  `${title}\n${text.slice(0, firstCharacters)}`;

const areNeighbours = (before: Token, { at }: Token): boolean =>
  at - before.at - before.word.length === 1;

/** How each of these terms, the names whole and by their words, was first printed in a text. */
function printedWords(
  text: string,
  language: string,
  { words, names }: Terms,
): Map<string, string> {
  const pairs = new Set(names.map(({ term }) => term));
  const wanted = new Set(words.map(({ term }) => term));
  for (const pair of pairs) for (const word of pair.split(' ')) wanted.add(word);
  const printed = new Map<string, string>();
  let before: Token | undefined;
  for (const token of tokensOf(text, language)) {
    const { term, word, at } = token;
    if (wanted.has(term) && !printed.has(term)) printed.set(term, word);
    if (pairs.size > 0 && before && wanted.has(before.term) && areNeighbours(before, token)) {
      const pair = `${before.term} ${term}`;
      if (pairs.has(pair) && !printed.has(pair))
        printed.set(pair, text.slice(before.at, at + word.length));
    }
    before = token;
  }
  return printed;
}
