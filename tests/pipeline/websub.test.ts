import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForHubs } from '../../local/hub-listener.ts';
import type { WebWithFeeds } from '../../local/web/web-content.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoFeedStore } from '../../shared/adapters/dynamo/feed-store.ts';
import { dynamoSubscriptionStore } from '../../shared/adapters/dynamo/subscription-store.ts';
import { feedIdOf } from '../../shared/url/ids.ts';
import { rssOf } from '../builders/a-feed.ts';
import { aHub, type Hub } from '../builders/a-hub.ts';
import { aPipeline, type Pipeline } from './a-pipeline.ts';

const feedUrl = 'https://news.example/feed.xml';
const feedId = feedIdOf(feedUrl);
const day = '2030-05-05';
const hours = (from: string, to: string | undefined) =>
  (Date.parse(to ?? '') - Date.parse(from)) / 3_600_000;

let hub: Hub;
let pipeline: Pipeline;
let news: string[];
let listener: { readonly endpoint: string; stop(): Promise<void> };

/** An outlet that publishes every hour and names a hub. */
const site: WebWithFeeds = {
  hosts: new Set(['news.example']),
  feeds: [feedUrl],
  lookup(url) {
    const found = url.pathname === '/feed.xml' ? theFeed() : thePage(url);
    const type = url.pathname === '/feed.xml' ? 'application/rss+xml' : 'text/html';
    return found === undefined
      ? undefined
      : { status: 200, headers: { 'content-type': type }, body: new TextEncoder().encode(found) };
  },
};

/** A title is the hour of publication. */
const theFeed = () =>
  rssOf(news, {
    channel: `<atom:link rel="hub" href="http://hub.example/"/><atom:link rel="self" href="${feedUrl}"/>`,
    pubDate: (title) => new Date(`${day}T${title}:00.000Z`).toUTCString(),
  });

function thePage({ pathname }: URL): string | undefined {
  const title = decodeURIComponent(pathname.slice(1));
  if (!news.includes(title)) return undefined;
  const text = `<p>${`At ${title} the ferry to Oster Island left the harbour with ninety people on board. `.repeat(6)}</p>`;
  return `<html lang="en"><head><title>Ferry of ${title}</title></head><body><article><h1>Ferry of ${title}</h1>${text}${text}</article></body></html>`;
}

const dynamo = () => documentClient(pipeline.services.clients.dynamo);
const theFeedItem = () =>
  dynamoFeedStore(dynamo(), pipeline.services.names.tables.feeds).find(feedId);
const theSubscription = () =>
  dynamoSubscriptionStore(dynamo(), pipeline.services.names.tables.feeds).find(feedId);
const stored = () =>
  pipeline.outcomes.filter(({ step, kind }) => step === 'fetch-article' && kind === 'stored')
    .length;
const polls = () =>
  pipeline.outcomes.filter(({ step, kind }) => step === 'fetch-feed' && kind !== 'skipped').length;

beforeEach(async () => {
  news = ['06:00', '07:00', '08:00', '09:00'].reverse();
  hub = await aHub();
  listener = await listenForHubs((event) => pipeline.functions.webSub(event));
  pipeline = await aPipeline([feedUrl], 'once', {
    env: { WEBSUB_CALLBACK_URL: listener.endpoint },
    ports: new Map([['hub.example', hub.port]]),
  });
});
afterEach(async () => {
  await hub.stop();
  await listener.stop();
  await pipeline.stop();
});

/** Polls at this time, and lets the hub do what it does then. */
async function poll(at: string): Promise<void> {
  await pipeline.run(at, site);
  await hub.settled();
}

/** News come out, and the hub tells of them. */
async function publish(title: string, at: string): Promise<number[]> {
  news = [title, ...news];
  const statuses = await hub.push(feedUrl, theFeed());
  await pipeline.deliver(at);
  return statuses;
}

