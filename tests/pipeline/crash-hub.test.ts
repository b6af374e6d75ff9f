import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listenOnLoopback, type Service } from '../../local/services/loopback.ts';
import type { WebWithFeeds } from '../../local/web/web-content.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoSubscriptionStore } from '../../shared/adapters/dynamo/subscription-store.ts';
import { feedIdOf } from '../../shared/url/ids.ts';
import { rssOf } from '../builders/a-feed.ts';
import { aPipeline, type Pipeline } from './a-pipeline.ts';
import { type CrashPoint, everyPoint } from './crash-points.ts';
import { verificationAt } from './hub-calls.ts';
import { type CallPoint, Killer } from './killer.ts';
import { MemoryServices, type StoreCopy } from './memory/memory-services.ts';
import { gatedRoute, interceptCalls } from './outside-calls.ts';

const feedUrl = 'https://news.example/feed.xml';
const feedId = feedIdOf(feedUrl);
const links = `<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="${feedUrl}"/>`;
const start = Date.parse('2030-05-05T10:00:00.000Z');
const minute = 60_000;
/** A hub that has not verified for an hour will not, and is asked again an hour after that was noted. */
const polls = [0, 65 * minute, 130 * minute];

const site: WebWithFeeds = {
  hosts: new Set(['news.example']),
  feeds: [feedUrl],
  lookup(url) {
    if (url.pathname !== '/feed.xml') return undefined;
    const body = new TextEncoder().encode(rssOf([], { channel: links }));
    return { status: 200, headers: { 'content-type': 'application/rss+xml' }, body };
  },
};

/** Secrets of the subscriptions that the hub has verified. */
const verified: string[] = [];
const calls: CallPoint[] = [];
let at = start;
let hub: Service;
let services: MemoryServices;
let pipeline: Pipeline;
let before: StoreCopy;
const killer = new Killer((point) => calls.push(point));
let release = () => {};

/** A hub that verifies while it still holds the request, as it may. */
const startHub = (): Promise<Service> =>
  listenOnLoopback(
    createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const { pathname } = new URL(form.get('hub.callback') ?? '');
      const said = await pipeline.functions.webSub(verificationAt(pathname, feedUrl));
      const isAgreed = typeof said === 'object' && said.body === 'a challenge';
      if (isAgreed) verified.push(form.get('hub.secret') ?? '');
      killer.served();
      response.writeHead(isAgreed ? 202 : 400).end();
    }),
  );

beforeAll(async () => {
  services = new MemoryServices(() => new Date(at));
  release = interceptCalls(services);
  hub = await startHub();
  pipeline = await aPipeline([feedUrl], 'once', {
    ...{ services, routed: gatedRoute },
    env: { WEBSUB_CALLBACK_URL: 'https://callbacks.example' },
    ports: new Map([['hub.example', Number(new URL(hub.endpoint).port)]]),
  });
  pipeline.begin(new Date(at).toISOString(), site);
  await pipeline.functions.pollFeeds();
  before = services.copy();
});
afterAll(async () => {
  await pipeline?.stop();
  await hub?.stop();
  release();
});

function goTo(instant: number): void {
  at = instant;
  pipeline.begin(new Date(at).toISOString());
}

/** One poll of the feed, delivered again as long as whoever does it dies. */
async function poll(instant: number): Promise<void> {
  const body = JSON.stringify({ version: 1, feedId, dueAt: new Date(instant).toISOString() });
  const event = { Records: [{ messageId: 'm', body }] };
  for (let tries = 0; tries < 2; tries++) {
    goTo(instant + tries * 12 * minute);
    let failed = 0;
    const survived = await killer.survives('fetch-feed', async () => {
      const { batchItemFailures } = await pipeline.functions.fetchFeed(event as never);
      failed = batchItemFailures.length;
    });
    if (survived && failed === 0) return;
  }
  throw new Error('the feed cannot be polled');
}

/** Polls in which a worker may die, from nothing on. */
async function pollAll(death: CrashPoint): Promise<void> {
  verified.length = 0;
  services.putBack(before);
  killer.aim(death);
  for (const after of polls) await poll(start + after);
}

const subscription = () =>
  dynamoSubscriptionStore(
    documentClient(services.clients.dynamo),
    services.names.tables.feeds,
  ).find(feedId);

it('subscribes a feed that names a hub, whoever dies at whatever call', async () => {
  services.putBack(before);
  killer.aim();
  await poll(start);
  const points = everyPoint(
    calls.map((call) => ({ ...call, invocation: 0, round: '', stage: '' })),
  );
  // One request for the feed, and one to its hub.
  expect(points.filter(({ call }) => call === 'GET web')).toHaveLength(2);

  const bad: string[] = [];
  for (const point of points) {
    await pollAll(point);
    const { secret, leaseUntil } = (await subscription()) ?? {};
    const isRight = leaseUntil !== undefined && secret === verified.at(-1);
    if (!isRight || !killer.hasKilled || verified.length > 2)
      bad.push(`${point.when} ${point.call} no ${point.nth}: asked ${verified.length} times`);
  }
  expect(bad).toEqual([]);
});
