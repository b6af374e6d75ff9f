import { isArticle } from '../article/is-article.ts';
import { allOf, atMost } from '../collections/streams.ts';
import type { Article, ArticleRecord, Revision } from '../model/article.ts';
import type { Link, Story } from '../model/story.ts';
import { type ExplainedPage, explainPage } from '../page/explain-page.ts';
import type { Reading } from './reading.ts';

export type ArticlePage = {
  readonly record: ArticleRecord;
  /** Oldest first; none of what is no article. */
  readonly revisions: readonly Revision[];
  readonly links: readonly Link[];
  readonly story: Story | undefined;
  /** The raw page read once more, block by block; absent where there is none. */
  readonly explained: ExplainedPage | undefined;
};

const mostRevisions = 50;
const mostLinks = 200;

/** Reads an article with its history, its links, and what was left out of its page. */
export async function readArticlePage(
  reading: Reading,
  id: string,
): Promise<ArticlePage | undefined> {
  const found = await reading.news.articleWithHistory(id);
  if (found === undefined) return undefined;
  const record = found.article;
  const article = isArticle(record) ? record : undefined;
  const [revisions, links, story, explained] = await Promise.all([
    allOf(atMost(found.revisions, mostRevisions)),
    allOf(atMost(found.links, mostLinks)),
    article?.storyId && reading.news.story(article.storyId),
    article && explainedOf(reading, article),
  ]);
  return { record, revisions, links, story: story || undefined, explained };
}

async function explainedOf(
  { rawPage }: Reading,
  { rawKey }: Article,
): Promise<ExplainedPage | undefined> {
  const raw = rawKey === undefined ? undefined : await rawPage(rawKey);
  if (raw === undefined) return undefined;
  const { bytes, url, headers, hints, fetchedAt } = raw;
  return explainPage({ bytes, url, headers, fetchedAt, ...(hints !== undefined && { hints }) });
}
