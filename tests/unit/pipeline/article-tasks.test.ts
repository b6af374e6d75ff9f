import { describe, expect, it } from 'vitest';
import type { ArticleRecord } from '../../../shared/model/article.ts';
import type { FeedEntry } from '../../../shared/model/feed.ts';
import type { CanonicalUrl } from '../../../shared/model/ids.ts';
import { articleTasksOf } from '../../../shared/pipeline/polling/article-tasks.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aFeed } from '../../builders/a-feed.ts';
import { anArticle } from '../../builders/an-article.ts';
import { memoryArticleStore } from '../../builders/memory-articles.ts';

const link = 'https://news.example/?p=7';
const articleId = articleIdOf(link as CanonicalUrl);
const target = anArticle();
const alias = { articleId, state: 'alias', url: link, aliasOf: target.articleId } as const;
const entry: FeedEntry = { link, authors: [], enclosures: [], categories: [], links: [] };

/** How many tasks follow from an entry that is new to its feed, where this is stored. */
async function tasksWith(...records: readonly ArticleRecord[]): Promise<number> {
  const store = memoryArticleStore(new Map(records.map((one) => [one.articleId, one])));
  const response = { status: 200, finalUrl: link, redirects: [], headers: {}, body: Buffer.of() };
  const polled = { feed: aFeed(), response };
  return (await articleTasksOf([{ entry, kind: 'new' }], polled, store)).tasks.length;
}

describe('an entry that is new to its feed', () => {
  it('is asked for where nothing is known of its address', async () => {
    expect(await tasksWith()).toBe(1);
  });

  it('is left alone where its address is that of an article, or leads to one', async () => {
    expect(await tasksWith({ ...target, articleId })).toBe(0);
    expect(await tasksWith(alias, target)).toBe(0);
  });

  it('is asked for where its address led to what is no more, since a takedown was lifted', async () => {
    expect(await tasksWith(alias)).toBe(1);
  });
});
