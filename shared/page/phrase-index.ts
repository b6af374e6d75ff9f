import { allWords } from './words/all-words.ts';
import type { BoilerplateWords } from './words/boilerplate-words.ts';

type Index = ReadonlyMap<string, readonly string[]>;

const indexes = new Map<keyof BoilerplateWords, Index>();

/** Phrases by their first two characters, longest first. */
function indexOf(list: keyof BoilerplateWords): Index {
  const made = indexes.get(list);
  if (made !== undefined) return made;
  const index = new Map<string, string[]>();
  for (const words of allWords) {
    for (const phrase of words[list].map(foldPhrase)) {
      const key = phrase.slice(0, 2);
      const known = index.get(key) ?? [];
      if (phrase !== '' && !known.includes(phrase)) known.push(phrase);
      index.set(key, known);
    }
  }
  for (const phrases of index.values()) phrases.sort((a, b) => b.length - a.length);
  indexes.set(list, index);
  return index;
}

/**
 * Lower case, without marks in front, Arabic vowel signs and alef's variants.
 *
 * @example foldPhrase('» إقرأ أيضاً') // 'اقرا ايضا'
 */
export function foldPhrase(text: string): string {
  let folded = text.toLowerCase();
  if (NEEDS_FOLDING.test(folded)) {
    folded = folded

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

/**
 * How many characters at the start of a folded text are a phrase of a list; 0 when none is.
 *
 * @example leadingPhrase('related', 'related: two towns') // 8
 */
export function leadingPhrase(list: keyof BoilerplateWords, folded: string): number {
  for (const phrase of indexOf(list).get(folded.slice(0, 2)) ?? []) {
    if (folded.startsWith(phrase) && endsAt(folded, phrase)) return phrase.length;
  }
  return 0;
}

/** Whether a folded text holds a phrase of a list anywhere. */
export function holdsPhrase(list: keyof BoilerplateWords, folded: string): boolean {
  for (const phrases of indexOf(list).values()) {
    for (const phrase of phrases) if (folded.includes(phrase)) return true;
  }
  return false;
}

function endsAt(folded: string, phrase: string): boolean {
  const next = folded.charAt(phrase.length);
  if (next === '' || !/[\p{L}\p{N}]/u.test(next)) return true;
  return (
    !/[\p{L}\p{N}]$/u.test(phrase) || /[\u2e80-\u9fff\uac00-\ud7af\u0e00-\u0e7f]$/.test(phrase)
  );
}
