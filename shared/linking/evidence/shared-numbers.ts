import { numberSpans, numbersOf } from '../../text/numbers.ts';
import { isMonth } from '../../text/time-words.ts';
import { tokensOf } from '../../text/tokens.ts';

/** A text with the language that its dates are in. */
export type NumberedText = { readonly text: string; readonly language: string };

/** A number that two texts tell, and the digits of its groups as the first prints them. */
export type SharedNumber = { readonly number: string; readonly groups: readonly string[] };

/** How far the name of a month stands from its day. */
const near = 20;
const year = /^(?:19|20)\d\d$/;
/** Of the calendars beside which Arabic and Persian print it. */
const otherYear = /^1[34]\d\d$/;
const ofOtherCalendars: ReadonlySet<string> = new Set(['ar', 'fa', 'ur', 'ckb', 'ps']);
const dateBefore = /(?:\d ?[/:] ?|\b\d{4}-(?:\d\d-)?)$/;
const dateAfter = /^(?: ?[/:] ?\d|-\d\d-\d\d| ?[年月日时時点點년월일])/;
const clock = /^ ?(?:[ap]\.?m\b|gmt\b|utc\b|[ecp][sd]t\b|uhr\b|h\d\d\b|مساء|صباح)/i;
/** “09” of a label, a telephone number, and 13.05.2020: what is counted has no zero in front, and marks by threes. */
const noCount = /^0\d|\d{8}|\.\d+\.\d{1,2}(?!\d)|\.\d+\.(?:19|20)\d\d$/;
/** Between a day and its month. */
const ofMonth = /^(?:st|nd|rd|th|er|of|de|di|من)$/;

/**
 * The numbers that two texts tell, as the first has them in order: neither a year nor a part of a
 * date nor a time of day, which two reports of one week have in common whatever they tell.
 *
 * @example
 * sharedNumbers({ text: '15 dead on 7 August 2015', language: 'en' }, { text: '2015: 15 dead', language: 'en' })
 * // [{ number: '15', groups: ['15'] }]
 */
export function sharedNumbers(a: NumberedText, b: NumberedText): SharedNumber[] {
  const own = numbersOf(a.text);
  if (own.length === 0) return [];
  const theirs = new Set(numbersOf(b.text));
  const both = own.filter((number) => theirs.has(number) && !isYear(number, a.language));
  if (both.length === 0) return [];
  const [ours, others] = [counting(a, both), counting(b, both)];
  return both.flatMap((number) => {
    const printed = ours.get(number);
    if (printed === undefined || !others.has(number)) return [];
    return [{ number, groups: printed.split(/\D+/) }];
  });
}

/**
 * The numbers by which a text counts something, as it prints them: neither years nor what is of a date.
 *
 * @example
 * countingNumbers({ text: '48,000 homes on 7 August 2015', language: 'en' }) // ['48,000']
 */
export function countingNumbers(text: NumberedText): string[] {
  const numbers = numbersOf(text.text).filter((number) => !isYear(number, text.language));
  return numbers.length === 0 ? [] : [...counting(text, numbers).values()];
}

const isYear = (number: string, language: string): boolean =>
  year.test(number) || (otherYear.test(number) && ofOtherCalendars.has(language));

/** Those numbers that a text tells outside of dates, as it prints them. */
function counting({ text, language }: NumberedText, numbers: readonly string[]) {
  const found = new Map<string, string>();
  for (const { number, raw, before, after } of numberSpans(text, near)) {
    if (found.has(number) || !numbers.includes(number) || noCount.test(raw)) continue;
    if (dateBefore.test(before) || dateAfter.test(after) || clock.test(after)) continue;
    if (isDayOfMonth({ before, after }, language)) continue;
    found.set(number, raw);
  }
  return found;
}

function isDayOfMonth(
  { before, after }: { readonly before: string; readonly after: string },
  language: string,
): boolean {
  const last = tokensOf(before, language).at(-1);
  const named = tokensOf(after, language, 3).find(({ word }) => !ofMonth.test(word));
  return [last, named].some((token) => token !== undefined && isMonth(token.word, language));
}
