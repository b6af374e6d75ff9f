import { foldArabic } from './arabic.ts';
import { cutText } from './cut-text.ts';
import { withAsciiDigits } from './digits.ts';
import { ownCopy, RememberedWords } from './remembered-words.ts';
import { stemOf } from './stems.ts';
import { inTurkishSmallLetters, isTurkishEnding } from './turkish.ts';
import { WordTable } from './word-table.ts';

/** A word of a text in the form that is compared. */
export type Token = {
  /** The stem of the folded word, or two characters of a script without spaces. */
  readonly term: string;
  /** The word as printed. */
  readonly word: string;
  /** Where it stands in the text. */
  readonly at: number;
};

/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether a word is of a script that puts no spaces between words. */
export const isUnspaced = (word: string): boolean => unspaced.test(word);

/** `ar` of `ar-EG`; `und` where there is none. */
export const primaryLanguage = (tag: string): string =>
  isSimple(tag) ? tag : tag.toLowerCase().split(/[-_]/, 1)[0] || 'und';

/** Two or three small letters, as nearly all callers have them. */
const isSimple = (tag: string): boolean => {
  if (tag.length < 2 || tag.length > 3) return false;
  for (let at = 0; at < tag.length; at++) {
    const code = tag.charCodeAt(at);
    if (code < 97 || code > 122) return false;
  }
  return true;
};

/**
 * Folds a word to the form that is compared before it is stemmed: compatible forms,
 * small letters, ASCII digits, and what Arabic spelling leaves open.
 *
 * @example
 * foldWord('ＮＡＴＯ') // 'nato'
 */
export function foldWord(word: string): string {
  if (isAscii(word)) return word.toLowerCase();
  if (isPlainArabic(word)) return foldArabic(word);
  return withAsciiDigits(foldArabic(word.normalize('NFKC').toLowerCase()));
}

const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
};

/** Nothing but letters of Arabic proper, which have neither case nor compatible forms. */
const isPlainArabic = (word: string): boolean => {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code < 0x621 || code > 0x64a || (code > 0x63a && code < 0x641)) return false;
  }
  return true;
};

/**
 * The words of a text as terms, in order.
 *
 * A lone letter of an alphabet is left out: it is an initial or what an apostrophe cut off.
 *
 * @param limit at most so many terms
 *
 * @example
 * tokensOf('Bridge reopens', 'en').map(({ term }) => term) // ['bridg', 'reopen']
 */
export function tokensOf(text: string, language: string, limit = 500): Token[] {
  const primary = primaryLanguage(language);
  const reading = readingOf(text, primary);
  readOn(reading, limit);
  return reading.tokens.slice(0, limit);
}

/** A text as far as it was cut into words. */
type Reading = {
  readonly text: string;
  readonly language: string;
  readonly tokens: Token[];
  /** Where the next word is looked for. */
  next: number;
};

/** Cuts a text further into words, until there are so many. */
function readOn(reading: Reading, limit: number): void {
  const { text, language, tokens } = reading;
  if (tokens.length >= limit || reading.next >= text.length) return;
  const terms = remembered.of(language);
  let at = nextWord(text, reading.next);
  while (at < text.length && tokens.length < limit) {
    const end = endOfWord(text, at);
    const known = terms.find(text, at, end) ?? learn(text.slice(at, end), language, terms);
    const { term, word } = known;
    if (term === isRun) tokens.push(...bigramsOf(word, at));
    else if (term !== isLetter && !(language === 'tr' && isTurkishEnding(text, at)))
      tokens.push({ term, word: shortened(word), at });
    at = nextWord(text, end);
  }
  reading.next = at;
}

/** The latest texts: linking looks into one many times, for its words, its worth as a headline, what it shares. */
const readings: Reading[] = [];
const mostReadings = 16;
/** What is shorter is read anew sooner than it is found; what is longer would fill the memory. */
const [shortestReading, longestReading] = [24, 100_000];
let replaced = 0;

function readingOf(text: string, language: string): Reading {
  if (text.length < shortestReading || text.length > longestReading)
    return { text, language, tokens: [], next: 0 };
  for (const reading of readings)
    if (reading.text === text && reading.language === language) return reading;
  const reading = { text, language, tokens: [], next: 0 };
  readings[replaced] = reading;
  replaced = (replaced + 1) % mostReadings;
  return reading;
}

/**
 * What each character can do in a word, learnt when it is first met: going through a text by
 * such a table is several times as fast as matching a pattern of Unicode properties.
 */
const roles = new Uint8Array(0x110000);
const apart = 1;
const begins = 2;
const continues = 3;
const beginning = /^[\p{L}\p{N}]$/u;
const mark = /^\p{M}$/u;

function roleOf(code: number): number {
  const known = roles[code];
  if (known) return known;
  const character = String.fromCodePoint(code);
  const role = beginning.test(character) ? begins : mark.test(character) ? continues : apart;
  roles[code] = role;
  return role;
}

function nextWord(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    if (roleOf(code) === begins) return at;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    if (roleOf(code) === apart) return at;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

/**
 * What is longer is no word but a key, a picture in letters or an attack, and is told by its beginning:
 * terms are keys of a table, which takes 2 KB at most.
 */
const longestWord = 64;

const shortened = (word: string): string =>
  word.length > longestWord ? cutText(word, longestWord) : word;

type Known = { readonly term: string; readonly word: string };

/** Folding and stemming each word once is four times as fast. */
const remembered = new RememberedWords(200_000, () => new WordTable<Known>());
const longestRemembered = 40;
/** In place of a term: the word is a run of an unspaced script. */
const isRun = '\u0001';
/** In place of a term: the word is a lone letter. */
const isLetter = '\u0002';

function learn(cut: string, language: string, terms: WordTable<Known>): Known {
  if (cut.length > longestRemembered) return { term: newTerm(cut, language), word: cut };
  const word = ownCopy(cut);
  const known = { term: newTerm(word, language), word };
  remembered.keep(word, known, terms);
  return known;
}

const newTerm = (word: string, language: string): string =>
  isAscii(word) || isPlainArabic(word) || !unspaced.test(word) ? termOf(word, language) : isRun;

function termOf(word: string, language: string): string {
  const cut = shortened(word);
  const folded = foldWord(language === 'tr' ? inTurkishSmallLetters(cut) : cut);
  return folded.length > 1 ? stemOf(folded, language) : isLetter;
}

/** A run without spaces as overlapping pairs of characters, which ask for no dictionary. */
function bigramsOf(run: string, at: number): Token[] {
  const characters = [...run.normalize('NFKC').toLowerCase()];
  if (characters.length === 1) return [{ term: run, word: run, at }];
  return characters.slice(0, 500).flatMap((first, index) => {
    const second = characters[index + 1];
    if (second === undefined) return [];
    return [{ term: first + second, word: first + second, at: at + index }];
  });
}
