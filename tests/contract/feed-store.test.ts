import { describe, expect, it } from 'vitest';
import { dynamoFeedStore } from '../../shared/adapters/dynamo/feed-store.ts';
import { ConcurrentWriteError } from '../../shared/errors.ts';
import type { Feed } from '../../shared/model/feed.ts';
import { dueShards } from '../../shared/tables.ts';
import { feedIdOf } from '../../shared/url/ids.ts';
import { aFeed, aPollingState } from '../builders/a-feed.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const store = () => dynamoFeedStore(services.dynamo, services.names.tables.feeds);

let last = 0;
/** A feed that no other test of this file has. */
const another = (overrides: Partial<Feed> = {}) => {
  const url = `https://news.example/rss/${++last}`;
  return aFeed({ url, feedId: feedIdOf(url), ...overrides });
};
const collect = async <T>(items: AsyncIterable<T>) => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};
const due = async (now: string) =>
  (
    await Promise.all(
      Array.from({ length: dueShards }, (_, shard) => collect(store().findScheduled(shard, now))),
    )
  ).flat();

describe('feeds in DynamoDB', () => {
  it('come back as they were added', async () => {
    const feed = another({
      ...{ name: 'A feed', tags: ['world'], language: 'ar' },
      polling: aPollingState({
        ...{ etag: 'W/"x"', lastPolledAt: '2026-01-05T10:00:00.000Z', seen: { a: '1', é: '2' } },
        ...{
          redirect: { url: 'https://new.example/', seen: 2, since: '2026-01-04T10:00:00.000Z' },
          recent: ['2026-01-05T09:00:00.000Z'],
        },
      }),
    });

    expect(await store().add(feed)).toBe('added');
    expect(await store().find(feed.feedId)).toMatchObject(feed);
  });

  it('say what their line in the list says, and no more when it says no more', async () => {
    const feed = another();
    await store().add(feed);
    const said = {
      name: 'A feed',
      tags: ['sea'],
      language: 'fr',
      obeyRobots: false,
      everyMinutes: 30,
    };
    await store().setListing(feed.feedId, said);
    expect(await store().find(feed.feedId)).toMatchObject(said);

    await store().setListing(feed.feedId, { tags: [] });
    expect(await store().find(feed.feedId)).toEqual(feed);
  });

  it('are added once; a second time changes nothing', async () => {
    const feed = another();
    await store().add(feed);

    expect(await store().add({ ...feed, name: 'Another' })).toBe('known');
    expect(await store().find(feed.feedId)).toEqual(feed);
  });

  it('are due from their instant on, unless they are paused', async () => {
    const feed = another({ nextPollAt: '2020-01-01T00:00:00.000Z' });
    await store().add(feed);
    const { feedId, nextPollAt, pollEveryMinutes } = feed;
    const entry = { feedId, nextPollAt, pollEveryMinutes };

    expect(await due('2019-12-31T23:59:59.999Z')).not.toContainEqual(entry);
    expect(await due('2020-01-01T00:00:00.000Z')).toContainEqual(entry);
    await store().pause(feed.feedId, 'operator');
    expect(await due('2020-01-01T00:00:00.000Z')).not.toContainEqual(entry);
    await store().resume(feed.feedId, '2020-01-01T00:00:00.000Z');
    const again = { feedId, nextPollAt };
    expect(await due('2020-01-01T00:00:00.000Z')).toContainEqual(again);
  });

  it('can be leased by the first who saw them due', async () => {
    const feed = another({ nextPollAt: '2020-01-01T00:00:00.000Z' });
    const entry = { feedId: feed.feedId, dueAt: '2020-01-01T00:00:00.000Z' };
    await store().add(feed);

    await store().lease(entry, '2020-01-01T00:15:00.000Z');
    await store().lease(entry, '2020-01-01T00:30:00.000Z');

    expect(await store().find(feed.feedId)).toMatchObject({
      nextPollAt: '2020-01-01T00:15:00.000Z',
    });
  });

  it('are not woken by a lease when they were paused meanwhile', async () => {
    const feed = another({ nextPollAt: '2020-01-01T00:00:00.000Z' });
    await store().add(feed);
    await store().pause(feed.feedId, 'operator');

    await store().lease(
      { feedId: feed.feedId, dueAt: '2020-01-01T00:00:00.000Z' },
      '2020-01-01T00:15:00.000Z',
    );

    expect(await store().find(feed.feedId)).not.toHaveProperty('nextPollAt');
  });

  it('take the poll of the worker that saved first', async () => {
    const feed = another();
    await store().add(feed);
    const polled = {
      ...feed,
      polling: aPollingState({ lastPolledAt: '2026-01-05T11:00:00.000Z' }),
    };

    await store().savePolling(polled, undefined);

    await expect(store().savePolling(polled, undefined)).rejects.toThrow(ConcurrentWriteError);
    await expect(store().savePolling(polled, '2026-01-05T09:00:00.000Z')).rejects.toThrow(
      ConcurrentWriteError,
    );
    await store().savePolling(polled, '2026-01-05T11:00:00.000Z');
    expect(await store().find(feed.feedId)).toEqual(polled);
  });

  it('remember what the poll that came second has seen, and nothing else of it', async () => {
    const feed = another();
    await store().add(feed);
    const pollAt = (minute: number, seen: Record<string, string>) => ({
      ...feed,
      polling: aPollingState({
        lastPolledAt: `2026-01-05T11:0${minute}:00.000Z`,
        seen,
        polls: minute,
      }),
    });
    await store().savePolling(pollAt(1, { a: '1', b: '1' }), undefined);

    for (const [minute, seen] of [
      [2, { b: '2', c: '1' }],
      [3, { d: '1' }],
      [4, { a: '2' }],
    ] as const)
      await expect(store().savePolling(pollAt(minute, seen), undefined)).rejects.toThrow(
        ConcurrentWriteError,
      );

    const { polling } = (await store().find(feed.feedId)) ?? feed;
    expect(polling.seen).toEqual({ a: '1', b: '1', c: '1', d: '1' });
    expect(polling).toMatchObject({ polls: 1, lastPolledAt: '2026-01-05T11:03:00.000Z' });
  });

  it('lose to the poll before them in the same millisecond, and to those who saw what that has left', async () => {
    const feed = another();
    await store().add(feed);
    const lastPolledAt = '2026-01-05T11:00:00.000Z';
    const pollOf = (seen: Record<string, string>) => ({
      ...feed,
      polling: aPollingState({ lastPolledAt, seen }),
    });
    await store().savePolling(pollOf({ a: '1' }), undefined);
    await expect(store().savePolling(pollOf({ b: '1' }), undefined)).rejects.toThrow(
      ConcurrentWriteError,
    );
    // It has read the feed between those two, and knows nothing of `b`.
    await expect(store().savePolling(pollOf({ a: '1', c: '1' }), lastPolledAt)).rejects.toThrow(
      ConcurrentWriteError,
    );
    const found = await store().find(feed.feedId);
    expect(found?.polling.seen).toEqual({ a: '1', b: '1', c: '1' });
  });

  it('stay paused when they are paused during a poll, which is remembered', async () => {
    const feed = another({ nextPollAt: '2020-01-01T00:00:00.000Z' });
    await store().add(feed);
    await store().pause(feed.feedId, 'operator');
    const polling = aPollingState({ lastPolledAt: '2026-01-05T11:00:00.000Z', seen: { a: '1' } });

    await store().savePolling({ ...feed, polling }, undefined);

    const paused = await store().find(feed.feedId);
    expect(paused).toMatchObject({ status: 'paused', pausedBy: 'operator', polling });
    expect(paused).not.toHaveProperty('nextPollAt');
    expect(paused).not.toHaveProperty('pollEveryMinutes');
  });

  it('leave the due index when a poll finds them gone', async () => {
    const feed = another({ nextPollAt: '2020-01-01T00:00:00.000Z' });
    await store().add(feed);
    const { nextPollAt: _next, ...gone } = feed;

    await store().savePolling({ ...gone, status: 'gone' }, undefined);

    expect(await store().find(feed.feedId)).toMatchObject({ status: 'gone' });
    expect((await due('2030-01-01T00:00:00.000Z')).map(({ feedId }) => feedId)).not.toContain(
      feed.feedId,
    );
  });

  it('remember thousands of entries within the limit of an item', async () => {
    const seen = Object.fromEntries(
      Array.from({ length: 2000 }, (_, at) => [`https://news.example/article/${at}`, `${at}`]),
    );
    const feed = another({ polling: aPollingState({ seen }) });
    await store().add(feed);

    expect((await store().find(feed.feedId))?.polling.seen).toEqual(seen);
  });

  it('that were sent are kept by shard, and until when it was looked through', async () => {
    const { feedId } = another();
    const sent = [{ feedId, dueAt: '2026-01-05T10:00:00.000Z' }];
    const until = '2026-01-05T10:01:00.000Z';
    expect(await store().findLook(3)).toEqual({ sent: [] });
    await store().saveLook(3, { until, sent });

    expect(await store().findLook(3)).toEqual({ until, sent });
    expect(await store().findLook(4)).toEqual({ sent: [] });
    await store().saveLook(4, { sent });
    expect(await store().findLook(4)).toEqual({ sent });
  });

  it('are listed in order of URL, paused ones too', async () => {
    const urls = ['https://b.example/', 'https://a.example/', 'https://c.example/'];
    for (const url of urls) await store().add(another({ url, feedId: feedIdOf(url) }));
    await store().pause(feedIdOf('https://a.example/'), 'operator');

    const listed = (await collect(store().list())).map(({ url }) => url);

    expect(listed.filter((url) => urls.includes(url))).toEqual(urls.toSorted());
  });

  it('are listed without the memory of the applied list', async () => {
    const feedIds = Array.from({ length: 20_000 }, (_, at) => feedIdOf(`https://${at}.example/`));

    await store().saveAppliedList({ hash: 'h', feedIds });

    expect(await store().findAppliedList()).toEqual({ hash: 'h', feedIds });
    for await (const { url } of store().list()) expect(url).toMatch(/^https:/);
  });
});
