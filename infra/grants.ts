import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { subscriptionKeyPrefix } from '../shared/tables.ts';
import type { NewsTables } from './constructs/news-tables.ts';
import { keysFrom, type PipelineFunction } from './constructs/pipeline-function.ts';
import type { RawArchive } from './constructs/raw-archive.ts';
import type { StoryVectors } from './constructs/story-vectors.ts';
import type { QuarantineQueue, WorkQueue } from './constructs/work-queue.ts';
import type { Functions } from './functions.ts';
import type { Stage } from './stages.ts';

/** What the steps may be allowed to touch. */
export type Parts = {
  readonly tables: NewsTables['byName'];
  readonly raw: RawArchive;
  readonly feedQueue: WorkQueue;
  readonly articleQueue: WorkQueue;
  readonly linkQueue: WorkQueue;
  readonly replayQueue: WorkQueue;
  readonly quarantine: QuarantineQueue;
  readonly bus: EventBus;
};

type AnyFunction = PipelineFunction<Readonly<Record<string, string>>>;

/** Each step may make just the calls that its adapters make; a test lists them all. */
export function grantSteps(parts: Parts, functions: Functions, stage: Stage): void {
  const { tables, feedQueue, articleQueue, linkQueue, quarantine } = parts;
  const { pollFeeds, fetchFeed, fetchArticle, linkArticle, sweepStories } = functions;

  onTable(pollFeeds, tables.feeds, ['GetItem', 'PutItem', 'UpdateItem']);
  pollFeeds.allow(['dynamodb:Query'], `${tables.feeds.tableArn}/index/due`);
  maySend(pollFeeds, feedQueue.queue);

  onTable(fetchFeed, tables.feeds, ['GetItem', 'UpdateItem']);
  onTable(fetchFeed, tables.articles, ['BatchGetItem']);
  fetchFeed.allow(['dynamodb:Query'], `${tables.articles.tableArn}/index/feed`);
  onTable(fetchFeed, tables.hosts, ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem']);
  maySend(fetchFeed, feedQueue.queue, articleQueue.queue, quarantine.queue);

  onTable(fetchArticle, tables.articles, ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem']);
  mayMakeVersions(fetchArticle, parts);
  onTable(fetchArticle, tables.hosts, ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem']);
  maySend(fetchArticle, articleQueue.queue, linkQueue.queue, quarantine.queue);

  onTable(linkArticle, tables.articles, ['GetItem', 'BatchGetItem', 'UpdateItem']);
  linkArticle.allow(['dynamodb:Query'], `${tables.articles.tableArn}/index/story`);
  onTable(linkArticle, tables.revisions, ['GetItem']);
  onTable(linkArticle, tables.changes, ['PutItem', 'Query']);
  onTable(linkArticle, tables.stories, ['BatchGetItem', 'PutItem']);
  onTable(linkArticle, tables.links, ['Query', 'BatchGetItem', 'BatchWriteItem']);
  onTable(linkArticle, tables.linkIndex, ['Query', 'BatchWriteItem']);
  maySend(linkArticle, linkQueue.queue, quarantine.queue);
  linkArticle.allow(['events:PutEvents'], parts.bus.eventBusArn);
  if (stage.followRelated !== undefined) grantFollowing(parts, functions);

  onTable(sweepStories, tables.stories, ['BatchGetItem']);
  sweepStories.allow(['dynamodb:Query'], `${tables.stories.tableArn}/index/latest`);
  maySend(sweepStories, linkQueue.queue);

  grantSecondLooks(parts, functions);
  if (functions.webSub !== undefined) grantWebSub(parts, functions, functions.webSub);
}

/** Fetching pages again once they are old enough, and reading archived ones again. */
function grantSecondLooks(parts: Parts, { revisitArticles, replayArticle }: Functions): void {
  const { tables, articleQueue, linkQueue, quarantine } = parts;
  const { tableArn } = tables.articles;
  onTable(revisitArticles, tables.articles, ['BatchGetItem']);
  revisitArticles.allow(
    ['dynamodb:Query'],
    ...[`${tableArn}/index/latest`, `${tableArn}/index/revisit`],
  );
  maySend(revisitArticles, articleQueue.queue);

  onTable(replayArticle, tables.articles, ['BatchGetItem', 'GetItem', 'UpdateItem']);
  mayMakeVersions(replayArticle, parts);
  maySend(replayArticle, linkQueue.queue, quarantine.queue);
}

/**
 * Revisions, the log of changes, and reading or taking back the pages that they were made of: a pack
 * is written without a page, or deleted with its last. What it was before no function can delete.
 */
function mayMakeVersions(step: AnyFunction, { tables, raw }: Parts): void {
  onTable(step, tables.changes, ['PutItem', 'Query']);
  onTable(step, tables.revisions, ['GetItem', 'PutItem', 'UpdateItem']);
  const calls = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
  step.allow(calls, raw.bucket.arnForObjects('raw/*'));
  // Not for a prefix alone: without it, S3 calls a page that is not there forbidden.
  step.allow(['s3:ListBucket'], raw.bucket.bucketArn);
}

/** Counting what a day has spent, and asking for pages. */
function grantFollowing({ tables, articleQueue }: Parts, { linkArticle }: Functions): void {
  onTable(linkArticle, tables.linkIndex, ['UpdateItem']);
  maySend(linkArticle, articleQueue.queue);
}

/** One model and one index; a filter in a query is something that GetVectors must be allowed for. */
export function grantVectors(
  { indexArn, modelArn }: StoryVectors,
  { tables }: Pick<Parts, 'tables'>,
  { linkArticle, sweepStories }: Functions,
): void {
  const may = (...calls: string[]) => calls.map((call) => `s3vectors:${call}`);
  sweepStories.allow(['bedrock:InvokeModel'], modelArn);
  sweepStories.allow(may('GetVectors', 'PutVectors', 'QueryVectors', 'DeleteVectors'), indexArn);
  onTable(sweepStories, tables.articles, ['BatchGetItem']);
  linkArticle.allow(may('GetVectors', 'PutVectors', 'DeleteVectors'), indexArn);
}

/** Both sides of a subscription; the function that strangers can call sees nothing else of a table. */
function grantWebSub(
  { tables, feedQueue }: Parts,
  { fetchFeed }: Functions,
  webSub: AnyFunction,
): void {
  const subscriptions = keysFrom(subscriptionKeyPrefix);
  const { tableArn } = tables.feeds;
  webSub.allowIf(subscriptions, ['dynamodb:GetItem', 'dynamodb:PutItem'], tableArn);
  maySend(webSub, feedQueue.queue);
  fetchFeed.allowIf(subscriptions, ['dynamodb:PutItem'], tableArn);
}

function onTable(step: AnyFunction, table: TableV2, operations: readonly string[]): void {
  step.allow(
    operations.map((operation) => `dynamodb:${operation}`),
    table.tableArn,
  );
}

function maySend(step: AnyFunction, ...queues: readonly Queue[]): void {
  step.allow(['sqs:SendMessage'], ...queues.map(({ queueArn }) => queueArn));
}
