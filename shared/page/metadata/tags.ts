import type { JsonLdArticle } from './json-ld.ts';
import { listOf, textOfValue } from './json-value.ts';
import { firstMeta, type MetaTags } from './meta-tags.ts';
import type { ElementFacts } from './page-facts.ts';

/** Where a page names what its article is about. */
export type TagClues = {
  readonly jsonLd: JsonLdArticle | undefined;
  readonly metas: MetaTags;
  readonly elements: Pick<ElementFacts, 'tags'>;
};

const COMMAS = /[,;،、，；]/;

/** The keywords of an article, each once, however it is written. */
export function findTags({ jsonLd, metas, elements }: TagClues): string[] {
  const keywords = listOf(jsonLd?.node['keywords']).flatMap(
    (value) => textOfValue(value)?.split(COMMAS) ?? [],
  );
  const named = (metas.get('article:tag') ?? []).flatMap((text) => text.split(COMMAS));
  const others = ['news_keywords', 'keywords', 'parsely-tags', 'sailthru.tags', 'dc.subject'];
  const said = firstMeta(metas, others)?.split(COMMAS) ?? [];
  const tags = [...keywords, ...named, ...(keywords.length > 0 ? [] : said)];
  const found = new Map<string, string>();
  for (const tag of tags.some((text) => text.trim() !== '') ? tags : elements.tags) {
    const text = tag.trim();
    if (text === '' || text.length >= 80 || found.has(text.toLowerCase())) continue;
    found.set(text.toLowerCase(), text);
  }
  return [...found.values()].slice(0, 30);
}
