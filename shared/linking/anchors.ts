import { numbersOf } from '../text/numbers.ts';
import { placesIn } from '../text/places.ts';
import { foldWord, type Token, tokensOf } from '../text/tokens.ts';
import { termWeight } from '../text/word-weights.ts';
import type { LinkableText } from './signature.ts';
import { unit, type Vector } from './vector.ts';

/** Words that are looked at: names come back all through a report. */
const lookedAt = 500;
const placeWeight = 4;
const numberWeight = 3;
/** A word without a capital is seldom spelt alike by chance, and seldom a name. */
const plainWeight = 0.5;

const marks = /\p{M}/gu;
const capital = /^\p{Lu}/u;

/**
 * What a text holds that is the same in other languages: places, numbers, and words as they
 * are spelt, without their marks, names above all.
 *
 * @example
 * anchorsOf({ language: 'fr', title: 'Macron à Berlin', text: '' }).has('macron') // true
 */
export function anchorsOf({ language, title, text }: LinkableText): Vector {
  const whole = `${title}\n${text}`;
  const counts = new Map<string, { times: number; weight: number }>();
  const add = (anchor: string, weight: number) => {
    const known = counts.get(anchor);
    counts.set(anchor, {
      times: (known?.times ?? 0) + 1,
      weight: Math.max(weight, known?.weight ?? 0),
    });
  };
  for (const { anchor, token } of anchorWords(whole, language, lookedAt))
    add(anchor, isPlace(anchor) ? placeWeight : wordWeight(token, language));
  for (const number of numbersOf(whole)) add(`#${number}`, numberWeight);
  return unit(
    new Map(
      [...counts].map(([anchor, { times, weight }]) => [anchor, (1 + Math.log(times)) * weight]),
    ),
  );
}

/** Whether an anchor is a country or a union. */
export const isPlace = (anchor: string): boolean => anchor.startsWith('@');

/** Whether an anchor is a number. */
export const isNumber = (anchor: string): boolean => anchor.startsWith('#');

/** The words of a text in order, each with the anchor that it is or names. */
export function anchorWords(
  text: string,
  language: string,
  limit: number,
): readonly { readonly anchor: string; readonly token: Token }[] {
  const tokens = tokensOf(text, language, limit);
  const places = placesIn(tokens, language);
  return tokens.map((token) => {
    const place = places.get(token);
    return { token, anchor: place === undefined ? spelling(token) : `@${place}` };
  });
}

const wordWeight = ({ term, word }: Token, language: string): number =>
  termWeight(term, language) * (capital.test(word) ? 1 : plainWeight);

const spelling = ({ word }: Token): string => foldWord(word).normalize('NFD').replace(marks, '');
