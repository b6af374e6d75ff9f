import type { JsonLdArticle } from './json-ld.ts';
import { listOf, textOfValue } from './json-value.ts';
import { firstMeta, type MetaTags } from './meta-tags.ts';

/** Where a page names what its article is about. */
export type TagClues = { readonly jsonLd: JsonLdArticle | undefined; readonly metas: MetaTags };

/** The keywords of an article, each once. */
export function findTags({ jsonLd, metas }: TagClues): string[] {
  const keywords = listOf(jsonLd?.node['keywords']).flatMap(
    (value) => textOfValue(value)?.split(/[,;،、]/) ?? [],
  );
  const tags = [
    ...keywords,
    ...(metas.get('article:tag') ?? []),
    ...(keywords.length > 0
      ? []
      : [
          firstMeta(metas, ['news_keywords', 'keywords', 'parsely-tags', 'sailthru.tags']) ?? '',
        ].flatMap((text) => text.split(/[,;،、]/))),
  ];
  return [
    ...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== '' && tag.length < 80)),
  ].slice(0, 30);
}
