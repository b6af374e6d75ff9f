import { foldWord } from '../text/tokens.ts';

/** What a reader searches for. */
export type Query = {
  readonly text: string;
  /** Its words as they are compared: letters of either case, and of Arabic every spelling. */
  readonly words: readonly string[];
};

const longestQuery = 200;
const mostWords = 8;

/**
 * Reads what a reader typed.
 *
 * @returns `undefined` where there is no word in it
 *
 * @example
 * parseQuery(' Storm  YARA ')?.words // ['storm', 'yara']
 */
export function parseQuery(typed: string): Query | undefined {
  const text = typed.slice(0, longestQuery).trim();
  const words = (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, mostWords).map(foldWord);
  return words.length === 0 ? undefined : { text, words };
}

/** Whether every word of the query stands somewhere in the texts, or begins a word there. */
export function matchesQuery({ words }: Query, texts: readonly string[]): boolean {
  const folded = texts
    .flatMap((text) => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])
    .map(foldWord)
    .join(' ');
  return words.every((word) => folded.includes(word));
}
