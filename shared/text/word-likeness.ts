import { ownCopy } from './remembered-words.ts';

/** The pairs of neighbouring letters of a word, and a mark for each pair, so that most words are told apart at once. */
export type Letters = { readonly pairs: readonly number[]; readonly marks: number };

/** A pair as one number: letters of the alphabets lie below this. */
const past = 0x10000;
/** Before the first letter: words that begin alike have one more pair in common. */
const start = 1;

/** Words of stories come back: each is taken apart once. Past the bound the memory starts afresh. */
const remembered = new Map<string, Letters>();
const rememberedWords = 20_000;

/** Written or not, and changed from one form of a word to the next: «ارتفاع» and «يرتفع», «شهيد» and «شهداء». */
const weakLetters = /(?!^)[اويء]/g;
/** A word that has fewer letters beside them is all vowels. */
const fewestStrong = 3;

/**
 * How alike two words are spelt, 0 to 1: the part of the pairs of neighbouring letters that they
 * share. Forms of one root and spellings of one name are alike in any alphabet; of Arabic words the
 * letters count that stay in all forms.
 *
 * @param least what is less alike is 0, which is known without comparing most words
 *
 * @example
 * wordLikeness('elect', 'elector', 0.5) // 0.83
 * wordLikeness('elect', 'strike', 0.5) // 0
 */
export const wordLikeness = (a: string, b: string, least: number): number =>
  letterLikeness(lettersOf(a), lettersOf(b), least);

/** {@link wordLikeness} of words that are each held against many. */
export function letterLikeness(one: Letters, other: Letters, least: number): number {
  const both = one.pairs.length + other.pairs.length;
  const wanted = (least * both) / 2;
  // A pair without its mark in the other word is not in it.
  if (both === 0 || one.pairs.length - ones(one.marks & ~other.marks) < wanted) return 0;
  let shared = 0;
  for (const pair of one.pairs) if (other.pairs.includes(pair)) shared++;
  return shared < wanted ? 0 : (2 * shared) / both;
}

/** A word as it is compared. */
export function lettersOf(word: string): Letters {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const strong = word.replace(weakLetters, '');
  const letters = pairsOf(strong.length < fewestStrong ? word : strong);
  if (remembered.size >= rememberedWords) remembered.clear();
  remembered.set(ownCopy(word), letters);
  return letters;
}

function pairsOf(word: string): Letters {
  const pairs = new Set<number>();
  let marks = 0;
  let before = start;
  for (let at = 0; at < word.length; at++) {
    const letter = word.charCodeAt(at);
    pairs.add(before * past + letter);
    marks |= 1 << ((before * 31 + letter) & 31);
    before = letter;
  }
  return { pairs: [...pairs], marks };
}

/** How many bits of 32 are set. */
function ones(bits: number): number {
  let sum = bits - ((bits >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
