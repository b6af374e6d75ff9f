import type { LinkTask } from '../messages.ts';
import type { Article } from '../model/article.ts';
import { articleIdOf } from '../url/ids.ts';

const maxText = 500;

/**
 * The tasks that follow from a stored version: link the article, and each story that its page points to.
 *
 * @param before the version that it replaces, whose related stories were queued already
 */
export function linkTasksOf(article: Article, before?: Article): LinkTask[] {
  const { articleId, language, feedId } = article;
  const known = new Set(before?.related.map(({ url }) => url));
  const related = article.related
    .filter(({ url }) => !known.has(url) && url !== article.canonicalUrl)
    .map(
      ({ url, title, teaser }): LinkTask => ({
        ...{ version: 1, kind: 'related', articleId, language },
        ...(feedId !== undefined && { feedId }),
        target: {
          ...{ articleId: articleIdOf(url), url, title: title.slice(0, maxText) },
          ...(teaser !== undefined && { teaser: teaser.slice(0, maxText) }),
        },
      }),
    );
  return [linkTaskOf(article), ...related];
}

/**
 * The task to link a stored version, or to take a removed one out of its story.
 *
 * @example
 * linkTaskOf(article) // { version: 1, kind: 'article', articleId: 'a…', revision: 2, language: 'en' }
 */
export function linkTaskOf({ articleId, language, revision, feedId }: Article): LinkTask {
  const link = { version: 1, kind: 'article', articleId, revision, language } as const;
  return feedId === undefined ? link : { ...link, feedId };
}
