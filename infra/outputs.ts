import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { nameOfBus } from './constructs/news-events.ts';
import type { StoryVectors } from './constructs/story-vectors.ts';
import { type Functions, functionsInJson } from './functions.ts';
import type { Parts } from './grants.ts';

/** What the `newsloom` command needs to find the stack's parts, and a person to look at them. */
export function tellNames(
  stack: Stack,
  { functions, ...parts }: Parts & { readonly functions: Functions },
  vectors: StoryVectors | undefined,
): void {
  const { tables, raw, feedQueue, articleQueue, linkQueue, replayQueue, quarantine, bus } = parts;
  const names = {
    FeedsTable: tables.feeds.tableName,
    ArticlesTable: tables.articles.tableName,
    ChangesTable: tables.changes.tableName,
    RevisionsTable: tables.revisions.tableName,
    StoriesTable: tables.stories.tableName,
    LinksTable: tables.links.tableName,
    LinkIndexTable: tables.linkIndex.tableName,
    HostsTable: tables.hosts.tableName,
    RawBucket: raw.bucket.bucketName,
    ...(vectors && { VectorIndexArn: vectors.indexArn }),
    FeedQueueUrl: feedQueue.queue.queueUrl,
    ArticleQueueUrl: articleQueue.queue.queueUrl,
    LinkQueueUrl: linkQueue.queue.queueUrl,
    ReplayQueueUrl: replayQueue.queue.queueUrl,
    FeedDeadLettersUrl: feedQueue.deadLetters.queueUrl,
    ArticleDeadLettersUrl: articleQueue.deadLetters.queueUrl,
    LinkDeadLettersUrl: linkQueue.deadLetters.queueUrl,
    ReplayDeadLettersUrl: replayQueue.deadLetters.queueUrl,
    QuarantineQueueUrl: quarantine.queue.queueUrl,
    EventBusName: nameOfBus(bus),
    Functions: functionsInJson(stack, functions),
  };
  for (const [name, value] of Object.entries(names)) new CfnOutput(stack, name, { value });
}
