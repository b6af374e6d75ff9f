/**
 * Many workers poll the feeds of few hosts through the embedded DynamoDB, at once and in real time,
 * and no host may see two requests closer than its spacing.
 *
 *   node --import tsx bench/polling-workers.ts [--feeds 500] [--hosts 20] [--workers 50] [--spacing 1000]
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTables } from '../local/services/create-tables.ts';
import { startDynamoDb } from '../local/services/dynamodb.ts';
import { resourceNames } from '../local/services/resource-names.ts';
import { documentClient } from '../shared/adapters/dynamo/document-client.ts';
import { dynamoHostStore } from '../shared/adapters/dynamo/host-store.ts';
import { newFeed } from '../shared/pipeline/apply-feed-list.ts';
import { fetchPolitely } from '../shared/pipeline/fetch-politely.ts';
import { pollFeed } from '../shared/pipeline/poll-feed.ts';
import type { FetchWeb } from '../shared/ports/web.ts';

const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '500' },
    hosts: { type: 'string', default: '20' },
    workers: { type: 'string', default: '50' },
    spacing: { type: 'string', default: '1000' },
  },
});
const [feeds, hosts, workers, spacingMs] = [
  ...[values.feeds, values.hosts, values.workers, values.spacing].map(Number),
] as [number, number, number, number];

const service = await startDynamoDb();
const client = new DynamoDBClient({
  endpoint: service.endpoint,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const names = resourceNames('newsloom-bench');
await createTables(client, names.tables);

const asked = new Map<string, number[]>();
const fetchWeb: FetchWeb = async ({ url }) => {
  const { host } = new URL(url);
  asked.set(host, [...(asked.get(host) ?? []), Date.now()]);
  const body = new TextEncoder().encode(
    '<rss version="2.0"><channel><title>x</title></channel></rss>',
  );
  return { status: 200, finalUrl: url, headers: {}, redirects: [], body };
};

type Task = { readonly url: string; readonly slotAt?: string };
const tasks = Array.from({ length: feeds }, (_, at): Task => {
  return { url: `https://host${at % hosts}.example/${at}.xml` };
});
let deferrals = 0;

/** As a Lambda function does: takes a task, polls, and puts it back when its turn is far. */
async function work(): Promise<void> {
  const now = () => new Date();
  const store = dynamoHostStore(documentClient(client), names.tables.hosts);
  const fetch = fetchPolitely({ fetchWeb, hosts: store, now, spacingMs, agent: 'newsloom' });
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
    const { url, slotAt } = task;
    const feed = newFeed({ url, tags: [] }, 'cli', now().toISOString());
    const poll = await pollFeed(feed, { fetch, now }, slotAt);
    if (poll.kind !== 'deferred') continue;
    deferrals++;
    tasks.push({ url, slotAt: poll.slotAt });
    await setTimeout(Math.min(500, spacingMs));
  }
}

const began = performance.now();
await Promise.all(Array.from({ length: workers }, work));
const gaps = [...asked.values()].flatMap((times) =>
  times.slice(1).map((time, at) => time - (times[at] ?? 0)),
);
const smallest = Math.min(...gaps);
console.table({
  ...{ feeds, hosts, workers, deferrals },
  requests: [...asked.values()].reduce((sum, times) => sum + times.length, 0),
  'spacing, ms': spacingMs,
  'smallest gap, ms': smallest,
  seconds: ((performance.now() - began) / 1000).toFixed(1),
});
client.destroy();
await service.stop();
if (smallest < spacingMs) process.exitCode = 1;
