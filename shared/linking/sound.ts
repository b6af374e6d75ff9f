import { foldWord } from '../text/tokens.ts';

const marks = /\p{M}/gu;
const isLatin = /\p{Script=Latin}/u;

/** Letters by the consonant that they are heard as; vowels, half-vowels and h are left out. */
const heard = new Map(
  Object.entries({
    b: 'بپбп',
    d: 'دذضд',
    f: 'فڤвф',
    g: 'جگغгж',
    k: 'خقكکкх',
    l: 'لл',
    m: 'مм',
    n: 'نн',
    r: 'رр',
    s: 'سصزظشچژзсцчшщ',
    t: 'تطثт',
  }).flatMap(([sound, letters]) => [...letters].map((letter) => [letter, sound] as const)),
);

/** Letters of Latin script that stand for one sound together, or for another one than alone. */
const latinSounds: readonly (readonly [RegExp, string])[] = [
  [/sch|sh|ch|cz|ts|tz|c(?=[eiy])|z/g, 's'],
  [/kh|ck|[cq]/g, 'k'],
  [/x/g, 'ks'],
  [/gh|dj|j/g, 'g'],
  [/ph|v/g, 'f'],
  [/th/g, 't'],
  [/p/g, 'b'],
  [/[^bdfgklmnrst]/g, ''],
];

/**
 * The consonants of a word as they are heard, the same for a name in Latin, Arabic or Cyrillic
 * script; empty in scripts that do not write them.
 *
 * @example
 * soundOf('Macron') // 'mkrn'
 * soundOf('ماكرون') // 'mkrn'
 */
export function soundOf(word: string): string {
  const plain = foldWord(word).normalize('NFD').replace(marks, '');
  const consonants = isLatin.test(plain)
    ? latinSounds.reduce((text, [letters, sound]) => text.replace(letters, sound), plain)
    : [...plain].map((letter) => heard.get(letter) ?? '').join('');
  return consonants.replace(/ts/g, 's').replace(/(.)\1+/g, '$1');
}

/** How a script writes the sounds of names. */
export type Script = 'Latin' | 'Arabic' | 'Cyrillic' | 'other';

const sample = 400;
const scripts = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
] as const;

/**
 * The script of most letters of a text's beginning, among those whose sounds are known.
 *
 * @example
 * scriptOf('العاصفة يارا') // 'Arabic'
 */
export function scriptOf(text: string): Script {
  const beginning = text.slice(0, sample);
  const letters = beginning.match(/\p{L}/gu)?.length ?? 0;
  const found = scripts.find(([, of]) => (beginning.match(of)?.length ?? 0) * 2 > letters);
  return found?.[0] ?? 'other';
}

/**
 * Whether two texts are compared by sound: where both scripts write it, and differ.
 *
 * @example
 * areHeard('Latin', 'Arabic') // true
 */
export const areHeard = (a: Script, b: Script): boolean =>
  a !== b && a !== 'other' && b !== 'other';
