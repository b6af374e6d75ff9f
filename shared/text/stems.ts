import { createRequire } from 'node:module';
import { stemArabic } from './arabic.ts';
import { stemPolish } from './polish.ts';

type Stem = (word: string) => string;

/** What the package calls the languages that it knows. */
const packaged: Readonly<Record<string, string | undefined>> = {
  ...{ bg: 'bulgarian', da: 'danish', de: 'german', el: 'greek', en: 'english', es: 'spanish' },
  ...{ fi: 'finnish', fr: 'french', hu: 'hungarian', id: 'indonesian', it: 'italian' },
  ...{ nb: 'norwegian', nn: 'norwegian', no: 'norwegian', nl: 'dutch', pt: 'portuguese' },
  ...{ ro: 'romanian', ru: 'russian', sr: 'serbian', sv: 'swedish', tr: 'turkish' },
  uk: 'ukrainian',
};

const loaded = new Map<string, Stem | undefined>([
  ['ar', stemArabic],
  ['pl', stemPolish],
]);

/** Longer words are no words of any language, and stemmers slow down on them. */
const longestWord = 40;
/**
 * The stem of a folded word in a language; the word itself where the language has no stemmer.
 *
 * @param language primary subtag of BCP 47
 *
 * @example
 * stemOf('reopening', 'en') // 'reopen'
 */
export function stemOf(word: string, language: string): string {
  const stem = loaded.has(language) ? loaded.get(language) : load(language);
  if (stem === undefined || word.length > longestWord) return word;
  try {
    return stem(word) || word;
  } catch {
    return word; // the Bulgarian one writes to letters of strings, which throws
  }
}

/** All of them are 200 kB: one is loaded when its language is first met. */
function load(language: string): Stem | undefined {
  const name = Object.hasOwn(packaged, language) ? packaged[language] : undefined;
  if (name === undefined) return undefined;
  const { stemmer } = createRequire(import.meta.url)(`@orama/stemmers/${name}`) as {
    readonly stemmer: Stem;
  };
  loaded.set(language, stemmer);
  return stemmer;
}
