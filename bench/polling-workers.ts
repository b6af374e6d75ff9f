/**
 * Many workers poll the feeds of few hosts through the embedded DynamoDB, at once and in real time:
 * no host may see two requests closer than its spacing. Then says what a poll costs in DynamoDB.
 *
 *   node --import tsx bench/polling-workers.ts [--feeds 500] [--hosts 20] [--workers 50] [--spacing 1000]
 *
 * Three rounds of the very steps that the Lambdas run: every feed for the first time, every feed a day
 * later with one new article in four feeds, and once more. Ends with 1 where a host was hurried
 * or a feed was not polled in a round.
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTables } from '../local/services/create-tables.ts';
import { startDynamoDb } from '../local/services/dynamodb.ts';
import { resourceNames } from '../local/services/resource-names.ts';
import { dynamoArticleStore } from '../shared/adapters/dynamo/article-store.ts';
import { documentClient } from '../shared/adapters/dynamo/document-client.ts';
import { dynamoFeedArticles } from '../shared/adapters/dynamo/feed-articles.ts';
import { dynamoFeedStore } from '../shared/adapters/dynamo/feed-store.ts';
import { dynamoHostStore } from '../shared/adapters/dynamo/host-store.ts';
import type { FetchFeedTask } from '../shared/messages.ts';
import { fetchPolitely } from '../shared/pipeline/politeness/fetch-politely.ts';
import { newFeed } from '../shared/pipeline/polling/apply-feed-list.ts';
import { type FetchFeedPorts, fetchFeed } from '../shared/pipeline/polling/fetch-feed.ts';
import { pollFeeds } from '../shared/pipeline/polling/poll-feeds.ts';
import type { FetchWeb } from '../shared/ports/web.ts';
import { countUnits, type Units } from './polling/count-units.ts';

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
const rounds = ['first polls', 'a day later', 'and once more'];
/** Whatever its rhythm, a feed is due by then. */
const aDay = 27 * 3_600_000;

const service = await startDynamoDb();
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const client = new DynamoDBClient({ endpoint: service.endpoint, region: 'local', credentials });
const { tables } = resourceNames('bench');
await createTables(client, tables);
let units: Units = {};
countUnits(client, () => units);
const dynamo = documentClient(client);
const feedStore = dynamoFeedStore(dynamo, tables.feeds);

/** The clock of this machine, set forward between the rounds. */
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
let round = 0;

/** An article of its own in every fourth feed in each round after the first, and nineteen old ones. */
function documentOf(number: number): { readonly etag: string; readonly text: string } {
  const newest =
    20 +
    Array.from({ length: round }, (_, at) => at + 1).filter((n) => n % 4 === number % 4).length;
  const items = Array.from({ length: 20 }, (_, back) => {
    const id = newest - back;
    const date = new Date(Date.UTC(2026, 0, 5) + id * 3_600_000).toUTCString();
    return (
      `<item><guid isPermaLink="false">${number}-${id}</guid><title>Report ${id} of harbour ${number}</title>` +
      `<link>https://host${number % hosts}.example/${number}/${id}</link><pubDate>${date}</pubDate>` +
      `<description>The ferry and the quay, in the words of who was there: ${id}.</description></item>`
    );
  });
  const text = `<rss version="2.0"><channel><title>Harbour ${number}</title><link>https://host${number % hosts}.example/</link>${items.join('')}</channel></rss>`;
  return { etag: `"${newest}"`, text };
}

const asked = new Map<string, number[]>();
const fetchWeb: FetchWeb = async ({ url, headers }) => {
  const { host, pathname } = new URL(url);
  asked.set(host, [...(asked.get(host) ?? []), now().getTime()]);
  const { etag, text } = documentOf(Number(pathname.slice(1, -'.xml'.length)));
  const isSame = headers?.['if-none-match'] === etag;
  const body = new TextEncoder().encode(isSame ? '' : text);
  return { status: isSame ? 304 : 200, finalUrl: url, headers: { etag }, redirects: [], body };
};

type Waiting = { readonly task: FetchFeedTask; readonly at: number };
const queue: Waiting[] = [];
const outcomes: Record<string, number> = {};

const ports: FetchFeedPorts = {
  feeds: feedStore,
  articles: {
    ...dynamoArticleStore(dynamo, tables.articles),
    ...dynamoFeedArticles(dynamo, tables.articles),
  },
  fetch: fetchPolitely({
    ...{
      fetchWeb,
      hosts: dynamoHostStore(dynamo, tables.hosts),
      now,
      spacingMs,
      agent: 'newsloom',
    },
  }),
  now,
  async sendArticleTasks(tasks) {
    outcomes['article tasks'] = (outcomes['article tasks'] ?? 0) + tasks.length;
  },
  async deferFeedTask(tasks, delaySeconds = 0) {
    for (const task of tasks) queue.push({ task, at: now().getTime() + delaySeconds * 1000 });
  },
};

/** As a Lambda function does: takes a task that may be seen, and polls. */
async function work(isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    const at = queue.findIndex((waiting) => waiting.at <= now().getTime());
    const [next] = at < 0 ? [] : queue.splice(at, 1);
    if (next === undefined) await setTimeout(50);
    else {
      const { kind } = await fetchFeed(next.task, ports);
      outcomes[kind] = (outcomes[kind] ?? 0) + 1;
    }
  }
}

async function runRound(name: string): Promise<object> {
  const began = performance.now();
  for (const kind of Object.keys(outcomes)) delete outcomes[kind];
  units = {};
  asked.clear();
  await pollFeeds({
    ...{ listings: [], feeds: feedStore, now },
    sendFeedTasks: async (tasks) => void queue.push(...tasks.map((task) => ({ task, at: 0 }))),
  });
  const scheduled = units;
  units = {};
  const done = () => (outcomes['polled'] ?? 0) + (outcomes['unchanged'] ?? 0);
  await Promise.all(Array.from({ length: workers }, () => work(() => done() >= feeds)));
  unitRows.push(
    ...rowsOf(`${name}: poll-feeds`, scheduled),
    ...rowsOf(`${name}: fetch-feed`, units),
  );
  const gaps = [...asked.values()].flatMap((times) =>
    times.slice(1).map((time, at) => time - (times[at] ?? 0)),
  );
  const smallest = Math.min(...gaps);
  const requests = [...asked.values()].reduce((sum, times) => sum + times.length, 0);
  if (smallest < spacingMs || requests !== feeds) process.exitCode = 1;
  return {
    ...{ round: name, requests, 'smallest gap, ms': smallest, ...outcomes },
    seconds: ((performance.now() - began) / 1000).toFixed(0),
  };
}

const unitRows: object[] = [];
const rowsOf = (step: string, of: Units): object[] =>
  Object.entries(of).map(([table, { reads, writes, indexWrites }]) => ({
    ...{ step, table },
    'reads a poll': (reads / feeds).toFixed(2),
    'writes a poll': (writes / feeds).toFixed(2),
    'of its index': (indexWrites / feeds).toFixed(2),
  }));

for (let at = 0; at < feeds; at++) {
  const url = `https://host${at % hosts}.example/${at}.xml`;
  await feedStore.add(newFeed({ url, tags: [] }, 'cli', now().toISOString()));
}
const rows: object[] = [];
for (const name of rounds) {
  rows.push(await runRound(name));
  ahead += aDay;
  round++;
}
console.log(`${feeds} feeds on ${hosts} hosts, ${workers} workers, spacing ${spacingMs} ms`);
console.table(rows);
console.table(unitRows);
client.destroy();
await service.stop();
