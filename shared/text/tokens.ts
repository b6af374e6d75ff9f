import { foldArabic } from './arabic.ts';
import { cutText } from './cut-text.ts';
import { withAsciiDigits } from './digits.ts';
import { ownCopy, RememberedWords } from './remembered-words.ts';
import { stemOf } from './stems.ts';
import { hash32 } from './term-hash.ts';
import { inTurkishSmallLetters, isTurkishEnding } from './turkish.ts';
import { endOfWord, nextWord } from './word-bounds.ts';
import { WordTable } from './word-table.ts';

/** A word in the form that is compared. */
export type Word = Lore & {
  /** The stem of the folded word, or two characters of a script without spaces. */
  readonly term: string;
  /** The word as printed. */
  readonly word: string;
  /** Of the term, with a sign; see `term-hash.ts`. */
  readonly hash: number;
};

/**
 * What was found out of a word, once the module that is named was asked: news repeats its words, and to look each up
 * in a table of what is known of it took a tenth of linking.
 */
type Lore = {
  /** What the term tells: `word-weights.ts`. */
  weight: number | undefined;
  /** What it counts for in a text: `signature.ts`. */
  rarity: number | undefined;
  /** What the word is worth as evidence: `telling-words.ts`. */
  worth: number | undefined;
  /** Whether the name of a place begins with it: `places.ts`. */
  beginsPlace: boolean | undefined;
};

export const newLore = (): Lore => ({
  weight: undefined,
  rarity: undefined,
  worth: undefined,
  beginsPlace: undefined,
});

/** A word of a text. */
export type Token = Pick<Word, 'term' | 'word'> & {
  /** Where it stands in the text. */
  readonly at: number;
  /** The same, wherever it stands: what is found out of it once holds for all texts. */
  readonly known: Word;
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
  const { words, places, tokens } = readUntil(text, language, limit);
  for (let at = tokens.length; at < words.length && at < limit; at++) {
    const known = words[at] as Word;
    tokens.push({ term: known.term, word: known.word, at: places[at] ?? 0, known });
  }
  return tokens.slice(0, limit);
}

/**
 * The words of {@link tokensOf} where nobody asks where they stand: nothing is made for each of them.
 *
 * @example
 * wordsIn('Bridge reopens', 'en').map(({ word }) => word) // ['Bridge', 'reopens']
 */
export const wordsIn = (text: string, language: string, limit = 500): Word[] =>
  readUntil(text, language, limit).words.slice(0, limit);

/** A text as far as it was cut into words. */
type Reading = {
  readonly text: string;
  readonly language: string;
  readonly words: Word[];
  /** Where each of them stands. */
  readonly places: number[];
  /** Of the first of them, as far as they were asked for. */
  readonly tokens: Token[];
  /** Where the next word is looked for. */
  next: number;
};

/** Cuts a text further into words, until there are so many. */
function readUntil(text: string, tag: string, limit: number): Reading {
  const reading = readingOf(text, primaryLanguage(tag));
  const { language, words, places } = reading;
  if (words.length >= limit || reading.next >= text.length) return reading;
  const known = remembered.of(language);
  let at = nextWord(text, reading.next);
  while (at < text.length && words.length < limit) {
    const end = endOfWord(text, at);
    const found = known.find(text, at, end) ?? learn(text.slice(at, end), language, known);
    if (found.kind === 'word') {
      if (language !== 'tr' || !isTurkishEnding(text, at)) {
        words.push(found);
        places.push(at);
      }
    } else if (found.kind === 'run') {
      const pairs = bigramsOf(found.word, language);
      words.push(...pairs);
      for (let pair = 0; pair < pairs.length; pair++) places.push(at + pair);
    }
    at = nextWord(text, end);
  }
  reading.next = at;
  return reading;
}

/** The latest texts: linking looks into one many times, for its words, its worth as a headline, what it shares. */
const readings: Reading[] = [];
const mostReadings = 16;
/** What is shorter is read anew sooner than it is found; what is longer would fill the memory. */
const [shortestReading, longestReading] = [24, 100_000];
let replaced = 0;

function readingOf(text: string, language: string): Reading {
  const reading: Reading = { text, language, words: [], places: [], tokens: [], next: 0 };
  if (text.length < shortestReading || text.length > longestReading) return reading;
  for (const known of readings)
    if (known.text === text && known.language === language) return known;
  readings[replaced] = reading;
  replaced = (replaced + 1) % mostReadings;
  return reading;
}

/**
 * What is longer is no word but a key, a picture in letters or an attack, and is told by its beginning:
 * terms are keys of a table, which takes 2 KB at most.
 */
const longestWord = 64;

const shortened = (word: string): string =>
  word.length > longestWord ? cutText(word, longestWord) : word;

/** Folding and stemming each word once is four times as fast. */
const remembered = new RememberedWords(200_000, () => new WordTable<Known>());
const longestRemembered = 40;

type Known = Word & {
  /** A run is one of an unspaced script; a letter is a lone one. */
  readonly kind: 'word' | 'run' | 'letter';
};

function learn(cut: string, language: string, words: WordTable<Known>): Known {
  if (cut.length > longestRemembered) return knownAs(cut, language);
  const word = ownCopy(cut);
  const known = knownAs(word, language);
  remembered.keep(word, known, words);
  return known;
}

function knownAs(word: string, language: string): Known {
  if (isRun(word)) return { term: word, word, hash: 0, kind: 'run', ...newLore() };
  const cut = shortened(word);
  const folded = foldWord(language === 'tr' ? inTurkishSmallLetters(cut) : cut);
  const term = folded.length > 1 ? stemOf(folded, language) : folded;
  const kind = folded.length > 1 ? 'word' : 'letter';
  return { term, word: cut, hash: hash32(term) | 0, kind, ...newLore() };
}

const isRun = (word: string): boolean =>
  !isAscii(word) && !isPlainArabic(word) && unspaced.test(word);

/** A run without spaces as overlapping pairs of characters, which ask for no dictionary. */
function bigramsOf(run: string, language: string): Word[] {
  const known = rememberedPairs.of(language);
  const characters = [...run.normalize('NFKC').toLowerCase()];
  if (characters.length === 1) return [wordOf(run, known)];
  return characters.slice(0, 500).flatMap((first, index) => {
    const second = characters[index + 1];
    return second === undefined ? [] : [wordOf(first + second, known)];
  });
}

const rememberedPairs = new RememberedWords(100_000, () => new WordTable<Word>());

function wordOf(pair: string, known: WordTable<Word>): Word {
  const found = known.find(pair, 0, pair.length);
  if (found !== undefined) return found;
  const word = { term: pair, word: pair, hash: hash32(pair) | 0, ...newLore() };
  rememberedPairs.keep(pair, word, known);
  return word;
}
