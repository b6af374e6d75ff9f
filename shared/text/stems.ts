import { createRequire } from 'node:module';
import { stemArabic } from './arabic.ts';
import { cutText } from './cut-text.ts';
import { stemHebrew } from './hebrew.ts';
import { stemKorean } from './korean.ts';
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
  ['he', stemHebrew],
  ['ko', stemKorean],
  ['pl', stemPolish],
]);

/** Words of these have no endings. */
const unchanging: ReadonlySet<string> = new Set(['zh', 'ja', 'th', 'lo', 'km', 'my', 'vi']);
/** So much of a word stays in most of its forms, in most languages that have endings. */
const beginning = 5;

/** Longer words are no words of any language, and stemmers slow down on them. */
const longestWord = 40;

/**
 * The stem of a folded word in a language. Where the language has no stemmer, the beginning of the word
 * stands in for it: that finds «Daugavpilī» by «Daugavpils».
 *
 * @param language primary subtag of BCP 47
 *
 * @example
 * stemOf('reopening', 'en') // 'reopen'
 */
export function stemOf(word: string, language: string): string {
  if (word.length > longestWord) return word;
  const stem = loaded.has(language) ? loaded.get(language) : load(language);
  if (stem === undefined) return isCut(word, language) ? cutText(word, beginning) : word;
  try {
    return stem(word) || word;
  } catch {
    return word; // the Bulgarian one writes to letters of strings, which throws
  }
}

const isCut = (word: string, language: string): boolean =>
  word.length > beginning && !unchanging.has(language) && !/^\d/.test(word);

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
