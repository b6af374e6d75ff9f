import { foldDateText } from '../dates/fold-date-text.ts';
import { type Month, monthIn } from '../dates/month-of.ts';
import { gregorianDay } from '../dates/other-calendars.ts';
import { withAsciiDigits } from './digits.ts';
import { primaryLanguage } from './tokens.ts';

/** The days of the year that a text names, and what it says beside them. */
export type ReadDates = {
  /** `MM-DD`, in order, each once: of the year, writers say nothing when all know it. */
  readonly dates: readonly string[];
  /** The text without days and months, its years included, digits in ASCII. */
  readonly rest: string;
};

type Day = { readonly month: number; readonly day: number };
type Span = { readonly from: number; readonly end: number };
type Found = Day & Span & { readonly year?: string };

/** News that names more numbers than this is a table. */
const mostNumbers = 300;
const number = /\d+/g;

/**
 * The days of the year that a text names, by a month's name in some seventy languages or in
 * figures, in a form that is the same in all of them. Days of other calendars are told where
 * their year stands with them. Words like “yesterday” are no dates.
 *
 * @example
 * datesOf('on 12 May 2026', 'en') // ['05-12']
 * datesOf('في ١٢ أيار/مايو', 'ar') // ['05-12']
 */
export const datesOf = (text: string, language: string): readonly string[] =>
  readDates(text, language).dates;

