import { foldDateText } from '../dates/fold-date-text.ts';
import { gregorianMonths } from '../dates/month-of.ts';

const ENGLISH_MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const ENGLISH_DAYS = 'sun mon tue wed thu fri sat'.split(' ');

/** Without the dots that short forms have: `juil.` */
const fold = (word: string): string => foldDateText(word).replaceAll('.', '');

/**
 * The number of a month, 0 for January, from its name or the start of it in some seventy languages.
 *
 * @example monthOf('Ιούλ') // 6
 */
export function monthOf(word: string): number | undefined {
  const folded = fold(word);
  if (isEnglishMonth(folded)) return ENGLISH_MONTHS.indexOf(folded.slice(0, 3));
  return byStart(folded) ?? afterPreposition(folded);
}

/** Hebrew writes «in January» as one word. */
const afterPreposition = (folded: string): number | undefined =>
  folded.startsWith('ב') ? byStart(folded.slice(1)) : undefined;

/**
 * The number of a month that has a name of two words, as in the Levant.
 *
 * @example monthOfTwo('كانون', 'الثاني') // 0
 */
export function monthOfTwo(first: string, second: string): number | undefined {
  return /^\p{Script=Arabic}/u.test(first)
    ? gregorianMonths().get(`${fold(first)} ${fold(second)}`)
    : undefined;
}

const isEnglishMonth = (word: string): boolean =>
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/.test(
    word,
  );

/**
 * The day of the week, 0 for Sunday, from its English name or the start of it.
 *
 * @example weekdayOf('Thurs') // 4
 */
export function weekdayOf(word: string): number | undefined {
  const day = ENGLISH_DAYS.indexOf(word.slice(0, 3).toLowerCase());
  return day < 0 ? undefined : day;
}

/** Of a start that several months have, the one whose language comes first. */
function byStart(start: string): number | undefined {
  const months = gregorianMonths();
  const exact = months.get(start);
  if (exact !== undefined || start.length < 3) return exact;
  for (const [name, month] of months) if (name.startsWith(start)) return month;
  return undefined;
}
