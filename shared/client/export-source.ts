import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoArticleStore } from '../adapters/dynamo/article-store.ts';
import { getMany } from '../adapters/dynamo/get-many.ts';
import { readRevision } from '../adapters/dynamo/revision-store.ts';
import { dynamoStoryStore } from '../adapters/dynamo/story-store.ts';
import { settledMs } from '../article/change-timing.ts';
import { isArticle } from '../article/is-article.ts';
import { batchesFrom } from '../collections/batches-from.ts';
import { allOf } from '../collections/streams.ts';
import type { Article, Revision } from '../model/article.ts';
import type { ArticleId, StoryId } from '../model/ids.ts';
import type { ChangedDays, ExportedArticle, ExportSource } from '../ports/exports.ts';
import type { Clock } from '../ports/web.ts';
import { latestArticlesIndex, latestStoriesIndex, walkBuckets } from './buckets.ts';
import { changesAfter } from './changed-since.ts';
import { linksOf } from './story-members.ts';

type Tables = Readonly<Record<'articles' | 'changes' | 'revisions' | 'stories' | 'links', string>>;

/** Records that are read at once: what one request to DynamoDB may ask for. */
const batchSize = 100;
/** Changes that are looked at before their days are exported. */
const mostChanges = 20_000;

/** What an export is made of, read by key, a batch at a time. */
export function exportSource(dynamo: DynamoDBDocumentClient, tables: Tables): ExportSource {
  const day = (name: string) => ({ from: `${name}T00:00:00.000Z`, to: `${name}T23:59:59.999Z` });
  return {
    async *articlesOf(name) {
      const buckets = { table: tables.articles, buckets: latestArticlesIndex, newestFirst: false };
      const items = walkBuckets(dynamo, { ...buckets, ...day(name) });
      for await (const batch of batchesFrom(items, batchSize)) {
        const ids = batch.map((item) => String(item['articleId']) as ArticleId);
        yield exportedArticles(dynamo, tables, ids);
      }
    },
    async *storiesOf(name) {
      const store = dynamoStoryStore(dynamo, tables.stories);
      const buckets = { table: tables.stories, buckets: latestStoriesIndex, newestFirst: false };
      for await (const batch of batchesFrom(
        walkBuckets(dynamo, { ...buckets, ...day(name) }),
        batchSize,
      )) {
        const ids = batch.map((item) => String(item['storyId']) as StoryId);
        const stories = (await store.findMany(ids)).map(({ story }) => story);
        yield inOrder(ids, stories, ({ storyId }) => storyId);
      }
    },
  };
}

/** The index may be behind the table: what is no longer live there is left out. */
async function exportedArticles(
  dynamo: DynamoDBDocumentClient,
  tables: Tables,
  ids: readonly ArticleId[],
): Promise<ExportedArticle[]> {
  const records = await dynamoArticleStore(dynamo, tables.articles).findMany(ids);
  const live = records.filter((record): record is Article => record.state === 'live');
  const articles = inOrder(ids, live, ({ articleId }) => articleId);
  const keys = articles.map(({ articleId, revision }) => ({ articleId, revision }));
  const revisions = new Map<string, Revision>();
  for (const item of await getMany(dynamo, tables.revisions, { keys })) {
    const revision = readRevision(item, tables.revisions);
    revisions.set(revision.articleId, revision);
  }
  return Promise.all(
    articles.map(async (article) => {
      const revision = revisions.get(article.articleId);
      const links = await allOf(linksOf(dynamo, tables.links)(article.articleId));
      return { article, links, ...(revision !== undefined && { revision }) };
    }),
  );
}

/** Which days the log of changes calls for. */
export function changedDays(
  dynamo: DynamoDBDocumentClient,
  tables: Pick<Tables, 'articles' | 'changes'>,
  now: Clock,
): ChangedDays {
  return {
    async since(after) {
      const until = new Date(now().getTime() - settledMs).toISOString();
      const ids = new Set<ArticleId>();
      let [cursor, count] = [after, 0];
      for await (const change of changesAfter(dynamo, { table: tables.changes, after, until })) {
        ids.add(change.articleId);
        cursor = change.cursor;
        if (++count === mostChanges) break;
      }
      const days = new Set<string>();
      for (const record of await dynamoArticleStore(dynamo, tables.articles).findMany([...ids]))
        if (isArticle(record)) days.add(record.publishedAt.slice(0, 10));
      return { days: [...days].toSorted(), cursor, more: count === mostChanges };
    },
  };
}

/** Batches of DynamoDB come back in any order. */
function inOrder<T>(ids: readonly string[], found: readonly T[], idOf: (one: T) => string): T[] {
  const byId = new Map(found.map((one) => [idOf(one), one]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
