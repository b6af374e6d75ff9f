import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoArticleStore } from '../adapters/dynamo/article-store.ts';
import { readRevision } from '../adapters/dynamo/revision-store.ts';
import { dynamoStoryStore } from '../adapters/dynamo/story-store.ts';
import { settledMs } from '../article/change-timing.ts';
import { isArticle } from '../article/is-article.ts';
import { linksByPointing } from '../article/points-to.ts';
import { findLiving } from '../linking/follow-merges.ts';
import type { ArticleRecord, Revision } from '../model/article.ts';
import type { ArticleId, FeedId, Instant, StoryId } from '../model/ids.ts';
import type { Link, Story } from '../model/story.ts';
import type { StoryStore } from '../ports/stories.ts';
import type { TableName } from '../tables.ts';
import { canonicalUrl } from '../url/canonical-url.ts';
import { articleIdOf } from '../url/ids.ts';
import { latestArticlesIndex, latestStoriesIndex, walkBuckets } from './buckets.ts';
import { type ArticleChange, changesAfter } from './changed-since.ts';
import { keyCursor, keyPeriod } from './key-instants.ts';
import { partedStories } from './parted-stories.ts';
import { type KeyQuery, queryItems } from './query-items.ts';
import { readLink, type StoryMember, storyMembers } from './story-members.ts';
import {
  type ArticleSummary,
  readArticleSummary,
  readStorySummary,
  type StorySummary,
} from './summaries.ts';

type Tables = Readonly<
  Record<Extract<TableName, 'articles' | 'changes' | 'revisions' | 'stories' | 'links'>, string>
>;

export type NewsClientOptions = {
  readonly dynamo: DynamoDBDocumentClient;
  /** What the tables are called in this stack. */
  readonly tables: Tables;
  readonly now?: () => Date;
};

/** A stretch of time, in any way to write an instant (ISO 8601); it ends now unless it says otherwise. */
export type Period = { readonly since: Instant; readonly until?: Instant };

type ArticleFilter = {
  /** `ar` finds `ar-SA` too. */
  readonly language?: string;
  /** The outlet's own name for it, letters of either case. */
  readonly section?: string;
  readonly feedId?: FeedId;
  /** Of publication; the newest first unless given. */
  readonly order?: 'newest-first' | 'oldest-first';
  readonly limit?: number;
};
type StoryFilter = { readonly minSources?: number; readonly limit?: number };

/** Reads a stack's tables by key: never a scan, a page at a time, and only as far as the caller goes. */
export type NewsClient = {
  /** Live articles by publication, the newest first unless told otherwise. */
  latestArticles(wanted: Period & ArticleFilter): AsyncIterable<ArticleSummary>;
  /**
   * Articles that are new, revised, removed, restored, in another story than before or taken down:
   * each change once, oldest first. It ends at the present, less a minute in which one may still
   * arrive out of order; this machine's clock must be right to a quarter of that.
   *
   * @param after the cursor of the last change that was dealt with, or an instant to begin at; a week ago unless given
   * @throws RangeError when it is neither
   */
  changedSince(after?: string): AsyncIterable<ArticleChange>;
  /** Newest first; removed ones, too. */
  articlesOfFeed(id: FeedId, period?: Period): AsyncIterable<ArticleSummary>;
  /** The members of a story, or of the one that it was merged into, oldest first. */
  articlesOfStory(id: StoryId): AsyncIterable<ArticleSummary>;
  /** The record of an id; that of the article itself where the id is an alias. */
  article(id: ArticleId): Promise<ArticleRecord | undefined>;
  /** The article that any variant of its address leads to. */
  articleByUrl(url: string): Promise<ArticleRecord | undefined>;
  /** Every version of an article with its text, oldest first. */
  revisions(id: ArticleId): AsyncIterable<Revision>;
  /** In order of kind; in the end those that its page makes by pointing, which its record holds. */
  links(id: ArticleId): AsyncIterable<Link>;
  /** An article with all its versions and links, which are read as you go through them. */
  articleWithHistory(id: ArticleId): Promise<ArticleWithHistory | undefined>;
  /** Stories by their newest report, newest first. */
  latestStories(wanted: Period & StoryFilter): AsyncIterable<StorySummary>;
  /** A story, or the one that it was merged into. */
  story(id: StoryId): Promise<Story | undefined>;
  /** A story, or the one that it was merged into, with its articles and why each belongs. */
  storyWithMembers(id: StoryId): Promise<StoryWithMembers | undefined>;
  /** Stories that were one with this until it turned out to tell two events. */
  partedFrom(story: Story): Promise<readonly Story[]>;
};

export type ArticleWithHistory = {
  readonly article: ArticleRecord;
  readonly revisions: AsyncIterable<Revision>;
  readonly links: AsyncIterable<Link>;
};

export type StoryWithMembers = {
  readonly story: Story;
  /** Oldest first. */
  readonly members: AsyncIterable<StoryMember>;
};

const weekMs = 7 * 24 * 60 * 60 * 1000;
const beginningOfTime = '0000-01-01T00:00:00.000Z';
const endOfTime = '9999-12-31T23:59:59.999Z';
/** Aliases are one step long; a chain is the work of several events, a loop is damage. */
const maxHops = 20;

export function newsClient({
  dynamo,
  tables,
  now = () => new Date(),
}: NewsClientOptions): NewsClient {
  const instant = (before = 0): Instant => new Date(now().getTime() - before).toISOString();
  return {
    ...articleReaders(dynamo, tables, instant),
    ...storyReaders(dynamo, tables, instant),
    changedSince: (after = instant(weekMs)) =>
      changesAfter(dynamo, {
        ...{ table: tables.changes, after: keyCursor(after), until: instant(settledMs) },
      }),
  };
}

