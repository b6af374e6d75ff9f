import { foldDateText } from '../dates/fold-date-text.ts';
import { monthIn } from '../dates/month-of.ts';
import { startsWithCapital } from './capital.ts';
import { perLanguage } from './place-names.ts';
import { foldWord, primaryLanguage } from './tokens.ts';

/** What stands with a time of day, in whatever language. */
const clockWords: ReadonlySet<string> = new Set(
  'am pm gmt utc est edt cst cdt mst mdt pst pdt bst cet cest ist msk'.split(' '),
);
/** A Monday; a week of days from here on has them all. */
const monday = Date.UTC(2024, 0, 1);
const day = 86_400_000;

/**
 * Whether a word names a month in the language. English months have a capital: to march is no month.
 *
 * @example
 * isMonth('أغسطس', 'ar') // true
 */
export function isMonth(word: string, language: string): boolean {
  const primary = primaryLanguage(language);
  if (primary === 'en' && !startsWithCapital(word)) return false;
  return monthIn(foldDateText(word), primary) !== undefined;
}

/**
 * Whether a word says when something happened and nothing else: a day of the week, or a time zone.
 *
 * @example
 * isTimeWord('Tuesday', 'en') // true
 */
export function isTimeWord(word: string, language: string): boolean {
  const folded = foldWord(word);
  return clockWords.has(folded) || weekdays(primaryLanguage(language)).has(folded);
}

/** Names of one word alone, as the runtime knows them: «terça-feira» is two words that are others, too. */
const weekdays = perLanguage((language): ReadonlySet<string> => {
  try {
    const names = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
    const days = [0, 1, 2, 3, 4, 5, 6].map((after) => foldWord(names.format(monday + after * day)));
    return new Set(days);
  } catch {
    return new Set(); // a tag that is no language
  }
});
