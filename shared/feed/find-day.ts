import { monthOf, monthOfTwo, weekdayOf } from './date-words.ts';

/** A day of the calendar; the month counts from 0. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };

/**
 * Finds the day in a date from which the time of day was taken out.
 *
 * @param monthFirst how `3/4/2020` is read when nothing else decides
 * @example findDay('Fri, 26/06/2020', false) // { year: 2020, month: 5, day: 26 }
 */
export function findDay(text: string, monthFirst: boolean): Day | undefined {
  return compactDay(text.replace('|', '').trim()) ?? namedDay(text) ?? numericDay(text, monthFirst);
}

/** ISO 8601 without its dashes, cut short, or by day of the year. */
function compactDay(text: string): Day | undefined {
  const m =
    /^(\d{4})-?(\d{2})-?(\d{2})T?$/.exec(text) ??
    /^(\d{4})-(\d{1,2})$/.exec(text) ??
    /^(\d{4})$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{2})$/.exec(text) ??
    /^-(\d{2})(?:-?(\d{2}))?$/.exec(text);
  if (m !== null) return calendarDay(fullYear(m[1] ?? ''), Number(m[2] ?? 1), Number(m[3] ?? 1));
  const week = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?$/i.exec(text);
  if (week !== null) return dayOfWeek(Number(week[1]), Number(week[2]), Number(week[3] ?? 1));
  const ordinal = /^(\d{4})-?(\d{3})$|^(\d{2})-?([1-3]\d{2})$/.exec(text);
  if (ordinal === null) return undefined;
  return dayOfYear(fullYear(ordinal[1] ?? ordinal[3] ?? ''), Number(ordinal[2] ?? ordinal[4]));
}

/** ISO 8601 counts weeks from the one that holds the fourth of January; they start on Mondays. */
function dayOfWeek(year: number, week: number, weekday: number): Day | undefined {
  if (week < 1 || week > 53) return undefined;
  const fourth = new Date(Date.UTC(year, 0, 4)).getUTCDay() || 7;
  const date = new Date(Date.UTC(year, 0, 4 - fourth + (week - 1) * 7 + weekday));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

function dayOfYear(year: number, ordinal: number): Day | undefined {
  if (ordinal < 1 || ordinal > 366) return undefined;
  const date = new Date(Date.UTC(year, 0, ordinal));
  return { year, month: date.getUTCMonth(), day: date.getUTCDate() };
}

/** Two digits mean the century that feeds were written in. */
const fullYear = (digits: string): number =>
  digits.length > 2 ? Number(digits) : Number(digits) + (Number(digits) < 70 ? 2000 : 1900);

function calendarDay(year: number, month: number, day: number): Day | undefined {
  return month < 1 || month > 12 || day < 1 || day > 31
    ? undefined
    : { year, month: month - 1, day };
}

/** `26 Sep 2022`, `June 22, 2023`, `2004-július-13`, `Nov. 2020`, `Jul 15 … 2012`. */
function namedDay(text: string): Day | undefined {
  const month = findMonth(text);
  if (month === undefined) return undefined;
  const numbers =
    text
      .replace(/[+-]\d{4}\b/g, (offset) => (/^-(19|20)/.test(offset) ? offset : ' '))
      .match(/\d+/g)
      ?.filter((digits) => digits.length <= 4) ?? [];
  const yearAt = numbers.findIndex((digits) => digits.length === 4);
  if (yearAt >= 0) {
    const day = numbers.find((digits, at) => at !== yearAt && digits.length <= 2);
    return calendarDay(Number(numbers[yearAt]), month + 1, Number(day ?? 1));
  }
  const [day, year] = numbers;
  if (day === undefined || year === undefined || year.length !== 2) return undefined;
  return calendarDay(fullYear(year), month + 1, Number(day));
}

/** The last word that can be a month: «mar., 23 août» is a Tuesday in August. */
function findMonth(text: string): number | undefined {
  let found: number | undefined;
  let before = '';
  for (const [word] of text.matchAll(/\p{L}[\p{L}\p{M}]+/gu)) {
    if (/^(am|pm|at|gmt|utc|th|st|nd|rd|of|de|del|um)$/i.test(word)) continue;
    if (isWeekday(word)) continue;
    found = monthOfTwo(before, word) ?? monthOf(word) ?? found;
    before = word;
  }
  return found;
}

const isWeekday = (word: string): boolean =>
  /^(sun|mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?)(day)?$/i.test(word);

function numericDay(text: string, monthFirst: boolean): Day | undefined {
  const m =
    /(?<![\d:-])(\d{1,4})(?:\s?([/.-]|년|年|,)\s?|\s)(\d{1,2})(?:\s?(?:[/.-]|월|月)\s?|\s)(\d{1,4})(?![\d:]|-\d)/.exec(
      text,
    );
  if (m === null) return undefined;
  const [, first = '', , second = '', third = ''] = m;
  if (first.length === 4) return calendarDay(Number(first), Number(second), Number(third));
  if (third.length !== 4 && third.length !== 2) return undefined;
  const year = fullYear(third);
  const dayFirst = calendarDay(year, Number(second), Number(first));
  const american = calendarDay(year, Number(first), Number(second));
  const weekday = weekdayOf(/^[a-z]{3,}/i.exec(text)?.[0] ?? '');
  const fits = (day: Day | undefined): boolean =>
    day !== undefined && new Date(Date.UTC(day.year, day.month, day.day)).getUTCDay() === weekday;
  if (weekday !== undefined && fits(dayFirst) !== fits(american))
    return fits(american) ? american : dayFirst;
  return monthFirst ? (american ?? dayFirst) : (dayFirst ?? american);
}
