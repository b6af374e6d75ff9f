import { feedHintsOf } from '../../article/feed-hints.ts';
import type { FetchArticleTask } from '../../messages.ts';
import type { Article } from '../../model/article.ts';
import { cutText } from '../../text/cut-text.ts';

const maxText = 2000;
const maxAuthors = 20;

/**
 * The task to look at a stored article's page again. Where the page may be gone it is asked for without
 * conditions: an answer that it is unchanged would not say that it is there for everybody.
 *
 * @example
 * lookAgainTask(article) // { version: 1, articleId: 'a…', url, entry: {}, validators: { etag: '"1"' } }
 */
export function lookAgainTask(article: Article): FetchArticleTask {
  const { articleId, url, feedId, etag, lastModified, goneSince } = article;
  const { title, authors, language, publishedAt } = feedHintsOf(article);
  const validators = {
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  };
  const isConditional = goneSince === undefined && Object.keys(validators).length > 0;
  return {
    ...{ version: 1, articleId, url },
    ...(feedId !== undefined && { feedId }),
    entry: {
      ...(title !== undefined && { title: cutText(title, maxText) }),
      ...(language !== undefined && { language: language.slice(0, 35) }),
      ...(publishedAt !== undefined && { publishedAt }),
      ...(authors !== undefined && {
        authors: authors.slice(0, maxAuthors).map((author) => cutText(author, maxText)),
      }),
    },
    ...(isConditional && { validators }),
  };
}
