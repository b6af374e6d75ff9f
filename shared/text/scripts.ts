/** Letters by ISO 15924 code of the scripts that tables of names are in. */
const scripts: readonly (readonly [code: string, letter: RegExp])[] = [
  ['Latn', /\p{Script=Latin}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Hang', /\p{Script=Hangul}/u],
  ['Hani', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
];
/** Scripts that are a mixture, and the part that names are in. */
const partOf: Readonly<Record<string, readonly string[]>> = {
  Jpan: ['Hani'],
  Hans: ['Hani'],
  Hant: ['Hani'],
  Kore: ['Hang', 'Hani'],
  // Serbian, Uzbek and Kazakh are printed in either.
  Cyrl: ['Cyrl', 'Latn'],
};

/**
 * Whether a language writes a name: a table of names in all scripts is a tenth as long without
 * those that no text of the language holds.
 *
 * @returns a test of names, true for all in a language whose script is not known
 *
 * @example
 * writerOf('ar')('حلب') // true
 * writerOf('ar')('Алеппо') // false
 */
export function writerOf(language: string): (name: string) => boolean {
  const script = scriptOfLanguage(language);
  const own = new Set((script && partOf[script]) ?? [script]);
  const others = scripts.filter(([code]) => !own.has(code));
  if (script === undefined || others.length === scripts.length) return () => true;
  return (name) => !others.some(([, letter]) => letter.test(name));
}

function scriptOfLanguage(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().script;
  } catch {
    return undefined; // a tag that is no language
  }
}
