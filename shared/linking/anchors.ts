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
  const tokens = tokensOf(whole, language, lookedAt);
  const places = placesIn(tokens, language);
  const counts = new Map<string, { times: number; weight: number }>();
  const add = (anchor: string, weight: number) => {
    const known = counts.get(anchor);
    counts.set(anchor, {
      times: (known?.times ?? 0) + 1,
      weight: Math.max(weight, known?.weight ?? 0),
    });
  };
  for (const token of tokens) {
    const place = places.get(token);
    if (place !== undefined) add(`@${place}`, placeWeight);
    else
      add(
        spelling(token),
        termWeight(token.term, language) * (capital.test(token.word) ? 1 : plainWeight),
      );
  }
  for (const number of numbersOf(whole)) add(`#${number}`, numberWeight);
  return unit(
    new Map(
      [...counts].map(([anchor, { times, weight }]) => [anchor, (1 + Math.log(times)) * weight]),
    ),
  );
}

const spelling = ({ word }: Token): string => foldWord(word).normalize('NFD').replace(marks, '');
