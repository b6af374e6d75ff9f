const beyondAscii = /[^\0-\x7f]/u;
const otherDigits = /(?![0-9])\p{Nd}/gu;
const known = new Map<string, string>();

/**
 * Writes decimal digits of whatever script in ASCII; the rest of the text stays as it is.
 *
 * @example
 * withAsciiDigits('٢٠٢٦ 年१२月') // '2026 年12月'
 */
export const withAsciiDigits = (text: string): string =>
  beyondAscii.test(text) ? text.replace(otherDigits, asciiDigit) : text;

function asciiDigit(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const value = digitAt(character.codePointAt(0) ?? 0);
  known.set(character, value);
  return value;
}

/** Digits stand in runs of ten that begin where the code point below is no digit, or in fives of such runs. */
function digitAt(code: number): string {
  let zero = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
