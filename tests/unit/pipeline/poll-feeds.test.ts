import { describe, expect, it } from 'vitest';
import type { FetchFeedTask } from '../../../shared/messages.ts';
import type { FeedListing } from '../../../shared/model/feed.ts';
import { newFeed } from '../../../shared/pipeline/polling/apply-feed-list.ts';
import { pollFeeds } from '../../../shared/pipeline/polling/poll-feeds.ts';
import { feedIdOf } from '../../../shared/url/ids.ts';
import { memoryFeedStore } from '../../builders/memory-feeds.ts';

const a = 'https://a.example/rss';
const b = 'https://b.example/rss';
const listing = (url: string): FeedListing => ({ url, tags: [] });

/** The step with a store of its own, a list that can be changed and a clock that can be set. */
function aPoller(...urls: string[]) {
  const feeds = memoryFeedStore();
  const sent: FetchFeedTask[] = [];
  let now = new Date('2026-01-05T10:00:00.000Z');
  let listings = urls.map(listing);
  return {
    ...{ feeds, sent },
    poll: (overrides = {}) =>
      pollFeeds({
        ...{ feeds, listings, now: () => now },
        sendFeedTasks: async (tasks) => void sent.push(...tasks),
        ...overrides,
      }),
    list(...next: string[]) {
      listings = next.map(listing);
    },
    at(instant: string) {
      now = new Date(instant);
    },
    status: (url: string) => feeds.feeds.get(feedIdOf(url))?.status,
  };
}

describe('polling what is due', () => {
  it('sends a task for each new feed, with the instant that it was due', async () => {
    const poller = aPoller(a, b);

    expect(await poller.poll()).toEqual({
      kind: 'polled',
      sent: 2,
      list: { added: 2, resumed: 0, paused: 0 },
    });
    expect(poller.sent).toContainEqual({
      version: 1,
      feedId: feedIdOf(a),
      dueAt: '2026-01-05T10:00:00.000Z',
    });
  });

  it('sends no second task for the same instant', async () => {
    const poller = aPoller(a);
    await poller.poll();
    expect(await poller.poll()).toEqual({ kind: 'polled', sent: 0 });
    poller.at('2026-01-05T10:59:00.000Z');

    expect(await poller.poll()).toEqual({ kind: 'polled', sent: 0 });
  });

  it('counts on from what is stored: a poll that found nothing new has written nothing', async () => {
    const poller = aPoller(a);
    for (const at of ['10:00', '10:30', '11:00', '11:01', '12:00', '12:30']) {
      poller.at(`2026-01-05T${at}:00.000Z`);
      await poller.poll();
    }

    expect(poller.sent.map(({ dueAt }) => dueAt.slice(11, 16))).toEqual([
      '10:00',
      '11:00',
      '12:00',
    ]);
    expect(poller.feeds.feeds.get(feedIdOf(a))?.nextPollAt).toBe('2026-01-05T10:00:00.000Z');
  });

  it('catches up once on what came due while it did not run', async () => {
    const poller = aPoller(a, b);
    await poller.poll();
    poller.at('2026-01-05T14:20:00.000Z');
    poller.sent.length = 0;

    expect(await poller.poll()).toMatchObject({ sent: 2 });
    expect(poller.sent.map(({ dueAt }) => dueAt.slice(11, 16))).toEqual(['14:00', '14:00']);
  });

  it('sees what the index, or a clock, showed it late', async () => {
    const poller = aPoller(a);
    await poller.poll();
    poller.at('2026-01-05T10:05:00.000Z');
    // A look that finds nothing is not written down, and this one is to be.
    await poller.feeds.add(newFeed(listing(b), 'cli', '2026-01-05T10:05:00.000Z'));
    expect(await poller.poll()).toMatchObject({ sent: 1 });
    await poller.feeds.pause(feedIdOf(a), 'operator');
    await poller.feeds.resume(feedIdOf(a), '2026-01-05T10:04:00.000Z');
    poller.at('2026-01-05T10:06:00.000Z');

    expect(await poller.poll()).toMatchObject({ sent: 1 });
    expect(await poller.poll()).toMatchObject({ sent: 0 });
  });

  it('goes on at once where a clock that was a day ahead has looked before', async () => {
    const poller = aPoller(a);
    await poller.poll();
    poller.at('2026-01-06T10:30:00.000Z');
    await poller.poll();
    poller.sent.length = 0;

    poller.at('2026-01-05T11:00:00.000Z');
    expect(await poller.poll()).toEqual({ kind: 'polled', sent: 1 });
    expect(poller.sent).toMatchObject([{ dueAt: '2026-01-05T11:00:00.000Z' }]);
    poller.at('2026-01-05T11:01:00.000Z');
    expect(await poller.poll()).toEqual({ kind: 'polled', sent: 0 });
    poller.at('2026-01-05T12:00:30.000Z');
    expect(await poller.poll()).toEqual({ kind: 'polled', sent: 1 });
  });

  it('sends five thousand of a shard in one run at most, and the others in the next', async () => {
    const urls = Array.from({ length: 5100 }, (_, at) => `https://news.example/${at}`);
    const poller = aPoller(...urls);

    expect(await poller.poll()).toMatchObject({ sent: 5000 });
    poller.at('2026-01-05T10:01:00.000Z');
    expect(await poller.poll()).toMatchObject({ sent: 100 });
    expect(await poller.poll()).toMatchObject({ sent: 0 });
  });

  it('remembers what was sent when a later batch cannot be', async () => {
    const urls = Array.from({ length: 150 }, (_, at) => `https://news.example/${at}`);
    const poller = aPoller(...urls);
    let calls = 0;
    const sendFeedTasks = async () => {
      if (++calls > 1) throw new Error('the queue is down');
    };

    await expect(poller.poll({ sendFeedTasks })).rejects.toThrow('the queue is down');
    expect(await poller.poll()).toMatchObject({ sent: 50 });
  });

  it('loses none of many that are long overdue when it dies among them, and begins with the longest', async () => {
    const poller = aPoller(a);
    await poller.poll();
    for (let n = 0; n < 150; n++) {
      const at = new Date(Date.UTC(2026, 0, 5, 10, 1, 149 - n)).toISOString();
      await poller.feeds.add(newFeed(listing(`https://news.example/${n}`), 'cli', at));
    }
    poller.at('2026-01-05T10:45:00.000Z');
    const sent: FetchFeedTask[] = [];
    const sendFeedTasks = async (tasks: readonly FetchFeedTask[]) => {
      if (sent.length > 0) throw new Error('the queue is down');
      sent.push(...tasks);
    };
    await expect(poller.poll({ sendFeedTasks })).rejects.toThrow('the queue is down');
    poller.at('2026-01-05T10:46:00.000Z');
    poller.sent.length = 0;
    expect(await poller.poll()).toMatchObject({ sent: 50 });

    const due = [...sent, ...poller.sent].map(({ dueAt }) => dueAt);
    expect(due).toEqual(due.toSorted());
    expect(new Set(due).size).toBe(150);
  });

  it('remembers no feed whose task could not be sent', async () => {
    const poller = aPoller(a);
    const sendFeedTasks = async () => {
      throw new Error('the queue is down');
    };

    await expect(poller.poll({ sendFeedTasks })).rejects.toThrow('the queue is down');
    expect(await poller.poll()).toMatchObject({ sent: 1 });
  });
});

