import { createRequire } from 'node:module';

/** The commonest short words by language, for languages that share a script with others. */
export const functionWords = (): Readonly<Record<string, string>> =>
  createRequire(import.meta.url)('./languages/function-words.data.json');

/** Neighbours that function words do not tell apart for sure: the page's own word decides. */
export const neighbours: readonly (readonly string[])[] = [
  ['nb', 'nn', 'da'],
  ['hr', 'sr', 'bs', 'sl'],
  ['cs', 'sk'],
  ['id', 'ms'],
  ['bg', 'mk'],
  ['gl', 'pt'],
  ['xh', 'zu'],
  ['tr', 'az'],
  ['nl', 'af'],
  ['hi', 'ne', 'mr'],
];
