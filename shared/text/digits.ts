const otherDigits = /(?![0-9])\p{Nd}/gu;
const known = new Map<string, string>();

/**
 * Writes decimal digits of whatever script in ASCII; the rest of the text stays as it is.
 *
 * @example
 * withAsciiDigits('٢٠٢٦ 年१२月') // '2026 年12月'
 */
export const withAsciiDigits = (text: string): string =>
  mayHoldOthers(text) ? text.replace(otherDigits, asciiDigit) : text;

/** For each unit, whether it is a digit, learnt when it is first met: most texts hold none, and need no pattern. */
const digits = new Uint8Array(0x10000);
const isNone = 1;
const isDigit = 2;

function mayHoldOthers(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    const known = digits[unit] || learn(unit);
    if (known === isDigit) return true;
  }
  return false;
}

/** Half of a character may be half of a digit. */
const digitOrHalf = /^[\p{Nd}\p{Cs}]$/u;

function learn(unit: number): number {
  const known = digitOrHalf.test(String.fromCharCode(unit)) ? isDigit : isNone;
  digits[unit] = known;
  return known;
}

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
