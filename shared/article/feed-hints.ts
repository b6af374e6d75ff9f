import type { Article } from '../model/article.ts';
import type { PageHints } from '../page/extraction.ts';

/**
 * What the feed must have said of a stored article: whatever of it the page itself did not tell.
 *
 * Who reads a page again without them would take the lack of a feed for a change of the page.
 *
 * @example
 * feedHintsOf({ ...article, titleFrom: 'feed', title: 'Bridge' }) // { title: 'Bridge', language: 'en' }
 */
export function feedHintsOf(article: Article): PageHints {
  const { title, titleFrom, authors, authorsFrom, language, publishedAt, publishedFrom } = article;
  return {
    ...(titleFrom === 'feed' && { title }),
    ...(language !== 'und' && { language }),
    ...(publishedFrom === 'feed' && { publishedAt }),
    ...(authorsFrom === 'feed' && { authors }),
  };
}
