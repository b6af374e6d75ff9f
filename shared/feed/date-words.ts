/** Languages whose month and day names feeds write, the more frequent first: the first to know a word has it. */
const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'sv',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'ca',
  'bg',
  'ru',
  'uk',
  'el',
  'tr',
  'ar-EG',
  'ar-SY',
  'ar-DZ',
  'he',
  'id',
  'vi',
  'hi',
  'fa',
  'ur',
  'th',
  'hr',
  'sr',
  'is',
  'sl',
  'lt',
  'lv',
  'et',
];

type Words = {
  readonly months: ReadonlyMap<string, number>;
  readonly days: ReadonlyMap<string, number>;
};

/** Short forms that newspapers use and ICU lacks. */
const SHORT_FORMS: readonly (readonly [word: string, month: number])[] = [
  ['mrz', 2],
  ['sept', 8],
];

const ENGLISH: Words = {
  months: new Map(
    ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
      (word, at) => [word, at],
    ),
  ),
  days: new Map(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((word, at) => [word, at])),
};

let others: Words | undefined;

/** Lower case, without accents and dots. */
const fold = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();

/**
 * The number of a month, 0 for January, from its name or the start of it in some forty languages.
 *
 * @example monthOf('Ιούλ') // 6
 */
export function monthOf(word: string): number | undefined {
  const folded = fold(word);
  return ENGLISH.months.get(folded.slice(0, 3)) !== undefined && isEnglishMonth(folded)
    ? ENGLISH.months.get(folded.slice(0, 3))
    : (byStart(otherWords().months, folded) ?? afterPreposition(folded));
}

/** Hebrew writes «in January» as one word. */
const afterPreposition = (folded: string): number | undefined =>
  folded.startsWith('ב') ? byStart(otherWords().months, folded.slice(1)) : undefined;

/**
 * The number of a month that has a name of two words, as in the Levant.
 *
 * @example monthOfTwo('كانون', 'الثاني') // 0
 */
export function monthOfTwo(first: string, second: string): number | undefined {
  return /^\p{Script=Arabic}/u.test(first)
    ? otherWords().months.get(`${fold(first)} ${fold(second)}`)
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
  return word.length < 3 ? undefined : ENGLISH.days.get(word.slice(0, 3).toLowerCase());
}

function byStart(words: ReadonlyMap<string, number>, start: string): number | undefined {
  const exact = words.get(start);
  if (exact !== undefined || start.length < 3) return exact;
  for (const [word, number] of words) if (word.startsWith(start)) return number;
  return undefined;
}

/** Made of what Node's ICU knows, when a feed first needs it: some 50 ms. */
function otherWords(): Words {
  if (others !== undefined) return others;
  const months = new Map<string, number>(SHORT_FORMS);
  for (const language of LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      const alone = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
        month: style,
        timeZone: 'UTC',
      });
      const inDate = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
        month: style,
        day: 'numeric',
        timeZone: 'UTC',
      });
      for (let month = 0; month < 12; month++) {
        const date = new Date(Date.UTC(2020, month, 1));
        const genitive = inDate.formatToParts(date).find(({ type }) => type === 'month')?.value;
        for (const word of [alone.format(date), genitive ?? '']) {
          const folded = fold(word);
          if (folded.length > 1 && !/\d/.test(folded) && !months.has(folded))
            months.set(folded, month);
        }
      }
    }
  }
  others = { months, days: ENGLISH.days };
  return others;
}
