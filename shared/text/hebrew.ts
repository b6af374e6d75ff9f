/** And, the, in, to, from, that, as: written in one with the word behind them. */
const prefixes = 'והבלמשכ';
const fewestLetters = 3;
const plural = /(?:יים|יות|ים|ות)$/;
const feminine = /[הת]$/;
/** Some letters have another shape where they end a word. */
const shapes: Readonly<Record<string, string>> = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' };

/**
 * A light stem of a Hebrew word: without the ending of its number or gender, and without the letters that
 * stand before it in one with it. Some of these are the word's own; since they go from all of its forms,
 * these still have one stem.
 *
 * @example
 * stemHebrew('ובממשלה') === stemHebrew('הממשלה') // true
 */
export function stemHebrew(word: string): string {
  const many = plural.exec(word)?.[0].length ?? 0;
  let stem =
    many > 0 && word.length - many >= fewestLetters
      ? word.slice(0, -many)
      : withoutFeminine(word, fewestLetters + 1);
  while (stem.length > fewestLetters && prefixes.includes(stem.charAt(0))) stem = stem.slice(1);
  return withoutFeminine(stem, fewestLetters).replace(
    /[ךםןףץ]$/,
    (letter) => shapes[letter] ?? letter,
  );
}

const withoutFeminine = (word: string, fewest: number): string =>
  word.length > fewest && feminine.test(word) ? word.slice(0, -1) : word;
