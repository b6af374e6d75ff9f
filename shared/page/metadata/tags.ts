import type { JsonLdArticle } from './json-ld.ts';
import { listOf, textOfValue } from './json-value.ts';
import { firstMeta, type MetaTags } from './meta-tags.ts';
import type { ElementFacts } from './page-facts.ts';
import { type Sourced, sourced } from './sourced.ts';

/** Where a page names what its article is about. */
export type TagClues = {
  readonly jsonLd: JsonLdArticle | undefined;
  readonly metas: MetaTags;
  readonly elements: Pick<ElementFacts, 'tags'>;
};

const COMMAS = /[,;،、，；]/;

/** The keywords of an article, each once, however it is written, by the best source that has any. */
export function findTags({ jsonLd, metas, elements }: TagClues): Sourced<string[]> | undefined {
  const keywords = listOf(jsonLd?.node['keywords']).flatMap(
    (value) => textOfValue(value)?.split(COMMAS) ?? [],
  );
  const named = (metas.get('article:tag') ?? []).flatMap((text) => text.split(COMMAS));
  const said = firstMeta(metas, OTHER_METAS)?.split(COMMAS) ?? [];
  return (
    sourced('json-ld', eachOnce(keywords.length > 0 ? [...keywords, ...named] : [])) ??
    sourced('meta', eachOnce([...named, ...said])) ??
    sourced('link', eachOnce(elements.tags))
  );
}

const OTHER_METAS = ['news_keywords', 'keywords', 'parsely-tags', 'sailthru.tags', 'dc.subject'];
const MAX_TAGS = 30;

function eachOnce(tags: readonly string[]): string[] | undefined {
  const found = new Map<string, string>();
  for (const tag of tags) {
    const text = tag.trim();
    if (text === '' || text.length >= 80 || found.has(text.toLowerCase())) continue;
    found.set(text.toLowerCase(), text);
  }
  return found.size === 0 ? undefined : [...found.values()].slice(0, MAX_TAGS);
}
