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
    const plain = plainNumber(raw);
    if (hasTwoDigits(plain)) found.add(plain);
  }
  return [...found];
}

/** A number where it stands. */
export type NumberSpan = {
  readonly number: string;
  /** As printed, in ASCII digits. */
  readonly raw: string;
  readonly before: string;
  readonly after: string;
};

/**
 * The numbers of {@link numbersOf}, each time that they are printed, with what stands around them.
 *
 * @param around so many characters before and after
 *
 * @example
 * [...numberSpans('at 10 pm', 3)] // [{ number: '10', raw: '10', before: 'at ', after: ' pm' }]
 */
export function* numberSpans(text: string, around: number): Generator<NumberSpan> {
  const plain = withAsciiDigits(text);
  for (const { 0: raw, index } of plain.matchAll(numberPattern)) {
    const number = plainNumber(raw);
    if (!hasTwoDigits(number)) continue;
    const end = index + raw.length;
    const [before, after] = [
      plain.slice(Math.max(0, index - around), index),
      plain.slice(end, end + around),
    ];
    yield { number, raw, before, after };
  }
}

const plainNumber = (raw: string): string =>
  raw.replace(thousands, (grouped) => grouped.replace(notDigit, '')).replace(decimalMark, '.');

const hasTwoDigits = (plain: string): boolean => plain.replace('.', '').length >= 2;
