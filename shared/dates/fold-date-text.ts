/**
 * Prepares a printed date for reading: ASCII digits, lower case, no bidi marks, points or accents
 * on letters, one form of alef.
 *
 * @example foldDateText('٣ أيار ٢٠٢٤') // '3 ايار 2024'
 */
export function foldDateText(text: string): string {
  const start = text.slice(0, 600);
  if (ASCII.test(start)) return start.toLowerCase().replace(/\s+/g, ' ');
  return (
    start
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
      .toLowerCase()
      .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u064b-\u0652\u0640]/g, '')
      .replace(/[أإآ]/g, 'ا')
      // Thai months are short with a point behind each letter: พ.ค.
      .replace(/([\u0e01-\u0e2e][\u0e30-\u0e3a]?)\.([\u0e01-\u0e2e])\./g, '$1$2')
      .replace(/\p{Nd}/gu, asciiDigit)
      .replace(/\s+/g, ' ')
  );
}

const ASCII = /^[\0-\x7f]*$/;

/** Decimal digits of every script come in runs of ten from a multiple of their zero (Unicode 4.8). */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 48;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
