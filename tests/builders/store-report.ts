import type { MemoryTables } from '../../bench/stores/memory-stores.ts';
import type { LinkArticleTask } from '../../shared/messages.ts';
import type { Article } from '../../shared/model/article.ts';
import { aStoredArticle } from './a-story.ts';

type Content = { readonly title: string; readonly text: string };

/** Puts an article into the tables as fetch-article would; the task that links it. */
export function storeReport(tables: MemoryTables, url: string, content: Content): LinkArticleTask {
  const { article, revision } = aStoredArticle(url, content);
  const { articleId, language } = article;
  tables.articles.set(articleId, article);
  tables.revisions.set(`${articleId} ${article.revision}`, revision);
  return { version: 1, kind: 'article', articleId, revision: article.revision, language };
}

/** Has the page of an article say something else, as fetch-article would; the task that follows. */
export function editReport(
  tables: MemoryTables,
  task: LinkArticleTask,
  content: Content,
): LinkArticleTask {
  const { url, revision: last, storyId, linkedRevision } = storedReport(tables, task);
  const { article, revision } = aStoredArticle(url, { ...content, revision: last + 1 });
  tables.revisions.set(`${task.articleId} ${article.revision}`, revision);
  tables.articles.set(task.articleId, {
    ...article,
    ...(storyId !== undefined && { storyId }),
    ...(linkedRevision !== undefined && { linkedRevision }),
  });
  return { ...task, revision: article.revision };
}

/** The article that a task is about. */
export function storedReport(tables: MemoryTables, { articleId }: LinkArticleTask): Article {
  const record = tables.articles.get(articleId);
  if (record?.state !== 'live' && record?.state !== 'removed')
    throw new Error(`${articleId} is no article`);
  return record;
}
