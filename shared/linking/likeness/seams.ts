import { isUnspaced, type Token } from '../../text/tokens.ts';
import { wordSegments } from '../../text/word-segments.ts';

/** A stretch of a script without spaces, and the pairs of characters that were read of it, in order. */
type Stretch = { text: string; readonly pairs: string[] };

/**
 * The pairs of characters that lie across the seam of two words and within none: of 「汽油正在」 「油正」.
 * Two texts that have both words seldom have them side by side.
 *
 * A name that no dictionary has falls into single characters: what lies between two of those may be of it,
 * and is no seam.
 *
 * @example
 * [...seamsOf(tokensOf('汽油正在', 'zh'))] // ['油正']
 */
export function seamsOf(...texts: readonly (readonly Token[])[]): ReadonlySet<string> {
  const stretches = texts.flatMap(stretchesOf);
  if (stretches.length === 0) return none;
  const within = new Set<string>();
  const across = new Set<string>();
  for (const { text, pairs } of stretches) {
    const words = wordOfEach(text);
    for (const [at, pair] of pairs.entries())
      (isSeam(words[at], words[at + 1]) ? across : within).add(pair);
  }
  for (const pair of within) across.delete(pair);
  return across;
}

const none: ReadonlySet<string> = new Set();

type Word = { readonly length: number };

const isSeam = (one: Word | undefined, next: Word | undefined): boolean =>
  one !== next && Math.max(one?.length ?? 0, next?.length ?? 0) > 1;

/** For each character of a text the word that it is in. */
function wordOfEach(text: string): Word[] {
  const words: Word[] = [];
  for (const segment of wordSegments(text)) {
    const word = { length: [...segment.text].length };
    for (let at = 0; at < word.length; at++) words.push(word);
  }
  return words;
}

function stretchesOf(tokens: readonly Token[]): Stretch[] {
  const stretches: Stretch[] = [];
  let last: Stretch | undefined;
  let end = -1;
  for (const { term, word, at } of tokens) {
    if (!isPair(word)) continue;
    if (last !== undefined && at === end + 1) {
      last.text += [...word][1] ?? '';
      last.pairs.push(term);
    } else {
      last = { text: word, pairs: [term] };
      stretches.push(last);
    }
    end = at;
  }
  return stretches;
}

/** Of scripts with spaces, which come before these, nothing is looked at. */
const firstUnspaced = 0x0e00;

const isPair = (word: string): boolean =>
  word.charCodeAt(0) >= firstUnspaced && isUnspaced(word) && [...word].length === 2;
