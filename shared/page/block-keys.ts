import type { TextBlock } from './blocks.ts';
import { foldPhrase } from './phrase-index.ts';

/** Longer texts are told apart by their beginning and their number of words: a key is a copy. */
const LONG = 600;

/**
 * A text's letters and digits: what two prints of it have in common.
 *
 * @example textKey('The bridge (again) re-opens!') // 'thebridgeagainreopens'
 */
export const textKey = (text: string): string => keyOfFolded(foldPhrase(text));

/** Of ASCII alone most texts are, and without Unicode's classes it takes half the time. */
const keyOfFolded = (folded: string): string =>
  folded.replace(ASCII.test(folded) ? /[^a-z\d]+/g : /[^\p{L}\p{N}]+/gu, '');

const ASCII = /^[\0-\x7f]*$/;

/** Of longer texts few ask for either: what is kept of a page of megabytes is megabytes, too. */
const SHORT = 300;

/** A block's text as phrases are looked for in it: of most it is made once, as many ask for it. */
export function foldedOf(block: TextBlock): string {
  if (block.text.length > SHORT) return foldPhrase(block.text);
  block.folded ??= foldPhrase(block.text);
  return block.folded;
}

/** What a block has in common with other prints of it. */
export const keyOf = (block: TextBlock): string =>
  block.text.length > LONG ? longKey(block) : keyOfFolded(foldedOf(block));

/** Half of it is enough, so that marks between the letters do not shift what is compared. */
const longKey = ({ text, words }: TextBlock): string =>
  `${textKey(text.slice(0, LONG)).slice(0, LONG / 2)} ${words}`;
