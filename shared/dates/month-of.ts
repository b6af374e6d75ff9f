import { createRequire } from 'node:module';
import { oneArabicForm } from '../text/arabic.ts';

export type Calendar = 'gregorian' | 'persian' | 'islamic-umalqura';
export type Month = { readonly month: number; readonly calendar: Calendar };

/**
 * `;` between months, January first, and `|` between names; folded as `foldDateText` does. Gregorian
 * months by language, those of the Solar Hijri and of the Islamic calendar.
 */
type MonthNames = {
  readonly gregorian: Readonly<Record<string, string>>;
  readonly jalali: string;
  readonly hijri: string;
};

/** By folded name; languages disagree about a few (`listopad`), so each name keeps who says what. */
let index: Map<string, Map<string, Month>> | undefined;
const named = new Set<string>();

/** Read when a month is first met by its name: most pages tell their date in figures. */
function indexMonths(): Map<string, Map<string, Month>> {
  const made = new Map<string, Map<string, Month>>();
  const add = (language: string, calendar: Calendar, table: string): void => {
    for (const [at, names] of table.split(';').entries()) {
      for (const name of names.split('|')) {
        for (const form of new Set([name, oneArabicForm(name)])) {
          const known = made.get(form) ?? new Map<string, Month>();
          known.set(language, { month: at + 1, calendar });
          made.set(form, known);
        }
      }
    }
  };
  const names = createRequire(import.meta.url)('./months/month-names.data.json') as MonthNames;
  add('jalali', 'persian', names.jalali);
  add('hijri', 'islamic-umalqura', names.hijri);
  for (const [language, table] of Object.entries(names.gregorian)) {
    named.add(language);
    add(language, 'gregorian', table);
  }
  return made;
}

/**
 * The month that a folded name stands for, in the page's language where languages disagree.
 *
 * @example monthOf('listopada', 'pl') // { month: 11, calendar: 'gregorian' }
 */
export function monthOf(name: string, language: string | undefined): Month | undefined {
  index ??= indexMonths();
  const found = index.get(name);
  if (found === undefined) return undefined;
  const own = language === undefined ? undefined : found.get(language.split('-')[0] ?? '');
  if (own !== undefined) return own;
  return language === 'fa' && found.has('jalali') ? found.get('jalali') : [...found.values()][0];
}

/**
 * The month that a folded name stands for in running text, where a word of another language is
 * no month: in the language alone, unless its months are not known.
 *
 * @example monthIn('mars', 'en') // undefined
 */
export function monthIn(name: string, language: string): Month | undefined {
  index ??= indexMonths();
  const found = index.get(name);
  if (found === undefined || !named.has(language)) return found?.values().next().value;
  return found.get(language) ?? found.get('jalali') ?? found.get('hijri');
}

let gregorian: Map<string, number> | undefined;

/**
 * The Gregorian months, from 0, by their folded names in all languages; of a name that languages give
 * to different months, the one of the language that more feeds write.
 *
 * @example gregorianMonths().get('mai') // 4
 */
export function gregorianMonths(): ReadonlyMap<string, number> {
  index ??= indexMonths();
  if (gregorian !== undefined) return gregorian;
  gregorian = new Map();
  for (const [name, meanings] of index)
    for (const { month, calendar } of meanings.values())
      if (calendar === 'gregorian' && !gregorian.has(name)) gregorian.set(name, month - 1);
  return gregorian;
}
