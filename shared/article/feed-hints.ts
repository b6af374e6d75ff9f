import type { Article, FactOfFeed, VersionFacts } from '../model/article.ts';
import type { PageHints } from '../page/extraction.ts';

/**
 * What the feed must have said of a stored article: whatever of it the page itself did not tell.
 *
 * Who reads a page again without them would take the lack of a feed for a change of the page.
 *
 * @example
 * feedHintsOf({ ...article, fromFeed: ['title'], title: 'Bridge' }) // { title: 'Bridge', language: 'en' }
 */
export function feedHintsOf(article: Article): PageHints {
  const { title, authors, language, publishedAt, publishedFrom, fromFeed = [] } = article;
  return {
    ...(fromFeed.includes('title') && { title }),
    ...(language !== 'und' && { language }),
    ...(publishedFrom === 'feed' && { publishedAt }),
    ...(fromFeed.includes('authors') && { authors }),
  };
}

/**
 * What of a page's facts its feed had to tell, as the record keeps it for the next look.
 *
 * @example
 * toldByFeed({ titleFrom: 'heading', authorsFrom: 'feed' }) // { fromFeed: ['authors'] }
 */
export function toldByFeed({ titleFrom, authorsFrom }: VersionFacts): Pick<Article, 'fromFeed'> {
  const told: readonly FactOfFeed[] = [
    ...(titleFrom === 'feed' ? (['title'] as const) : []),
    ...(authorsFrom === 'feed' ? (['authors'] as const) : []),
  ];
  return told.length === 0 ? {} : { fromFeed: told };
}
