import { createRequire } from 'node:module';

/** The commonest letters of a script's languages, and the least share of its letters that they make up. */
type Frequent = { readonly encodings: string; readonly letters: string; readonly least: number };

let tables: readonly Frequent[] | undefined;

/** Read when a page in a legacy encoding is first met. */
function frequentIn(encoding: string): Frequent | undefined {
  tables ??= createRequire(import.meta.url)(
    './languages/frequent-letters.data.json',
  ) as readonly Frequent[];
  return tables.find(({ encodings }) => encodings.split(' ').includes(encoding));
}

const MAX_LETTERS = 3000;
/** Of fewer letters nothing can be said. */
const MIN_LETTERS = 12;
const MIN_MIXED = 3;
const MIXED_SHARE = 0.3;

/**
 * Whether a text reads like a language of the script of the encoding that it was read in, which is told
 * for other scripts than Latin: garbage has its rare letters, or has them within Latin words.
 *
 * @example isPlausible('大桥星期一重新开放，市长在现场说。', 'gbk') // true
 * @example isPlausible('迪厩瞶舦痐郎秈戳Τミ硄筁', 'gbk') // false
 */
export function isPlausible(text: string, encoding: string): boolean {
  if (encoding === 'windows-1252') return !isTurkish(text);
  const common = frequentIn(encoding);
  if (common === undefined) return true;
  const letters = (text.match(/[^\p{ASCII}\p{P}\p{S}\p{Z}]+/gu) ?? [])
    .join('')
    .slice(0, MAX_LETTERS);
  if (isMixed(text, letters.length)) return false;
  if (letters.length < MIN_LETTERS) return true;
  let met = 0;
  for (const letter of letters) if (common.letters.includes(letter.toLowerCase())) met++;
  return met >= letters.length * common.least;
}

/** `þehir`, `yaðmur`: Turkish letters are Icelandic ones to windows-1252, and Icelandic has á and í, too. */
function isTurkish(text: string): boolean {
  const count = text.match(/[þýð]/gi)?.length ?? 0;
  return count >= MIN_MIXED && /[çöü]/.test(text) && !/[áíúæ]/i.test(text);
}

/** `Schl〖sse`, `dуНjci№`: words of two scripts, and not a name beside a word here and there. */
function isMixed(text: string, letters: number): boolean {
  const sample = text.slice(0, MAX_LETTERS * 3);
  const mixed = sample.match(
    /(?<=[A-Za-z])[^\p{ASCII}\p{P}\p{S}\p{Z}\p{sc=Latin}]{1,2}(?=[a-z])/gu,
  );
  return mixed !== null && mixed.length >= MIN_MIXED && mixed.length > letters * MIXED_SHARE;
}
