import type { LinkArticleTask, SplitStoryTask } from '../../messages.ts';
import type { Article } from '../../model/article.ts';
import type { Story } from '../../model/story.ts';

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

/**
 * The task to go on with a split that was begun.
 *
 * @example
 * splitTaskOf(story) // { version: 1, kind: 'split', storyId: 's…', reports: 3, language: 'en' }
 */
export function splitTaskOf({ storyId, articleCount, languages }: Story): SplitStoryTask {
  const [language = 'und'] = languages;
  return { version: 1, kind: 'split', storyId, reports: Math.max(1, articleCount), language };
}
