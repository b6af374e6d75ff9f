import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { exportsInBucket } from '../../cli/exports-in-bucket.ts';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { dynamoChangeLog } from '../../shared/adapters/dynamo/change-log.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoEraser } from '../../shared/adapters/dynamo/eraser.ts';
import { dynamoLinkIndex } from '../../shared/adapters/dynamo/link-index.ts';
import { dynamoLinkStore } from '../../shared/adapters/dynamo/link-store.ts';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import { s3RawEraser } from '../../shared/adapters/s3/raw-eraser.ts';
import { sqsLinkTaskSender } from '../../shared/adapters/sqs/link-tasks.ts';
import { membersWithText } from '../../shared/client/members-with-text.ts';
import { newsClient } from '../../shared/client/news-client.ts';
import type { CanonicalUrl } from '../../shared/model/ids.ts';
import { repairStore } from '../../shared/pipeline/doctor/repair-store.ts';
import { takeDown } from '../../shared/pipeline/takedown/take-down.ts';
import type { Clock } from '../../shared/ports/web.ts';
import { type QueueName, queues } from '../../shared/queues.ts';
import { examinePorts } from '../../shared/runtime/examine-ports.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import type { Pipeline } from './a-pipeline.ts';
import type { Stage } from './crash-points.ts';
import { findingsIn } from './findings-in.ts';
import { pushOf, verificationOf } from './hub-calls.ts';

/** Whatever can be killed: a schedule, a queue, a hub's call or a person's command. */
export type CrashStage =
  | Stage
  | 'export days'
  | 'export feeds'
  | 'hub verifies'
  | 'hub pushes'
  | 'take down'
  | 'repair';

/** The step that runs in a stage: a folder of functions/, or a command. */
export const stepOf: Readonly<Record<CrashStage, string>> = {
  ...{ poll: 'poll-feeds', revisit: 'revisit-articles', sweep: 'sweep-stories' },
  ...{ feeds: 'fetch-feed', articles: 'fetch-article', links: 'link-article' },
  ...{ replays: 'replay-article', 'export days': 'export-day', 'export feeds': 'export-day' },
  ...{ 'hub verifies': 'websub', 'hub pushes': 'websub' },
  ...{ 'take down': 'takedown command', repair: 'doctor command' },
};

export const isQueue = (stage: CrashStage): stage is QueueName => stage in queues;

/** What is taken down, and who was subscribed. */
export type Subjects = { readonly takenDown: string; readonly feed: string };

/** Invokes what is no queue's. */
export async function commandOf(
  stage: Exclude<CrashStage, QueueName>,
  { pipeline, now, subjects }: { pipeline: Pipeline; now: Clock; subjects: Subjects },
): Promise<unknown> {
  const { functions } = pipeline;
  switch (stage) {
    case 'poll':
      return functions.pollFeeds();
    case 'revisit':
      return functions.revisitArticles();
    case 'sweep':
      return functions.sweepStories();
    case 'export days':
      return exportDay(now, 'days');
    case 'export feeds':
      return exportDay(now, 'feeds');
    case 'hub verifies':
      return heard(pipeline, verificationOf(subjects.feed));
    case 'hub pushes':
      return heard(pipeline, pushOf(subjects.feed));
    case 'take down':
      return takeDownOne(pipeline, { now, url: subjects.takenDown });
    case 'repair':
      return repairAll(pipeline, now);
  }
}

async function exportDay(now: Clock, job: 'days' | 'feeds'): Promise<unknown> {
  const { composeHandler } = await import('../../functions/export-day/handler.ts');
  const observe = { done: () => {}, failed: () => {} };
  return composeHandler(process.env, { observe, now })({ job });
}

/** A hub asks again where it is not answered well. */
async function heard({ functions }: Pipeline, event: LambdaFunctionURLEvent): Promise<void> {
  const reply = await functions.webSub(event);
  const status = typeof reply === 'object' ? (reply.statusCode ?? 200) : 200;
  if (status >= 300) throw new Error(`the hub was answered ${status}`);
}

type Taken = { readonly now: Clock; readonly url: string };

/** As `newsloom takedown` does. */
async function takeDownOne({ services }: Pipeline, { now, url }: Taken): Promise<unknown> {
  const { clients, names } = services;
  const dynamo = documentClient(clients.dynamo);
  const { tables, bucket } = names;
  const store = {
    dynamo,
    s3: clients.s3,
    tables,
    bucket,
    news: newsClient({ dynamo, tables, now }),
  };
  const request = { articleId: articleIdOf(url as CanonicalUrl), url: url as CanonicalUrl };
  return takeDown(
    { ...request, by: 'operator', reason: 'asked for' },
    {
      articles: dynamoArticleStore(dynamo, tables.articles),
      stories: dynamoStoryStore(dynamo, tables.stories),
      links: dynamoLinkStore(dynamo, tables.links),
      linkIndex: dynamoLinkIndex(dynamo, tables.linkIndex),
      members: membersWithText(dynamo, tables),
      changes: dynamoChangeLog(dynamo, tables),
      eraser: { ...dynamoEraser(dynamo, tables), ...s3RawEraser(clients.s3, bucket) },
      exports: exportsInBucket(store, now),
      now,
    },
  );
}

/** As `newsloom doctor --repair` does. */
async function repairAll({ services }: Pipeline, now: Clock): Promise<void> {
  const { clients, names, queueUrls } = services;
  const { tables, bucket } = names;
  const dynamo = documentClient(clients.dynamo);
  const ports = {
    ...examinePorts({ dynamo, s3: clients.s3, tables, bucket }),
    sendLinkTasks: sqsLinkTaskSender(clients.sqs, queueUrls.queues.links),
    now,
  };
  for (const { repair } of await findingsIn(services))
    if (repair !== undefined) await repairStore(repair, ports);
}
