import type { MemoryTables } from '../../bench/stores/memory-stores.ts';
import type { LinkArticleTask } from '../../shared/messages.ts';
import { aStoredArticle } from './a-story.ts';

/** Puts an article into the tables as fetch-article would; the task that links it. */
export function storeReport(
  tables: MemoryTables,
  url: string,
  content: { readonly title: string; readonly text: string },
): LinkArticleTask {
  const { article, revision } = aStoredArticle(url, content);
  const { articleId, language } = article;
  tables.articles.set(articleId, article);
  tables.revisions.set(`${articleId} ${article.revision}`, revision);
  return { version: 1, kind: 'article', articleId, revision: article.revision, language };
}