describe('a feed that names a hub', () => {
  it('is subscribed over TLS, verified, and known by a path that nobody can guess', async () => {
    await poll(`${day}T09:30:00.000Z`);

    expect(hub.asked).toHaveLength(1);
    expect(hub.asked[0]).toMatchObject({
      'hub.mode': 'subscribe',
      'hub.topic': feedUrl,
      'hub.secret': expect.stringMatching(/^[\w-]{43}$/),
    });
    const [callback = ''] = [...hub.subscribers.keys()];
    expect(callback).toMatch(new RegExp(`^${listener.endpoint}/${feedId}/[\\w-]{43}$`));
    expect(await theSubscription()).toMatchObject({
      ...{ hub: 'https://hub.example/', failures: 0 },
      leaseUntil: expect.stringContaining('2030-05-10T09:30'),
    });
  });

  it('is polled as ever until its hub has told of something', async () => {
    await poll(`${day}T09:30:00.000Z`);
    expect(hours(`${day}T09:30:00.000Z`, (await theFeedItem())?.nextPollAt)).toBeLessThan(1);
  });

  it('is polled at once when its hub tells of news, and then rarely', async () => {
    await poll(`${day}T09:30:00.000Z`);
    expect(stored()).toBe(4);

    expect(await publish('09:40', `${day}T09:41:00.000Z`)).toEqual([202]);

    expect(stored()).toBe(5);
    const wait = hours(`${day}T09:41:00.000Z`, (await theFeedItem())?.nextPollAt);
    expect(wait).toBeGreaterThan(5.9);
    expect(wait).toBeLessThan(12.1);
    await poll(`${day}T12:00:00.000Z`);
    expect(polls()).toBe(2);
  });

  it('is not polled for a push that somebody else signed, nor for one of an old hand', async () => {
    await poll(`${day}T09:30:00.000Z`);
    const before = polls();
    const [callback = ''] = [...hub.subscribers.keys()];

    expect(await hub.push(feedUrl, theFeed(), { secret: 'guessed' })).toEqual([202]);
    const unsigned = await fetch(callback, { method: 'POST', body: theFeed() });
    const elsewhere = await fetch(`${callback.slice(0, -3)}xxx`, { method: 'POST', body: 'x' });
    await pipeline.deliver(`${day}T09:41:00.000Z`);

    expect([unsigned.status, elsewhere.status]).toEqual([202, 410]);
    expect(polls()).toBe(before);
  });

  it('is renewed at the same callback before its lease ends', async () => {
    await poll(`${day}T09:30:00.000Z`);
    await publish('09:40', `${day}T09:41:00.000Z`);
    for (let hour = 0; hour < 5 * 24; hour += 4)
      await poll(new Date(Date.parse(`${day}T12:00:00.000Z`) + hour * 3_600_000).toISOString());

    expect(hub.asked.map((form) => form['hub.mode'])).toEqual(['subscribe', 'subscribe']);
    expect(hub.asked[1]?.['hub.callback']).toBe(hub.asked[0]?.['hub.callback']);
    expect((await theSubscription())?.leaseUntil?.slice(0, 10)).toMatch(/^2030-05-1[34]$/);
  });

  it('is polled by its own rhythm again when its hub has kept news to itself', async () => {
    await poll(`${day}T09:30:00.000Z`);
    await publish('09:40', `${day}T09:41:00.000Z`);
    news = ['10:30', ...news];
    const { nextPollAt = '' } = (await theFeedItem()) ?? {};
    await poll(nextPollAt);

    expect(stored()).toBe(6);
    expect(await theSubscription()).toMatchObject({ misses: 1 });
    const wait = hours(nextPollAt, (await theFeedItem())?.nextPollAt);
    expect(wait).toBeLessThan(5);
  });

  it.each([
    ['denies', 'deny', 'denied by the hub: not on our list'],
    ['refuses', 'refuse', 'status 403: not for you'],
  ] as const)('is left to its own rhythm when its hub %s it', async (_does, manner, problem) => {
    hub.behave(manner);
    await poll(`${day}T09:30:00.000Z`);
    await poll(`${day}T10:25:00.000Z`);

    expect(hub.asked).toHaveLength(1);
    expect(await theSubscription()).toMatchObject({ failures: 1, problem });
    expect(await theSubscription()).not.toHaveProperty('leaseUntil');
    expect(hours(`${day}T10:25:00.000Z`, (await theFeedItem())?.nextPollAt)).toBeLessThan(1.5);
  });

  it('is left to its own rhythm when its hub has died, which is asked less and less', async () => {
    await hub.stop();
    for (let hour = 10; hour < 24; hour++) await poll(`${day}T${hour}:00:00.000Z`);

    expect(await theSubscription()).toMatchObject({
      failures: 3,
      problem: expect.stringContaining('broke off the connection'),
    });
    expect((await theFeedItem())?.polling.failures).toBe(0);
    hub = await aHub();
  });

  it('refuses a lease that would have to be renewed at every poll', async () => {
    hub.behave('agree', 60);
    await poll(`${day}T09:30:00.000Z`);

    expect(hub.subscribers.size).toBe(0);
    expect(await theSubscription()).not.toHaveProperty('leaseUntil');
  });
});
