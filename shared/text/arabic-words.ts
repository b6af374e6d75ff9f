import { createRequire } from 'node:module';
import { foldWord } from './tokens.ts';

type Lists = {
  /** Names that people are given, of Arabs and as Arabic papers spell those of others. */
  readonly givenNames: string;
  /** What stands before a name, with the article. */
  readonly titles: string;
  /** Verbs of news that have the form of nouns, as one man or a thing did it. */
  readonly verbs: string;
  /** What ties words, says when, or is said out of courtesy. */
  readonly fillers: string;
  /** How words begin whose «و» is no «and». */
  readonly beginWithWaw: string;
};

type Words = {
  readonly givenNames: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
  readonly verbs: ReadonlySet<string>;
  readonly fillers: ReadonlySet<string>;
  readonly beginWithWaw: readonly string[];
};

let known: Words | undefined;

/** Read when the first Arabic text is met. */
function arabicWords(): Words {
  if (known !== undefined) return known;
  const lists = createRequire(import.meta.url)('./languages/arabic-words.data.json') as Lists;
  const folded = (list: string) => list.split(' ').map(foldWord);
  known = {
    givenNames: new Set(folded(lists.givenNames)),
    titles: new Set(folded(lists.titles)),
    verbs: new Set(folded(lists.verbs).flatMap((verb) => [verb, `${verb}ت`, `${verb}وا`])),
    fillers: new Set(folded(lists.fillers)),
    beginWithWaw: folded(lists.beginWithWaw),
  };
  return known;
}

/** «عبدالعزيز», written as one word. */
const servant = /^عبدال\p{L}{2}/u;

/**
 * Whether an Arabic word is a name that people are given.
 *
 * @example
 * isGivenName('عبدالعزيز') // true
 */
export function isGivenName(word: string): boolean {
  if (word === 'على') return false; // folded, it is «علي»
  const folded = foldWord(word);
  return servant.test(folded) || arabicWords().givenNames.has(folded);
}

/**
 * Whether an Arabic word stands before names as a title.
 *
 * @example
 * isTitleOfPerson('الأمير') // true
 */
export const isTitleOfPerson = (word: string): boolean => arabicWords().titles.has(foldWord(word));

/**
 * Whether a word is a verb of news, by the list: «أكد», «ارتفعت», which have the form of nouns.
 *
 * @example
 * isNewsVerb('واصل') // true
 */
export function isNewsVerb(word: string): boolean {
  const { verbs } = arabicWords();
  const folded = foldWord(word);
  if (verbs.has(folded)) return true;
  return /^[وف]/.test(folded) && verbs.has(folded.slice(1));
}

/**
 * Whether a word says nothing of what happened: «قرب», «غداً», «سموه», «مكروه» of «أن يحفظهم من كل مكروه».
 *
 * @example
 * isFiller('ومغفرته') // true
 */
export function isFiller(word: string): boolean {
  const { fillers } = arabicWords();
  const folded = foldWord(word);
  return fillers.has(folded) || (/^[وبل]/.test(folded) && fillers.has(folded.slice(1)));
}

/**
 * An Arabic word without the «and» that is written with it.
 *
 * @example
 * withoutAnd('وتوعية') // 'توعية'
 * withoutAnd('وزارة') // 'وزارة'
 */
export function withoutAnd(word: string): string {
  if (word.length < 5 || !word.startsWith('و')) return word;
  const folded = foldWord(word);
  return arabicWords().beginWithWaw.some((start) => folded.startsWith(start))
    ? word
    : word.slice(1);
}