type StoryReading =
  | 'articlesOfStory'
  | 'latestStories'
  | 'story'
  | 'storyWithMembers'
  | 'partedFrom';

function articleReaders(
  dynamo: DynamoDBDocumentClient,
  { articles: table, ...tables }: Tables,
  instant: () => Instant,
): Omit<NewsClient, StoryReading | 'changedSince'> {
  const article = followAliases(dynamo, table);
  const articlesOfFeed = (
    id: FeedId,
    { order, ...period }: Period & Pick<ArticleFilter, 'order'> = { since: beginningOfTime },
  ) => {
    const { since, until = endOfTime } = keyPeriod(period);
    return summaries(dynamo, {
      ...{ table, index: 'feed', partition: ['feedId', id] },
      newestFirst: order !== 'oldest-first',
      range: { attribute: 'publishedAt', from: since, to: until },
    });
  };
  const revisions = (id: ArticleId) =>
    mapped(queryItems(dynamo, { table: tables.revisions, partition: ['articleId', id] }), (item) =>
      readRevision(item, tables.revisions),
    );
  const stored = linksOf(dynamo, tables.links);
  async function* links(id: ArticleId, record?: ArticleRecord): AsyncGenerator<Link> {
    yield* stored(id);
    const found = record ?? (await article(id));
    if (isArticle(found) && found.articleId === id) yield* linksByPointing(found);
  }
  return {
    latestArticles({ feedId, ...wanted }) {
      const period = { until: instant(), ...wanted, ...keyPeriod(wanted) };
      const isOfFeed = feedId !== undefined;
      const found = isOfFeed
        ? articlesOfFeed(feedId, period)
        : latestArticles(dynamo, table, period);
      return first(wanted.limit, found, (one) => isWanted(one, wanted));
    },
    ...{ article, articlesOfFeed, revisions },
    links: (id) => links(id),
    async articleByUrl(url) {
      const canonical = canonicalUrl(url, url);
      return canonical && article(articleIdOf(canonical));
    },
    async articleWithHistory(id) {
      const found = await article(id);
      if (found === undefined) return undefined;
      const { articleId } = found;
      const history = { revisions: revisions(articleId), links: links(articleId, found) };
      return { article: found, ...history };
    },
  };
}

function storyReaders(
  dynamo: DynamoDBDocumentClient,
  { articles: table, stories, links }: Tables,
  instant: () => Instant,
): Pick<NewsClient, StoryReading> {
  const store = dynamoStoryStore(dynamo, stories);
  const story = followMerges(store);
  const articlesOf = (id: StoryId) =>
    summaries(dynamo, { table, index: 'story', partition: ['storyId', id] });
  return {
    story,
    async *articlesOfStory(id) {
      const living = await story(id);
      yield* articlesOf(living?.storyId ?? id);
    },
    latestStories: (wanted) =>
      latestStories(dynamo, stories, { until: instant(), ...wanted, ...keyPeriod(wanted) }),
    async storyWithMembers(id) {
      const found = await story(id);
      if (found === undefined) return undefined;
      const readers = { links: linksOf(dynamo, links), story };
      return { story: found, members: storyMembers(found, articlesOf(found.storyId), readers) };
    },
    partedFrom: (story) =>
      partedStories(story, async (ids) => (await store.findMany(ids)).map(({ story }) => story)),
  };
}

const summaries = (dynamo: DynamoDBDocumentClient, query: KeyQuery) =>
  mapped(queryItems(dynamo, query), (item) => readArticleSummary(item, query.table));

const linksOf = (dynamo: DynamoDBDocumentClient, table: string) => (id: ArticleId) =>
  mapped(queryItems(dynamo, { table, partition: ['articleId', id] }), (item) =>
    readLink(item, table),
  );

function latestArticles(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { since, until, order }: Required<Period> & Pick<ArticleFilter, 'order'>,
): AsyncIterable<ArticleSummary> {
  const items = walkBuckets(dynamo, {
    ...{ table, buckets: latestArticlesIndex, newestFirst: order !== 'oldest-first' },
    ...{ from: since, to: until },
  });
  return mapped(items, (item) => readArticleSummary(item, table));
}

function latestStories(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { since, until, minSources = 1, limit }: Required<Period> & StoryFilter,
): AsyncIterable<StorySummary> {
  const items = walkBuckets(dynamo, {
    ...{ table, buckets: latestStoriesIndex, newestFirst: true },
    ...{ from: since, to: until },
  });
  const found = mapped(items, (item) => readStorySummary(item, table));
  return first(limit, found, ({ sites }) => sites.length >= minSources);
}

/** The index by time holds live articles alone; that of a feed says which are. */
const isWanted = (one: ArticleSummary, { language, section }: ArticleFilter): boolean =>
  one.state !== 'removed' &&
  (language === undefined || speaks(one, language)) &&
  (section === undefined || one.section?.toLowerCase() === section.toLowerCase());

/** `ar` is spoken in `ar` and `ar-SA`. */
const speaks = ({ language }: ArticleSummary, wanted: string): boolean =>
  language.toLowerCase() === wanted.toLowerCase() ||
  language.toLowerCase().startsWith(`${wanted.toLowerCase()}-`);

async function* mapped<T, U>(items: AsyncIterable<T>, read: (item: T) => U): AsyncGenerator<U> {
  for await (const item of items) yield read(item);
}

async function* first<T>(
  limit = Number.POSITIVE_INFINITY,
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

const followMerges =
  (store: StoryStore) =>
  async (id: StoryId): Promise<Story | undefined> => {
    const { living } = await findLiving([id], store);
    return living[0]?.story;
  };
