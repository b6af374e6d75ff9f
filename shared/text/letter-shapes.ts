import { createRequire } from 'node:module';

/** Letters that few of the languages in Latin script write. */
export const ownLetters = (): Readonly<Record<string, string>> =>
  createRequire(import.meta.url)('./languages/own-letters.data.json');

/** Common endings of inflected and derived words, by language. */
export const wordEndings = (): Readonly<Record<string, string>> =>
  createRequire(import.meta.url)('./languages/word-endings.data.json');

/** Letters that tell the languages in Cyrillic script apart, the most telling first. */
export const cyrillicLetters: readonly (readonly [RegExp, string])[] = [
  [/[әғқңөұүһ]/g, 'kk'],
  [/[ў]/g, 'be'],
  [/[іїєґ]/g, 'uk'],
  [/[ѓќѕ]/g, 'mk'],
  [/[јљњћђџ]/g, 'sr'],
  [/[ыэё]/g, 'ru'],
  [/[ъ]/g, 'bg'],
];
