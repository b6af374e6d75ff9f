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

/**
 * A text as it is compared with a query.
 *
 * @example
 * foldText('Storm YARA nears!') // 'storm yara nears'
 */
export const foldText = (text: string): string =>
  (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map(foldWord).join(' ');

/** Whether every word of the query stands somewhere in a folded text, or in a word of it. */
export const holdsQuery = ({ words }: Query, folded: string): boolean =>
  words.every((word) => folded.includes(word));
