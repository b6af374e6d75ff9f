import { startsWithCapital } from '../../text/capital.ts';
import { citiesIn } from '../../text/cities.ts';
import { readDates } from '../../text/dates.ts';
import { skeletonOf } from '../../text/name-skeleton.ts';
import { numbersOf } from '../../text/numbers.ts';
import { namedPlacesIn } from '../../text/places.ts';
import { foldWord, type Token, tokensOf } from '../../text/tokens.ts';
import { termWeight } from '../../text/word-weights.ts';
import type { LinkableText } from '../likeness/signature.ts';
import { unit, type Vector } from '../likeness/vector.ts';

/** Words that are looked at: names come back all through a report. */
const lookedAt = 500;
const placeWeight = 4;
const numberWeight = 3;
/** A day of the year is more than a number: it is seldom another's by chance. */
const dateWeight = 5;
/** A word without a capital is seldom spelt alike by chance, and seldom a name. */
const plainWeight = 0.5;

const marks = /\p{M}/gu;

/**
 * What a text holds that is the same in other languages: places, cities, days, numbers, and
 * words as they are spelt, without their marks, names above all.
 *
 * @example
 * anchorsOf({ language: 'fr', title: 'Macron à Berlin', text: '' }).has('macron') // true
 */
export const anchorsOf = (text: LinkableText): Vector => weigh(text, spelling);

/**
 * The same for a text in another script: what it names and counts, and names by their consonants.
 *
 * @example
 * heardAnchorsOf({ language: 'ar', title: 'ماكرون في برلين', text: '' }).has('~mkrn') // true
 */
export const heardAnchorsOf = (text: LinkableText): Vector => weigh(text, sounding);

/** What a word is compared by; nothing for one that is not. */
export type AnchorOf = (token: Token, language: string) => string | undefined;

function weigh({ language, title, text }: LinkableText, anchorOf: AnchorOf): Vector {
  const whole = `${title}\n${text}`;
  const counts = new Map<string, { times: number; weight: number }>();
  const add = (anchor: string, weight: number) => {
    const known = counts.get(anchor);
    counts.set(anchor, {
      times: (known?.times ?? 0) + 1,
      weight: Math.max(weight, known?.weight ?? 0),
    });
  };
  for (const { anchor, token } of anchorWords(whole, { language, anchorOf, limit: lookedAt }))
    if (anchor !== undefined)
      add(anchor, isPlace(anchor) ? placeWeight : wordWeight(token, language));
  const { dates, rest } = readDates(whole, language);
  for (const date of dates) add(`#${date}`, dateWeight);
  for (const number of numbersOf(rest)) add(`#${number}`, numberWeight);
  return unit(
    new Map(
      [...counts].map(([anchor, { times, weight }]) => [anchor, (1 + Math.log(times)) * weight]),
    ),
  );
}

/** Whether an anchor is a country or a union. */
export const isPlace = (anchor: string): boolean => anchor.startsWith('@');

/** Whether an anchor is a city, which tells more than its country. */
export const isCity = (anchor: string): boolean => anchor.startsWith('=');

/** Whether an anchor is a number or a day. */
export const isNumber = (anchor: string): boolean => anchor.startsWith('#');

/** Whether an anchor is what a name sounds like. */
export const isSound = (anchor: string): boolean => anchor.startsWith('~');

type Reading = {
  readonly language: string;
  readonly anchorOf: AnchorOf;
  /** Words that are read. */
  readonly limit: number;
};

/** The words of a text in order, each with the anchor that it is or names, if any. */
export function anchorWords(
  text: string,
  { language, anchorOf, limit }: Reading,
): readonly { readonly anchor: string | undefined; readonly token: Token }[] {
  const tokens = tokensOf(text, language, limit);
  const [places, cities] = [namedPlacesIn(tokens, language), citiesIn(tokens, language)];
  return tokens.map((token) => {
    const [place, city] = [places.get(token), cities.get(token)];
    if (city !== undefined) return { token, anchor: `=${city}` };
    return { token, anchor: place === undefined ? anchorOf(token, language) : `@${place}` };
  });
}

const wordWeight = ({ term, word }: Token, language: string): number =>
  termWeight(term, language) * (startsWithCapital(word) ? 1 : plainWeight);

/** A word as it is spelt, without its marks. */
export const spelling: AnchorOf = ({ word }) => foldWord(word).normalize('NFD').replace(marks, '');

/** Shorter sounds are shared by chance. */
const fewestConsonants = 4;
/** A word that is more common than this is no name. */
const leastRarity = 4;
const latin = /^\p{Script=Latin}/u;
/** Scripts that write names with a capital. */
const cased = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u;

/** A name as it sounds; of a script without capitals, any rare word may be one. */
export const sounding: AnchorOf = ({ word, term }, language) => {
  if (cased.test(word) && !startsWithCapital(word)) return undefined;
  if (termWeight(term, language) < leastRarity) return undefined;
  const sound = skeletonOf(latin.test(word) ? word : term);
  return sound.length < fewestConsonants ? undefined : `~${sound}`;
};
