import { identifyLanguage, primaryTag } from '../text/language.ts';
import type { TextBlock } from './blocks.ts';
import type { JsonLdArticle } from './metadata/json-ld.ts';
import { textOfValue } from './metadata/json-value.ts';
import type { MetaTags } from './metadata/meta-tags.ts';
import { type Phrases, phrasesOf } from './phrase-index.ts';

/** Where page and feed say in which language an article is. */
export type LanguageClaims = {
  readonly htmlLang: string;
  readonly jsonLd: JsonLdArticle | undefined;
  readonly metas: MetaTags;
  readonly hint: string | undefined;
};

/** Gives every block the phrases of the languages that its page may be in. */
export function learnPhrases(blocks: readonly TextBlock[], claims: LanguageClaims): Phrases {
  const phrases = phrasesOf(pageLanguages(blocks, claims));
  for (const block of blocks) block.phrases = phrases;
  return phrases;
}

const LANGUAGE_METAS = ['og:locale', 'content-language', 'language', 'dc.language'];

/** Those that page and feed claim, and the one in which the page's longer texts are. */
function pageLanguages(
  blocks: readonly TextBlock[],
  { htmlLang, jsonLd, metas, hint }: LanguageClaims,
): string[] {
  const claims = [htmlLang, textOfValue(jsonLd?.node['inLanguage']), hint];
  for (const name of LANGUAGE_METAS) claims.push(...(metas.get(name) ?? []));
  const guess = identifyLanguage({ text: sampleOf(blocks), declared: undefined, hint: undefined });
  const languages = [guess, ...claims].map(primaryTag).filter((tag) => tag !== undefined);
  return [...new Set(languages)].slice(0, MAX_LANGUAGES);
}

/** Pages that claim more have the same tag many times over, or a menu of languages. */
const MAX_LANGUAGES = 6;

/** So much of a page's text tells its language. */
const SAMPLE = 2000;
const MIN_WORDS = 8;

/** Running text; of a page without any, whatever there is. */
function sampleOf(blocks: readonly TextBlock[]): string {
  const texts: string[] = [];
  let length = 0;
  for (const least of [MIN_WORDS, 0]) {
    for (const { text, words, linkDensity } of blocks) {
      if (length >= SAMPLE) break;
      if (words < least || linkDensity > 0.5) continue;
      texts.push(text.slice(0, SAMPLE));
      length += text.length;
    }
    if (length > 0) break;
  }
  return texts.join('\n');
}
