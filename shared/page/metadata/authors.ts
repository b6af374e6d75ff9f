import type { FactSource } from '../../model/article.ts';
import type { Phrases } from '../phrase-index.ts';
import type { JsonLdArticle } from './json-ld.ts';
import { isJsonObject, listOf, textOfValue } from './json-value.ts';
import type { MetaTags } from './meta-tags.ts';
import { cleanNames } from './person-names.ts';

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
