import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoArticleStore } from '../adapters/dynamo/article-store.ts';
import { dynamoLinkStore } from '../adapters/dynamo/link-store.ts';
import { readRevision } from '../adapters/dynamo/revision-store.ts';
import { dynamoStoryStore } from '../adapters/dynamo/story-store.ts';
import type { ArticleRecord, Revision } from '../model/article.ts';
import type { ArticleId, FeedId, Instant, StoryId } from '../model/ids.ts';
import type { Link, Story } from '../model/story.ts';
import type { TableName } from '../tables.ts';
import { canonicalUrl } from '../url/canonical-url.ts';
import { articleIdOf } from '../url/ids.ts';
import { latestArticlesIndex, latestStoriesIndex, walkBuckets } from './buckets.ts';
import { changesAfter } from './changed-since.ts';
import { type KeyQuery, queryItems } from './query-items.ts';
import {
  type ArticleChange,
  type ArticleSummary,
  readArticleSummary,
  readStorySummary,
  type StorySummary,
} from './summaries.ts';

type Tables = Readonly<
  Record<Extract<TableName, 'articles' | 'revisions' | 'stories' | 'links'>, string>
>;

export type NewsClientOptions = {
  readonly dynamo: DynamoDBDocumentClient;
  /** What the tables are called in this stack. */
  readonly tables: Tables;
  readonly now?: () => Date;
};

/** A stretch of time; it ends now unless it says otherwise. */
export type Period = { readonly since: Instant; readonly until?: Instant };

type ArticleFilter = { readonly language?: string; readonly limit?: number };
type StoryFilter = { readonly minSources?: number; readonly limit?: number };

/** Reads a stack's tables by key: never a scan, a page at a time, and only as far as the caller goes. */
export type NewsClient = {
  /** Live articles by publication, newest first; `ar` finds `ar-SA` too. */
  latestArticles(wanted: Period & ArticleFilter): AsyncIterable<ArticleSummary>;
  /**
   * New, revised and removed articles, oldest change first; ends at the present, less a minute in
   * which writes may still arrive out of order.
   *
   * @param after the cursor of the last change that was dealt with, or an instant to begin at; a week ago unless given
   */
  changedSince(after?: string): AsyncIterable<ArticleChange>;
  /** Newest first. */
  articlesOfFeed(id: FeedId, period?: Period): AsyncIterable<ArticleSummary>;
  /** The members of a story, or of the one that it was merged into, oldest first. */
  articlesOfStory(id: StoryId): AsyncIterable<ArticleSummary>;
  /** The record of an id; that of the article itself where the id is an alias. */
  article(id: ArticleId): Promise<ArticleRecord | undefined>;
  /** The article that any variant of its address leads to. */
  articleByUrl(url: string): Promise<ArticleRecord | undefined>;
  /** Every version of an article with its text, oldest first. */
  revisions(id: ArticleId): AsyncIterable<Revision>;
  links(id: ArticleId): Promise<readonly Link[]>;
  /** Stories by their newest report, newest first. */
  latestStories(wanted: Period & StoryFilter): AsyncIterable<StorySummary>;
  /** A story, or the one that it was merged into. */
  story(id: StoryId): Promise<Story | undefined>;
};

const settlingMs = 60_000;
const weekMs = 7 * 24 * 60 * 60 * 1000;
const endOfTime = '9999-12-31T23:59:59.999Z';
const beginningOfTime = '0000-01-01T00:00:00.000Z';
/** Aliases and merges are one step long; a chain is the work of several events, a loop is damage. */
const maxHops = 20;