describe('the list of the operator', () => {
  it('pauses a feed whose line is gone, and resumes it when the line is back', async () => {
    const poller = aPoller(a, b);
    await poller.poll();

    poller.list(b);
    expect(await poller.poll()).toMatchObject({ list: { added: 0, resumed: 0, paused: 1 } });
    expect([poller.status(a), poller.status(b)]).toEqual(['paused', 'active']);

    poller.list(a, b);
    expect(await poller.poll()).toMatchObject({ list: { added: 0, resumed: 1, paused: 0 } });
    expect(poller.status(a)).toBe('active');
  });

  it('sends a last task for a feed that it pauses, so that its hub is told', async () => {
    const poller = aPoller(a, b);
    await poller.poll();
    poller.at('2026-01-05T10:05:00.000Z');
    poller.list(b);
    poller.sent.length = 0;
    await poller.poll();
    await poller.poll();

    expect(poller.sent).toEqual([
      { version: 1, feedId: feedIdOf(a), dueAt: '2026-01-05T10:05:00.000Z' },
    ]);
  });

  it('is applied once', async () => {
    const poller = aPoller(a);
    await poller.poll();
    await poller.feeds.pause(feedIdOf(a), 'operator');

    expect(await poller.poll()).not.toHaveProperty('list');
    expect(poller.status(a)).toBe('paused');
  });

  it('leaves a feed paused that a person paused, whatever else changes', async () => {
    const poller = aPoller(a);
    await poller.poll();
    await poller.feeds.pause(feedIdOf(a), 'operator');

    poller.list(a, b);

    expect(await poller.poll()).toMatchObject({ list: { added: 1, resumed: 0, paused: 0 } });
    expect(poller.status(a)).toBe('paused');
  });

  it('is applied whole when a first try died half-way', async () => {
    const poller = aPoller(a, b);
    const dies = async () => {
      throw new Error('killed');
    };
    const half = { ...poller.feeds, saveAppliedList: dies };
    await expect(poller.poll({ feeds: half })).rejects.toThrow('killed');

    await poller.poll();

    expect([poller.status(a), poller.status(b)]).toEqual(['active', 'active']);
    expect(poller.sent).toHaveLength(2);
  });

  it('has no say in feeds that the command line added', async () => {
    const poller = aPoller(a);
    await poller.feeds.add(newFeed(listing(b), 'cli', '2026-01-05T09:00:00.000Z'));
    await poller.poll();

    poller.list();
    await poller.poll();

    expect([poller.status(a), poller.status(b)]).toEqual(['paused', 'active']);
  });
});
