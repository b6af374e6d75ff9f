const capital = /^\p{Lu}/u;

/** Whether a code is of Hebrew, Arabic and the scripts of South Asia, or of East Asia: none has capitals. */
export const hasNoCase = (code: number): boolean =>
  (code >= 0x590 && code < 0x10a0) || (code >= 0x3000 && code < 0xa640);

/**
 * Whether a word begins with a capital.
 *
 * @example
 * startsWithCapital('Éire') // true
 */
export function startsWithCapital(word: string): boolean {
  // A pattern is asked last: this is asked of each word of each text.
  const code = word.charCodeAt(0);
  if (code < 0x80) return code >= 0x41 && code <= 0x5a;
  return !hasNoCase(code) && capital.test(word);
}