export function newsClient({
  dynamo,
  tables,
  now = () => new Date(),
}: NewsClientOptions): NewsClient {
  const instant = (before = 0): Instant => new Date(now().getTime() - before).toISOString();
  const { articles: table } = tables;
  const article = followAliases(dynamo, table);
  const story = followMerges(dynamo, tables.stories);
  const summaries = (query: Omit<KeyQuery, 'table'>) =>
    mapped(queryItems(dynamo, { table, ...query }), (item) => readArticleSummary(item, table));

  return {
    latestArticles: (wanted) => latestArticles(dynamo, table, { until: instant(), ...wanted }),
    changedSince: (after = instant(weekMs)) =>
      changesAfter(dynamo, { table, after, until: instant(settlingMs) }),
    articlesOfFeed: (
      id,
      { since = beginningOfTime, until = endOfTime } = { since: beginningOfTime },
    ) =>
      summaries({
        ...{ index: 'feed', partition: ['feedId', id], newestFirst: true },
        range: { attribute: 'publishedAt', from: since, to: until },
      }),
    async *articlesOfStory(id) {
      const living = await story(id);
      yield* summaries({ index: 'story', partition: ['storyId', living?.storyId ?? id] });
    },
    article,
    async articleByUrl(url) {
      const canonical = canonicalUrl(url, url);
      return canonical && article(articleIdOf(canonical));
    },
    revisions: (id) =>
      mapped(
        queryItems(dynamo, { table: tables.revisions, partition: ['articleId', id] }),
        (item) => readRevision(item, tables.revisions),
      ),
    links: (id) => dynamoLinkStore(dynamo, tables.links).findOf(id),
    latestStories: (wanted) =>
      latestStories(dynamo, tables.stories, { until: instant(), ...wanted }),
    story,
  };
}

function latestArticles(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { since, until, language, limit = Number.POSITIVE_INFINITY }: Required<Period> & ArticleFilter,
): AsyncIterable<ArticleSummary> {
  const items = walkBuckets(dynamo, {
    ...{ table, buckets: latestArticlesIndex, newestFirst: true },
    ...{ from: since, to: until },
  });
  const found = mapped(items, (item) => readArticleSummary(item, table));
  return first(limit, found, (one) => language === undefined || speaks(one, language));
}

function latestStories(
  dynamo: DynamoDBDocumentClient,
  table: string,
  {
    since,
    until,
    minSources = 1,
    limit = Number.POSITIVE_INFINITY,
  }: Required<Period> & StoryFilter,
): AsyncIterable<StorySummary> {
  const items = walkBuckets(dynamo, {
    ...{ table, buckets: latestStoriesIndex, newestFirst: true },
    ...{ from: since, to: until },
  });
  const found = mapped(items, (item) => readStorySummary(item, table));
  return first(limit, found, ({ sites }) => sites.length >= minSources);
}

/** `ar` is spoken in `ar` and `ar-SA`. */
const speaks = ({ language }: ArticleSummary, wanted: string): boolean =>
  language.toLowerCase() === wanted.toLowerCase() ||
  language.toLowerCase().startsWith(`${wanted.toLowerCase()}-`);

async function* mapped<T, U>(items: AsyncIterable<T>, read: (item: T) => U): AsyncGenerator<U> {
  for await (const item of items) yield read(item);
}

async function* first<T>(
  limit: number,
  items: AsyncIterable<T>,
  wanted: (item: T) => boolean,
): AsyncGenerator<T> {
  let left = limit;
  if (left <= 0) return;
  for await (const item of items) {
    if (!wanted(item)) continue;
    yield item;
    if (--left <= 0) return;
  }
}

const followAliases = (dynamo: DynamoDBDocumentClient, table: string) => {
  const store = dynamoArticleStore(dynamo, table);
  return async (id: ArticleId): Promise<ArticleRecord | undefined> => {
    let record = await store.find(id);
    for (let hop = 0; record?.state === 'alias' && hop < maxHops; hop++)
      record = await store.find(record.aliasOf);
    return record;
  };
};

const followMerges = (dynamo: DynamoDBDocumentClient, table: string) => {
  const store = dynamoStoryStore(dynamo, table);
  return async (id: StoryId): Promise<Story | undefined> => {
    let story = (await store.findMany([id]))[0]?.story;
    for (let hop = 0; story?.mergedInto !== undefined && hop < maxHops; hop++)
      story = (await store.findMany([story.mergedInto]))[0]?.story;
    return story;
  };
};
