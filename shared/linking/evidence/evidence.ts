import type { Evidence } from '../../model/story.ts';
import { nearWords } from '../likeness/near-words.ts';
import { type Words, wordsOf } from '../likeness/signature.ts';
import { inThousandths } from '../likeness/thousandths.ts';
import type { Vector } from '../likeness/vector.ts';
import { type ReadText, termsOf } from './read-words.ts';
import { sharedNumbers } from './shared-numbers.ts';
import { type SharedPhrase, sharedPhrases } from './shared-phrases.ts';

const shownTerms = 8;
const shownNames = 6;
const shownNumbers = 4;
/** Shorter ones are in both texts by chance, where the two are not compared by them. */
const longNumber = 3;
/** Words are stored twice, and a link is to stay small: so many phrases are shown in any case, and more as long as they are short. */
const shownAnyway = 4;
const shownCharacters = 54;

/** What two texts are compared by. */
export type EvidenceText = {
  readonly language: string;
  readonly title: string;
  readonly text: string;
  readonly places: readonly string[];
  readonly vector: Vector;
  /** Its words, where they are known already. */
  readonly tokens?: Words;
};

/** Of a text in which evidence is looked for: about the words that it is compared by. */
const firstCharacters = 1500;
/** What may be tied to the last of them. */
const afterWords = 20;

/**
 * What two texts share, in words that a person finds in the first of them, heaviest first.
 *
 * @example
 * sharedEvidence(a, b).terms // ['bridge', 'girders']
 */
export function sharedEvidence(a: EvidenceText, b: EvidenceText): Evidence {
  const weightOf = sharedWeights(a, b);
  const [ours, theirs] = [readBeginning(a), readBeginning(b)];
  const phrases = asManyAsFit(sharedPhrases(ours, theirs, weightOf));
  const names = phrases.filter(({ isName }) => isName).slice(0, shownNames);
  const terms = phrases.filter(({ isName }) => !isName).slice(0, shownTerms);
  const places = weighed(
    a.places.filter((place) => b.places.includes(place)),
    (place) => weightOf.get(`@${place}`) ?? 0,
  ).filter(({ weight }, _, [heaviest]) => weight > 0 || heaviest?.weight === 0);
  const inNames = new Set(names.flatMap(({ shown }) => shown.split(/[ -]/)));
  const numbers = weighed(
    sharedNumbers(ours, theirs).filter(({ number }) => !inNames.has(number)),
    ({ groups }) => groups.reduce((sum, group) => sum + (weightOf.get(group) ?? 0), 0),
  )
    .filter(({ weight, shown: { number } }) => weight > 0 || number.length >= longNumber)
    .slice(0, shownNumbers)
    .map(({ shown: { number }, weight }) => ({ shown: number, weight }));
  return {
    terms: shownOf(terms),
    names: shownOf(names),
    places: shownOf(places),
    numbers: shownOf(numbers),
    weights: weightsOf([...terms, ...names, ...places, ...numbers]),
  };
}

function asManyAsFit(phrases: readonly SharedPhrase[]): readonly SharedPhrase[] {
  let characters = 0;
  return phrases.filter(({ shown, isInBothTitles }, at) => {
    characters += shown.length;
    return at < shownAnyway || characters <= shownCharacters || isInBothTitles === true;
  });
}

type Weighed<Shown> = { readonly shown: Shown; readonly weight: number };

/** The heaviest first. */
const weighed = <Shown>(
  all: readonly Shown[],
  weightOf: (shown: Shown) => number,
): Weighed<Shown>[] =>
  all.map((shown) => ({ shown, weight: weightOf(shown) })).sort((x, y) => y.weight - x.weight);

const shownOf = (all: readonly Weighed<string>[]): string[] => all.map(({ shown }) => shown);

/** What each term of two texts adds to their likeness. */
function sharedWeights(a: EvidenceText, b: EvidenceText): Map<string, number> {
  const shared = new Map<string, number>();
  for (const [term, weight] of a.vector) {
    const theirs = b.vector.get(term);
    if (theirs !== undefined) shared.set(term, weight * theirs);
  }
  if (a.language === b.language)
    for (const { term, product } of nearWords(a.vector, b.vector)) shared.set(term, product);
  return shared;
}

/** What a text says first: the words that it is compared by, and what stands between them. */
function readBeginning(of: EvidenceText): ReadText {
  const { title, text, language } = of;
  const read = of.tokens ?? wordsAtFirst(of);
  const last = endOf(read);
  const end = last === 0 ? 0 : last + afterWords;
  // The body stands behind the title and a line break.
  const bodyAt = title.length + 1;
  const tokens = [...read.title];
  for (const { term, word, at, known } of read.body)
    tokens.push({ term, word, at: at + bodyAt, known });
  const beginning = `${title}\n${text.slice(0, end)}`;
  return { text: beginning, titleLength: title.length, language, tokens, keys: termsOf(tokens) };
}

/** Of nearly all texts the words that were read for their vector already; they need not be read of a part anew. */
function wordsAtFirst({ title, text, language }: EvidenceText): Words {
  const words = wordsOf({ title, text, language });
  if (endOf(words) < firstCharacters) return words;
  return wordsOf({ title, text: text.slice(0, firstCharacters), language });
}

/** Where the last of the words ends in the body. */
function endOf({ body }: Words): number {
  const last = body.at(-1);
  return last === undefined ? 0 : last.at + last.word.length;
}

/** What each shown word adds to the score, to three decimals; of two alike the heavier. */
export function weightsOf(
  parts: readonly { readonly shown: string; readonly weight: number }[],
): Record<string, number> {
  const weights = new Map<string, number>();
  for (const { shown, weight } of parts)
    weights.set(shown, Math.max(weights.get(shown) ?? 0, inThousandths(weight)));
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
