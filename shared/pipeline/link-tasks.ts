import type { LinkArticleTask } from '../messages.ts';
import type { Article } from '../model/article.ts';

/**
 * The task to link a stored version, or to take a removed one out of its story.
 *
 * @example
 * linkTaskOf(article) // { version: 1, kind: 'article', articleId: 'a…', revision: 2, language: 'en' }
 */
export function linkTaskOf({ articleId, language, revision, feedId }: Article): LinkArticleTask {
  const link = { version: 1, kind: 'article', articleId, revision, language } as const;
  return feedId === undefined ? link : { ...link, feedId };
}
