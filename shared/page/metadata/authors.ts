import type { FactSource } from '../../model/article.ts';
import { foldPhrase, type Phrases } from '../phrase-index.ts';
import type { JsonLdArticle } from './json-ld.ts';
import { isJsonObject, listOf, textOfValue } from './json-value.ts';
import type { MetaTags } from './meta-tags.ts';

const AUTHOR_METAS = [
  'author',
  'article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'dc.contributor',
  'byl',
  'byline',
  'creator',
  'citation_author',
  'article:author_name',
  'og:article:author',
  'article.author',
  'cxenseparse:author',
  'mediaauthor',
  'authors',
  'dable:author',
  'twitter:data1',
];
const MAX_AUTHORS = 20;

export type AuthorClues = {
  /** By the outlet's own rules. */
  readonly publisher?: readonly string[];
  readonly jsonLd: JsonLdArticle | undefined;
  readonly metas: MetaTags;
  readonly microdata: readonly string[];
  readonly bylines: readonly string[];
  readonly hint: readonly string[] | undefined;
  readonly phrases: Phrases;
};

/** Names, and what gave them. */
export type FoundAuthors = {
  readonly names: readonly string[];
  readonly from: FactSource | undefined;
};

/** Who wrote an article, by the best source that names somebody. */
export function findAuthors(clues: AuthorClues): FoundAuthors {
  const sources: readonly (readonly [FactSource, readonly string[]])[] = [
    ['publisher', clues.publisher ?? []],
    ['json-ld', jsonLdAuthors(clues.jsonLd)],
    ...AUTHOR_METAS.filter((name) => name !== 'twitter:data1').map(
      (name) => ['meta', clues.metas.get(name) ?? []] as const,
    ),
    ['microdata', clues.microdata],
    ['text', clues.bylines],
    ['feed', clues.hint ?? []],
  ];
  for (const [from, texts] of sources) {
    const names = cleanNames(texts, clues.phrases);
    if (names.length > 0) return { names, from };
  }
  return { names: [], from: undefined };
}

function jsonLdAuthors(article: JsonLdArticle | undefined): string[] {
  if (article === undefined) return [];
  const names: string[] = [];
  const authors = [
    ...listOf(article.node['author']),
    ...(article.node['author'] === undefined ? listOf(article.node['creator']) : []),
  ];
  for (const author of authors) {
    const id = isJsonObject(author) ? author['@id'] : undefined;
    const node =
      isJsonObject(author) && author['name'] === undefined && typeof id === 'string'
        ? (article.byId.get(id) ?? author)
        : author;
    for (const inner of isJsonObject(node) && Array.isArray(node['name']) ? node['name'] : [node]) {
      const name = textOfValue(inner);
      if (name !== undefined) names.push(name);
    }
  }
  return names;
}

/**
 * Names without prefixes, addresses and duplicates; several in one text are set apart.
 *
 * @example cleanNames(['By Ada Lane and Bo Reed'], phrasesOf(['en'])) // ['Ada Lane', 'Bo Reed']
 */
export function cleanNames(texts: readonly string[], phrases: Phrases): string[] {
  const names: string[] = [];
  for (const text of texts) {
    for (const name of splitNames(text, phrases)) {
      const known = names.some((other) => other.toLowerCase() === name.toLowerCase());
      if (!known && names.length < MAX_AUTHORS) names.push(name);
    }
  }
  return names;
}

function splitNames(text: string, phrases: Phrases): string[] {
  const plain = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\w.+-]{1,64}@[\w.-]{1,100}/g, ' | ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain === '' || plain.length > 300 || /^https?:|^www\.|^@/i.test(plain)) return [];
  const folded = foldPhrase(plain);
  if (phrases.leading('prompts', folded) === folded.length) return [];
  const names = withoutPrefix(plain, phrases)
    .split(/\s*[;|,،、]\s*|\s+(?:and|und|et|y|e|en|och|og|ja|i|и|та|ve|و|&)\s+/)
    .map((name) =>
      name.replace(/\s*\([^)]{1,12}\)$/, '').replace(/^[\s\-–—:·•|]+|[\s\-–—:·•|,]+$/g, ''),
    )
    .map((name) => name.replace(PLACE, '').replace(REPORTER, ''))
    .filter((name) => name.length > 1 && name.length < 80 && isName(name));
  // `Ada Lane, Political Editor`: but `Staff Writer` alone is all that a page says.
  return names.filter((name, at) => at === 0 || !JOB.test(name));
}

/** `Ada Lane in Dunmore`: behind first and last name. */
const PLACE = /(?<=\p{L} \p{L}[\p{L}.'’-]{1,30}) (?:in|aus|à|en) \p{Lu}[\p{L}\p{M} .'’-]{1,40}$/u;
/** `김철수 기자`, `王小明 記者` */
const REPORTER = /(?<=\p{L}{2}) ?(?:기자|특파원|통신원|記者|记者)$/u;
const JOB =
  /(^|[ -])(editor|reporter|correspondent|writer|columnist|producer|journalist|contributor|redakteur(in)?|reporter(in)?|korrespondent(in)?|journaliste|correspondante?|periodista|redactora?|corresponsal|giornalista|corrispondente|dziennikarz|журналист|корреспондент|обозреватель|редактор)$/i;

/** `By`, `Von`, `بقلم`: only in front of a longer text. */
function withoutPrefix(text: string, phrases: Phrases): string {
  const folded = foldPhrase(text);
  const length = phrases.leading('byline', folded);
  if (length === 0 || length === folded.length) return text;
  return text.slice(text.length - (folded.length - length)).replace(/^[\s:：]+/, '');
}

/** Dates, addresses and sentences stand in bylines too. */
function isName(name: string): boolean {
  if (/^https?:|\d{4}|\d:\d|@/i.test(name)) return false;
  return name.split(' ').length <= 8 && /\p{L}/u.test(name);
}
