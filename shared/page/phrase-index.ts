import { oneArabicForm } from '../text/arabic.ts';
import type { BoilerplateWords } from './boilerplate-words.ts';
import { wordListsOf } from './word-lists.ts';

/** What publishers print around articles, in the languages of a page. */
export type Phrases = {
  /** How many characters at the start of a folded text are a phrase of a list; 0 when none is. */
  readonly leading: (list: keyof BoilerplateWords, folded: string) => number;
  /** Whether a folded text holds a phrase of a list anywhere. */
  readonly holds: (list: keyof BoilerplateWords, folded: string) => boolean;
};

/** Of a page whose languages are not known yet. */
export const noPhrases: Phrases = { leading: () => 0, holds: () => false };

/** Pages of one outlet have the same languages: what was made for them serves again. */
const made = new Map<string, Phrases>();
const MAX_MADE = 200;

/**
 * The phrases of the languages that a page may be in, and English ones, which its theme may be in.
 *
 * @example phrasesOf(['ar']).leading('related', 'اقرا ايضا: جسران') // 9
 */
export function phrasesOf(languages: readonly string[]): Phrases {
  const lists = wordListsOf(languages);
  const key = lists.names.join(' ');
  const known = made.get(key);
  if (known !== undefined) return known;
  const phrases = indexed(lists.read());
  if (made.size >= MAX_MADE) made.clear();
  made.set(key, phrases);
  return phrases;
}

type Index = ReadonlyMap<string, readonly string[]>;

function indexed(words: readonly BoilerplateWords[]): Phrases {
  const indexes = new Map<keyof BoilerplateWords, Index>();
  const indexOf = (list: keyof BoilerplateWords): Index => {
    const known = indexes.get(list);
    if (known !== undefined) return known;
    const index = byStart(words.flatMap((each) => each[list] ?? []));
    indexes.set(list, index);
    return index;
  };
  return {
    leading: (list, folded) => leadingIn(indexOf(list), folded),
    holds: (list, folded) => isHeld(indexOf(list), folded),
  };
}

/** Phrases by their first two characters, longest first. */
function byStart(phrases: readonly string[]): Index {
  const index = new Map<string, string[]>();
  for (const phrase of new Set(phrases.map(foldPhrase))) {
    if (phrase === '') continue;
    const key = phrase.slice(0, 2);
    const known = index.get(key);
    if (known === undefined) index.set(key, [phrase]);
    else known.push(phrase);
  }
  for (const found of index.values()) found.sort((a, b) => b.length - a.length);
  return index;
}

function leadingIn(index: Index, folded: string): number {
  for (const phrase of index.get(folded.slice(0, 2)) ?? []) {
    if (folded.startsWith(phrase) && endsAt(folded, phrase)) return phrase.length;
  }
  // `글 김서윤`: of one letter, a phrase is filed by that alone.
  const [single] = index.get(folded.slice(0, 1)) ?? [];
  return single !== undefined && endsAt(folded, single) ? 1 : 0;
}

function isHeld(index: Index, folded: string): boolean {
  for (const phrases of index.values()) {
    for (const phrase of phrases) if (folded.includes(phrase)) return true;
  }
  return false;
}

function endsAt(folded: string, phrase: string): boolean {
  const next = folded.charAt(phrase.length);
  if (next === '' || !/[\p{L}\p{N}]/u.test(next)) return true;
  if (!/[\p{L}\p{N}]$/u.test(phrase)) return true;
  // Scripts that set no spaces between words; but one letter is the start of many a name (`文在寅`).
  return phrase.length > 1 && /[\u2e80-\u9fff\uac00-\ud7af\u0e00-\u0e7f]$/.test(phrase);
}

/**
 * Lower case, without marks in front, Arabic vowel signs and the variants of letters.
 *
 * @example foldPhrase('» إقرأ أيضاً') // 'اقرا ايضا'
 */
export function foldPhrase(text: string): string {
  let folded = text.toLowerCase();
  if (NEEDS_FOLDING.test(folded)) {
    folded = oneArabicForm(folded)
      // Of `İ`, lower case is an i with a dot of its own.
      .replace(/[\u0307\u064b-\u0652\u0640\u200c-\u200f\u202a-\u202e]/g, '')
      .replace(/[أإآ]/g, 'ا')
      .replace(/[’‘]/g, "'");
  }
  if (LEADING_MARKS.test(folded)) folded = folded.replace(LEADING_MARKS, '');
  // Texts of blocks are collapsed already: looking is cheaper than replacing each space by itself.
  return (UNEVEN_SPACE.test(folded) ? folded.replace(/\s+/g, ' ') : folded).trim();
}

const NEEDS_FOLDING = /[\u0307\u0600-\u06ff\u200c-\u202e]/;
const UNEVEN_SPACE = /\s\s|[^\S ]/;
const LEADING_MARKS = /^[\s*•·»«›→|>\-–—▶►■●#"“”…]+/;
