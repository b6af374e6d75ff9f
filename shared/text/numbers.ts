import { withAsciiDigits } from './digits.ts';

/** In thousands with one mark between them, or plain; then what follows a decimal mark. */
const numberPattern =
  /\d{1,3}([.,٬'’ \u00a0\u202f])\d{3}(?:\1\d{3})*(?!\d)(?:[.,٫]\d+(?!\d))?|\d+(?:[.,٫]\d+)*/g;
const thousands = /^(?!0)\d{1,3}([.,٬'’ \u00a0\u202f])\d{3}(?:\1\d{3})*(?![\d])/;
const notDigit = /\D/g;
const decimalMark = /[,٫]/g;

/**
 * The numbers of a text of two digits or more, in ASCII digits and without group marks,
 * each once. Years are numbers too. A point or comma before three digits marks thousands:
 * languages use either, and fractions of three digits are rare in news.
 *
 * @example
 * numbersOf('١٬٢٠٠ people, 3.5%') // ['1200', '3.5']
 */
export function numbersOf(text: string, limit = 200): string[] {
  const found = new Set<string>();
  for (const [raw] of withAsciiDigits(text).matchAll(numberPattern)) {
    if (found.size >= limit) break;
    const plain = raw
      .replace(thousands, (grouped) => grouped.replace(notDigit, ''))
      .replace(decimalMark, '.');
    if (plain.replace('.', '').length >= 2) found.add(plain);
  }
  return [...found];
}
