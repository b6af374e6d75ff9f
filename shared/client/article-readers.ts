import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoArticleStore } from '../adapters/dynamo/article-store.ts';
import { readRevision } from '../adapters/dynamo/revision-store.ts';
import { isArticle } from '../article/is-article.ts';
import { linksByPointing } from '../article/points-to.ts';
import { atMost, mapped, wantedOf } from '../collections/streams.ts';
import type { ArticleRecord, Revision } from '../model/article.ts';
import type { ArticleId, Instant } from '../model/ids.ts';
import type { Link } from '../model/story.ts';
import { canonicalUrl } from '../url/canonical-url.ts';
import { articleIdOf } from '../url/ids.ts';
import { latestArticlesIndex, walkBuckets } from './buckets.ts';
import { keyPeriod, type Period } from './key-instants.ts';
import { queryItems } from './query-items.ts';
import { linksOf } from './story-members.ts';
import { type ArticleSummary, articleSummaries, readArticleSummary } from './summaries.ts';

type ArticleFilter = {
  /** `ar` finds `ar-SA` too. */
  readonly language?: string;
  /** The outlet's own name for it, letters of either case. */
  readonly section?: string;
  readonly feedId?: string;
  /** Of publication; the newest first unless given. */
  readonly order?: 'newest-first' | 'oldest-first';
  readonly limit?: number;
};

/** What a stack's tables tell of articles. Ids are texts, as a consumer keeps them; one that is none is not found. */
export type ArticleReaders = {
  /** Live articles by publication, the newest first unless told otherwise. */
  latestArticles(wanted: Period & ArticleFilter): AsyncIterable<ArticleSummary>;
  /** Newest first; removed ones, too. */
  articlesOfFeed(feedId: string, period?: Period): AsyncIterable<ArticleSummary>;
  /** The record of an id; that of the article itself where the id is an alias. */
  article(articleId: string): Promise<ArticleRecord | undefined>;
  /** The article that any variant of its address leads to. */
  articleByUrl(url: string): Promise<ArticleRecord | undefined>;
  /** Every version of an article with its text, oldest first. */
  revisions(articleId: string): AsyncIterable<Revision>;
  /** In order of kind; in the end those that its page makes by pointing, which its record holds. */
  links(articleId: string): AsyncIterable<Link>;
  /** An article with all its versions and links, which are read as you go through them. */
  articleWithHistory(articleId: string): Promise<ArticleWithHistory | undefined>;
};

export type ArticleWithHistory = {
  readonly article: ArticleRecord;
  readonly revisions: AsyncIterable<Revision>;
  readonly links: AsyncIterable<Link>;
};

type Tables = Readonly<Record<'articles' | 'revisions' | 'links', string>>;

const beginningOfTime = '0000-01-01T00:00:00.000Z';
const endOfTime = '9999-12-31T23:59:59.999Z';
/** Aliases are one step long; a chain is the work of several events, a loop is damage. */
const maxHops = 20;

export function articleReaders(
  dynamo: DynamoDBDocumentClient,
  { articles: table, ...tables }: Tables,
  now: () => Instant,
): ArticleReaders {
  const article = followAliases(dynamo, table);
  const articlesOfFeed = (
    id: string,
    { order, ...period }: Period & Pick<ArticleFilter, 'order'> = { since: beginningOfTime },
  ) => {
    const { since, until = endOfTime } = keyPeriod(period);
    return articleSummaries(dynamo, {
      ...{ table, index: 'feed', partition: ['feedId', id] },
      newestFirst: order !== 'oldest-first',
      range: { attribute: 'publishedAt', from: since, to: until },
    });
  };
  const revisions = (id: string) =>
    mapped(queryItems(dynamo, { table: tables.revisions, partition: ['articleId', id] }), (item) =>
      readRevision(item, tables.revisions),
    );
  const stored = linksOf(dynamo, tables.links);
  async function* links(id: string, record?: ArticleRecord): AsyncGenerator<Link> {
    yield* stored(id);
    const found = record ?? (await article(id));
    if (isArticle(found) && found.articleId === id) yield* linksByPointing(found);
  }
  return {
    latestArticles({ feedId, ...wanted }) {
      const period = { until: now(), ...wanted, ...keyPeriod(wanted) };
      const isOfFeed = feedId !== undefined;
      const found = isOfFeed
        ? articlesOfFeed(feedId, period)
        : latestArticles(dynamo, table, period);
      return atMost(
        wantedOf(found, (one) => isWanted(one, wanted)),
        wanted.limit,
      );
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

/** The index by time holds live articles alone; that of a feed says which are. */
const isWanted = (one: ArticleSummary, { language, section }: ArticleFilter): boolean =>
  one.state !== 'removed' &&
  (language === undefined || speaks(one, language)) &&
  (section === undefined || one.section?.toLowerCase() === section.toLowerCase());

/** `ar` is spoken in `ar` and `ar-SA`. */
const speaks = ({ language }: ArticleSummary, wanted: string): boolean =>
  language.toLowerCase() === wanted.toLowerCase() ||
  language.toLowerCase().startsWith(`${wanted.toLowerCase()}-`);

const followAliases = (dynamo: DynamoDBDocumentClient, table: string) => {
  const store = dynamoArticleStore(dynamo, table);
  return async (id: string): Promise<ArticleRecord | undefined> => {
    let record = await store.find(id as ArticleId);
    for (let hop = 0; record?.state === 'alias' && hop < maxHops; hop++)
      record = await store.find(record.aliasOf);
    return record;
  };
};
