/**
 * A Turkish word in small letters, before it is folded: I is the capital of ı, and İ that of i, which in
 * other languages becomes two characters.
 *
 * @example
 * inTurkishSmallLetters('IRAK') // 'ırak'
 */
export const inTurkishSmallLetters = (word: string): string =>
  word.replace(/I/g, 'ı').replace(/İ/g, 'i').toLowerCase();

const endOfName = /[\p{L}\p{M}\p{N}]['’]$/u;

/**
 * Whether what begins there is no word but the ending of the name or number before it: Turkish sets an
 * apostrophe between the two («Ankara'da», «2024'ten»).
 *
 * @example
 * isTurkishEnding("Ankara'da", 7) // true
 */
export const isTurkishEnding = (text: string, at: number): boolean =>
  endOfName.test(text.slice(Math.max(0, at - 3), at));
