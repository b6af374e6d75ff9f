import { createRequire } from 'node:module';
import type { BoilerplateWords } from './boilerplate-words.ts';

/** Files of `words/`, each with the languages whose publishers print what is in it. */
const LANGUAGES_OF: Readonly<Record<string, string>> = {
  ar: 'ar fa ur ps ckb ku sd ug',
  cs: 'cs sk sl hr sr bs mk bg hu ro sq',
  de: 'de lb gsw nds',
  el: 'el',
  en: 'en',
  es: 'es ca gl eu ast an',
  fa: 'fa ps ckb ku ur',
  fr: 'fr br oc',
  he: 'he yi',
  hi: 'hi mr ne bho mai sa',
  id: 'id ms jv su',
  it: 'it sc co rm',
  ja: 'ja',
  ko: 'ko',
  nl: 'nl af fy',
  pl: 'pl',
  pt: 'pt gl',
  ru: 'ru uk be bg mk kk ky tg mn tt',
  sv: 'sv nb nn no da fi is fo et',
  th: 'th lo',
  tr: 'tr az tk',
  uk: 'uk ru be',
  ur: 'ur sd ps',
  vi: 'vi',
  zh: 'zh yue',
};
const ALL = Object.keys(LANGUAGES_OF);

const filesOf = new Map<string, readonly string[]>();
for (const [file, languages] of Object.entries(LANGUAGES_OF)) {
  for (const language of languages.split(' '))
    filesOf.set(language, [...(filesOf.get(language) ?? []), file]);
}

/** The word lists of some languages. */
export type WordLists = {
  readonly names: readonly string[];
  /** Reads them: a language is loaded when it is first met. */
  readonly read: () => readonly BoilerplateWords[];
};

/** The lists of languages and of English; all of them where none is known of a language. */
export function wordListsOf(languages: readonly string[]): WordLists {
  const files = languages.flatMap((language) => filesOf.get(language) ?? ALL);
  const names = [...new Set(languages.length === 0 ? ALL : ['en', ...files])].sort();
  const read = () => {
    const load = createRequire(import.meta.url);
    return names.map((name) => load(`./words/${name}.data.json`));
  };
  return { names, read };
}
