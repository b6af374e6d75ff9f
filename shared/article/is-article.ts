import type { Article, ArticleRecord } from '../model/article.ts';

/**
 * Whether there is an article under an id, gone or not, rather than a note that there is none.
 *
 * @example
 * isArticle({ state: 'alias', articleId, url, aliasOf }) // false
 */
export const isArticle = (record: ArticleRecord | undefined): record is Article =>
  record?.state === 'live' || record?.state === 'removed';
