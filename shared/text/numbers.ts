import { foldWord } from './tokens.ts';

const numberPattern = /\p{Nd}+(?:[.,٫٬'’ \u00a0\u202f]\p{Nd}+)*/gu;
const groups = /[,٬'’ \u00a0\u202f](?=\d{3}(?:\D|$))/gu;

/**
 * The numbers of a text of two digits or more, in ASCII digits and without group marks,
 * each once. Years are numbers too.
 *
 * @example
 * numbersOf('١٬٢٠٠ people, 3.5%') // ['1200', '3.5']
 */
export function numbersOf(text: string, limit = 200): string[] {
  const found = new Set<string>();
  for (const [raw] of text.matchAll(numberPattern)) {
    if (found.size >= limit) break;
    const plain = foldWord(raw)
      .replace(groups, '')
      .replace(/[,٫](?=\d)/gu, '.');
    if (plain.replace('.', '').length >= 2) found.add(plain);
  }
  return [...found];
}
