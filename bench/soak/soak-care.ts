import { DeleteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoStoreWalk } from '../../shared/adapters/dynamo/store-walk.ts';
import { sqsLinkTaskSender } from '../../shared/adapters/sqs/link-tasks.ts';
import { sqsTaskSender } from '../../shared/adapters/sqs/send-tasks.ts';
import { newsClient } from '../../shared/client/news-client.ts';
import type { Finding } from '../../shared/invariants/finding.ts';
import type { ReplayArticleTask } from '../../shared/messages.ts';
import type { ArticleRecord } from '../../shared/model/article.ts';
import { requestReplays } from '../../shared/pipeline/articles/request-replays.ts';
import { repairStore } from '../../shared/pipeline/doctor/repair-store.ts';
import {
  tables as definitions,
  type TableDefinition,
  type TableName,
} from '../../shared/tables.ts';
import { findingsIn, portsOf } from '../../tests/pipeline/findings-in.ts';
import type { SoakSystem } from './soak-system.ts';

/** What `newsloom doctor` finds in the store at this moment. */
export const findingsNow = ({ services, now }: SoakSystem): Promise<Finding[]> =>
  findingsIn(services, () => new Date(now));

/** Deletes what has expired, as DynamoDB does some time later. */
export async function expire({ services, now }: SoakSystem): Promise<void> {
  const client = documentClient(services.clients.dynamo);
  for (const table of Object.keys(definitions) as TableName[]) {
    const definition: TableDefinition = definitions[table];
    const { partitionKey, sortKey, timeToLive } = definition;
    if (timeToLive === undefined) continue;
    const TableName = services.names.tables[table];
    for await (const { Items = [] } of paginateScan({ client }, { TableName }))
      for (const item of Items.filter((one) => one[timeToLive] * 1000 < now)) {
        const names = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
        const Key = Object.fromEntries(names.map((name) => [name, item[name]]));
        await client.send(new DeleteCommand({ TableName, Key }));
      }
  }
}

/** `newsloom doctor --repair`. */
export async function repair(system: SoakSystem, findings: readonly Finding[]): Promise<void> {
  const { services, now } = system;
  const { links } = services.queueUrls.queues;
  const ports = {
    ...portsOf(services),
    sendLinkTasks: sqsLinkTaskSender(services.clients.sqs, links, { again: String(now) }),
    now: () => new Date(now),
  };
  for (const { repair: wanted } of findings)
    if (wanted !== undefined) await repairStore(wanted, ports);
}

/** `newsloom replay --since`. */
export async function replay(system: SoakSystem, since: number): Promise<number> {
  const { clients, names, queueUrls } = system.services;
  const dynamo = documentClient(clients.dynamo);
  const news = newsClient({ dynamo, tables: names.tables });
  const period = {
    since: new Date(since).toISOString(),
    until: new Date(system.now).toISOString(),
  };
  let sent = 0;
  const all = requestReplays(
    {},
    {
      listed: news.latestArticles({ ...period, order: 'oldest-first' }),
      articles: dynamoArticleStore(dynamo, names.tables.articles),
      sendReplayTasks: sqsTaskSender<ReplayArticleTask>(clients.sqs, queueUrls.queues.replays),
    },
  );
  for await (const progress of all) sent = progress.sent;
  return sent;
}

/** Every record of the table Articles. */
export async function recordsIn({ services }: SoakSystem): Promise<ArticleRecord[]> {
  const walk = dynamoStoreWalk(documentClient(services.clients.dynamo), services.names.tables);
  const records: ArticleRecord[] = [];
  for await (const page of walk.articles()) records.push(...page);
  return records;
}