/** {@link datesOf}, and the text without them, in which the day is not taken for a number. */
export function readDates(text: string, language: string): ReadDates {
  const plain = withAsciiDigits(text);
  const dates = new Set<string>();
  const rest: string[] = [];
  let past = 0;
  let looked = 0;
  for (const { index } of plain.matchAll(number)) {
    if (index < past) continue;
    if (++looked > mostNumbers) break;
    const found = dayAt(plain, { at: index, past, language: primaryLanguage(language) });
    if (found === undefined) continue;
    dates.add(`${twoDigits(found.month)}-${twoDigits(found.day)}`);
    rest.push(plain.slice(past, found.from), found.year ?? '');
    past = found.end;
  }
  return { dates: [...dates], rest: [...rest, plain.slice(past)].join(' ') };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

type Place = {
  readonly at: number;
  /** What stands before belongs to another date. */
  readonly past: number;
  readonly language: string;
};

function dayAt(text: string, place: Place): Found | undefined {
  const found = inFigures(text, place) ?? byName(text, place);
  return found !== undefined && isDay(found) ? found : undefined;
}

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isDay = ({ month, day }: Day): boolean => day >= 1 && day <= (longest[month - 1] ?? 0);

const yearFirst = /(?<year>(?:19|20)\d\d)([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?!\d)/y;
const yearLast = /(?<day>\d{1,2})([-/.])(?<month>\d{1,2})\2(?<year>(?:19|20)\d\d)(?!\d)/y;
const eastAsian = /(?<month>\d{1,2}) ?[月월] ?(?<day>\d{1,2}) ?[日일号號]/y;
const vietnamese = /(?<day>\d{1,2}) tháng (?<month>\d{1,2})(?!\d)/y;

function inFigures(text: string, { at, language }: Place): Found | undefined {
  for (const pattern of [yearFirst, yearLast, eastAsian, vietnamese]) {
    pattern.lastIndex = at;
    const { 0: whole, groups } = pattern.exec(text) ?? {};
    if (whole === undefined || groups === undefined) continue;
    const { year, month, day } = groups;
    const span = { from: at, end: at + whole.length, ...(year !== undefined && { year }) };
    const read = { ...span, month: Number(month), day: Number(day) };
    return language === 'en' && whole.includes('/') ? eitherWay(read) : read;
  }
  return undefined;
}

/** English puts the day first or the month: where it may be either, it is neither. */
function eitherWay(read: Found): Found | undefined {
  const { month, day } = read;
  if (month > 12) return { ...read, month: day, day: month };
  return day > 12 || day === month ? read : undefined;
}

/** So far around a number its month is looked for. */
const reach = 32;
const dayNumber = /\d{1,2}(?![\d/:%]|[.,]\d)/y;
const wordPattern = /[\p{L}\p{M}'’׳॰]+/gu;
/** Between a day and its month, and between the words of them. */
const gap = /^[\s\u00a0.,º°ª/-]{0,3}$/;
/** Longer words between a day and its month, as in “12th of May”, make it none. */
const longestFiller = 3;
/** “May 12”: where both a month before and one behind stand, the one before is meant. */
const monthFirst: ReadonlySet<string> = new Set(['en', 'hu', 'lt', 'mn', 'eu']);
/** Months are at first words too: “may”, “march”. */
const withCapital: ReadonlySet<string> = new Set(['en']);

type Word = Span & { readonly text: string };
type Named = Month & Span;

function byName(text: string, { at, past, language }: Place): Found | undefined {
  dayNumber.lastIndex = at;
  const [day] = dayNumber.exec(text) ?? [];
  // Minutes, and what stands behind a decimal mark, are no days.
  if (day === undefined || /:|\d[.,/]/.test(text.slice(Math.max(past, at - 2), at)))
    return undefined;
  const end = at + day.length;
  const before = () => monthBefore(text, { from: Math.max(past, at - reach), end: at }, language);
  const behind = () => monthBehind(text, { from: end, end: end + reach }, language);
  const month = monthFirst.has(language) ? (before() ?? behind()) : (behind() ?? before());
  if (month === undefined) return undefined;
  const span = { from: Math.min(at, month.from), end: Math.max(end, month.end) };
  const gregorian = inOurCalendar(month, Number(day), text.slice(span.end, span.end + reach));
  return gregorian === undefined ? undefined : { ...gregorian, ...span };
}

/** Words of a part of a text that stand close to one another. */
const wordsOf = (text: string, { from, end }: Span): Word[] =>
  [...text.slice(from, end).matchAll(wordPattern)].map(({ 0: word, index }) => ({
    ...{ text: word, from: from + index, end: from + index + word.length },
  }));

function monthBehind(text: string, span: Span, language: string): Named | undefined {
  const words = wordsOf(text, span);
  let end = span.from;
  for (const [at, word] of words.slice(0, 3).entries()) {
    if (!gap.test(text.slice(end, word.from))) return undefined;
    const month = monthAt(words, at, language);
    if (month !== undefined) return month;
    if (word.text.length > longestFiller) return undefined;
    end = word.end;
  }
  return undefined;
}

function monthBefore(text: string, span: Span, language: string): Named | undefined {
  const words = wordsOf(text, span);
  const last = words.at(-1);
  if (last === undefined || !gap.test(text.slice(last.end, span.end))) return undefined;
  const two = words.length > 1 ? monthAt(words, words.length - 2, language) : undefined;
  return two?.end === last.end ? two : monthAt(words, words.length - 1, language);
}

/** `كانون الثاني` is two words; `בינואר`, `d’avril` and `Mayıs’ta` are grown together with others. */
function monthAt(words: readonly Word[], at: number, language: string): Named | undefined {
  const [word, next] = [words[at], words[at + 1]];
  if (word === undefined) return undefined;
  if (withCapital.has(language) && !/^\p{Lu}/u.test(word.text)) return undefined;
  const both = next && monthIn(foldDateText(`${word.text} ${next.text}`), language);
  if (both !== undefined) return { ...both, from: word.from, end: next?.end ?? word.end };
  const folded = foldDateText(word.text);
  const one =
    monthIn(folded, language) ??
    monthIn(folded.replace(/^(?:ב|d['’])/, ''), language) ??
    monthIn(folded.replace(/['’].*$/, ''), language) ??
    (growing.has(language) ? withoutEnding(folded, language) : undefined);
  return one && { ...one, from: word.from, end: word.end };
}

/** Languages that say “on” and “of” by an ending of the month. */
const growing: ReadonlySet<string> = new Set('az et eu fi hy ka kk ky lt lv mn uz'.split(' '));
const longestEnding = 3;
const shortestMonth = 3;

function withoutEnding(name: string, language: string): Month | undefined {
  for (let length = 1; length <= longestEnding; length++) {
    if (name.length - length < shortestMonth) return undefined;
    const month = monthIn(name.slice(0, -length), language);
    if (month !== undefined) return month;
  }
  return undefined;
}

const yearBehind = /^\D{0,6}(1[34]\d\d)(?!\d)/;

/** Without its year, a day of a lunar calendar may be any; one of the solar one may be the next. */
function inOurCalendar({ calendar, month }: Month, day: number, behind: string): Day | undefined {
  if (calendar === 'gregorian') return { month, day };
  const [, year] = yearBehind.exec(behind) ?? [];
  return year === undefined
    ? undefined
    : gregorianDay(calendar, { year: Number(year), month, day });
}
