import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../shared/model/feed.ts';
import type { Subscription } from '../../../shared/model/subscription.ts';
import { keepSubscription, leaveHub } from '../../../shared/pipeline/polling/keep-subscription.ts';
import type { Poll } from '../../../shared/pipeline/polling/poll-feed.ts';
import type { HubAnswer, HubForm } from '../../../shared/ports/subscriptions.ts';
import { aFeed, aPollingState } from '../../builders/a-feed.ts';
import { aLease, aSubscription, memorySubscriptionStore } from '../../builders/a-subscription.ts';

const hub = 'https://hub.example/';
const topic = 'https://news.example/feed.xml';
const soon = '2026-01-06T10:20:00.000Z';
const withHub = aFeed({ nextPollAt: soon, polling: aPollingState({ hub, topic }) });
const { hub: _hub, topic: _topic, ...without } = withHub.polling;
const withoutHub: Feed = { ...withHub, polling: without };
const unchanged = (feed: Feed): Poll & { kind: 'unchanged' } => ({
  ...{ kind: 'unchanged', feed },
  response: { status: 304, finalUrl: feed.url, headers: {}, body: new Uint8Array(), redirects: [] },
});

/** Hubs that answer like this, at a time that can be set. */
function someHubs(stored?: Subscription, answer: HubAnswer = { kind: 'accepted' }) {
  const subscriptions = memorySubscriptionStore(...(stored ? [stored] : []));
  const asked: { readonly hub: string; readonly form: HubForm }[] = [];
  let count = 0;
  const world = (at: string) => ({
    now: () => new Date(at),
    hubs: {
      ...{ subscriptions, callbackBase: 'https://us.example/' },
      randomToken: () => `random-${++count}`,
      async askHub(to: string, form: HubForm) {
        asked.push({ hub: to, form });
        return answer;
      },
    },
  });
  return {
    asked,
    stored: () => subscriptions.items.get(withHub.feedId),
    poll: (after: Feed, at = '2026-01-06T10:00:00.000Z', before = withHub, pushed = false) =>
      keepSubscription({ feed: before, poll: unchanged(after), pushed }, world(at)),
    leave: (feed: Feed, at = '2026-01-06T10:00:00.000Z') => leaveHub(feed, world(at)),
  };
}

describe('after a poll', () => {
  it('a hub is asked, by a form that holds all it needs', async () => {
    const hubs = someHubs();
    expect(await hubs.poll(withHub)).toEqual(withHub);
    expect(hubs.asked).toEqual([
      {
        hub,
        form: {
          'hub.callback': `https://us.example/${withHub.feedId}/random-1`,
          'hub.mode': 'subscribe',
          'hub.topic': topic,
          'hub.lease_seconds': '864000',
          'hub.secret': 'random-2',
        },
      },
    ]);
    expect(hubs.stored()).toMatchObject({
      ...{ token: 'random-1', secret: 'random-2', version: 1 },
      asked: { mode: 'subscribe', at: '2026-01-06T10:00:00.000Z' },
    });
  });

  it('no hub is asked where WebSub is off, or none is named, or the poll failed', async () => {
    const hubs = someHubs();
    await hubs.poll(withoutHub, undefined, withoutHub);
    const poll = { kind: 'failed', problem: 'x', feed: withHub } as const;
    const now = () => new Date();
    expect(await keepSubscription({ feed: withHub, poll, pushed: false }, { now })).toBe(withHub);
    expect(hubs.asked).toEqual([]);
  });

  it('a hub that is busy has been asked for nothing', async () => {
    const hubs = someHubs(undefined, { kind: 'busy' });
    await hubs.poll(withHub);
    expect(hubs.stored()).not.toHaveProperty('asked');
    expect(hubs.stored()).toMatchObject({ failures: 0, version: 2 });
    await hubs.poll(withHub, '2026-01-06T10:20:00.000Z');
    expect(hubs.asked).toHaveLength(2);
  });

  it('a hub that refuses is left alone for a while', async () => {
    const hubs = someHubs(undefined, { kind: 'refused', problem: 'status 403' });
    await hubs.poll(withHub);
    await hubs.poll(withHub, '2026-01-06T10:20:00.000Z');
    expect(hubs.asked).toHaveLength(1);
    expect(hubs.stored()).toMatchObject({ failures: 1, problem: 'status 403' });
    await hubs.poll(withHub, '2026-01-06T11:00:00.000Z');
    expect(hubs.asked).toHaveLength(2);
    expect(hubs.stored()?.token).toBe('random-1');
  });

  it('a renewal that finds the hub busy leaves the lease as it is', async () => {
    const hubs = someHubs(aLease(), { kind: 'busy' });
    await hubs.poll(withHub, '2026-01-10T00:00:00.000Z');
    expect(hubs.stored()).toEqual({ ...aLease(), version: 3 });
  });

  it('a hub that the feed names no longer is left', async () => {
    const hubs = someHubs(aLease());
    await hubs.poll(withoutHub);
    expect(hubs.asked).toMatchObject([
      { hub, form: { 'hub.mode': 'unsubscribe', 'hub.topic': topic } },
    ]);
    expect(hubs.asked[0]?.form).not.toHaveProperty('hub.secret');
  });

  it('a feed whose hub does its work is polled rarely', async () => {
    const pushing = aLease({ lastPushAt: '2026-01-06T08:00:00.000Z' });
    const { nextPollAt = '' } = await someHubs(pushing).poll(withHub);
    expect(nextPollAt >= '2026-01-06T16:00:00.000Z').toBe(true);
    const { nextPollAt: own } = await someHubs(aLease()).poll(withHub);
    expect(own).toBe(soon);
  });

  it('a worker beside us that was first is no failure', async () => {
    const hubs = someHubs(aSubscription({ version: 5 }));
    await Promise.all([
      hubs.poll(withHub, '2026-01-06T11:30:00.000Z'),
      hubs.poll(withHub, '2026-01-06T11:30:00.000Z'),
    ]);
    expect(hubs.stored()).toMatchObject({ failures: 1, version: 6 });
  });
});

describe('a feed that is no longer polled', () => {
  it.each(['paused', 'gone'] as const)('is unsubscribed: %s', async (status) => {
    const hubs = someHubs(aLease());
    await hubs.leave({ ...withHub, status });
    expect(hubs.asked).toMatchObject([{ form: { 'hub.mode': 'unsubscribe' } }]);
    expect(hubs.stored()).toMatchObject({ asked: { mode: 'unsubscribe' } });
    await hubs.leave({ ...withHub, status }, '2026-01-06T10:10:00.000Z');
    expect(hubs.asked).toHaveLength(1);
  });

  it('has nothing to leave without a subscription', async () => {
    const hubs = someHubs();
    await hubs.leave({ ...withHub, status: 'paused' });
    expect(hubs.asked).toEqual([]);
  });
});
