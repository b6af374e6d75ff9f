import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedId, Instant } from '../../../shared/model/ids.ts';
import { rememberSchedule } from '../../../shared/pipeline/polling/remember-schedule.ts';
import type { FeedStore, ScheduledFeed } from '../../../shared/ports/feeds.ts';
import { feedIdOf } from '../../../shared/url/ids.ts';
import { aFeed } from '../../builders/a-feed.ts';
import { memoryFeedStore } from '../../builders/memory-feeds.ts';

const start = Date.parse('2026-01-05T10:00:00.000Z');
const instantAt = (minute: number): Instant => new Date(start + minute * 60_000).toISOString();
const urlOf = (feed: number) => `https://news.example/${feed}`;

/** A store whose schedule is followed twice, by one who remembers it and by one who does not. */
function aSchedule() {
  const feeds = memoryFeedStore();
  let read = 0;
  const counting: Pick<FeedStore, 'findScheduled'> = {
    async *findScheduled(...asked) {
      for await (const feed of feeds.findScheduled(...asked)) {
        read++;
        yield feed;
      }
    },
  };
  const byId = async (of: AsyncIterable<ScheduledFeed>) => {
    const found = new Map<FeedId, Instant>();
    for await (const { feedId, nextPollAt } of of) found.set(feedId, nextPollAt);
    return found;
  };
  const remembering = rememberSchedule(counting);
  return {
    feeds,
    read: () => read,
    remembered: (minute: number) => byId(remembering.findScheduled(0, instantAt(minute))),
    stored: (minute: number) => byId(feeds.findScheduled(0, instantAt(minute))),
  };
}
type Schedule = ReturnType<typeof aSchedule>;

type Change = {
  readonly feed: number;
  readonly what: 'moved' | 'paused' | 'resumed';
  readonly by: number;
};

async function make({ feed, what, by }: Change, minute: number, { feeds }: Schedule) {
  const [url, feedId] = [urlOf(feed), feedIdOf(urlOf(feed))];
  const now = instantAt(minute);
  if (await feeds.find(feedId).then((found) => found === undefined))
    await feeds.add(aFeed({ url, nextPollAt: now }));
  else if (what === 'paused') await feeds.pause(feedId, 'operator');
  else if (what === 'resumed') await feeds.resume(feedId, now);
  else {
    const { nextPollAt: dueAt } = (await feeds.find(feedId)) ?? {};
    if (dueAt !== undefined) await feeds.lease({ feedId, dueAt }, instantAt(minute + by));
  }
}

const changes = fc.array(
  fc.array(
    fc.record({
      feed: fc.nat(7),
      what: fc.constantFrom<Change['what']>('moved', 'moved', 'paused', 'resumed'),
      by: fc.integer({ min: 1, max: 40 }),
    }),
    { maxLength: 2 },
  ),
  { minLength: 20, maxLength: 60 },
);

describe('a schedule that is remembered', () => {
  it('misses no feed that is due, and has no other but those that begin later or are paused', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (minutes) => {
        const schedule = aSchedule();
        for (const [minute, made] of minutes.entries()) {
          for (const change of made) await make(change, minute, schedule);
          const [remembered, stored] = [
            await schedule.remembered(minute),
            await schedule.stored(minute),
          ];
          expect(Object.fromEntries(remembered)).toMatchObject(Object.fromEntries(stored));
          for (const feedId of remembered.keys()) {
            if (stored.has(feedId)) continue;
            const { nextPollAt = 'never' } = schedule.feeds.feeds.get(feedId) ?? {};
            expect(nextPollAt > instantAt(minute)).toBe(true);
          }
        }
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('is read whole four times an hour, and what begins in each minute between', async () => {
    const schedule = aSchedule();
    for (let feed = 0; feed < 50; feed++)
      await schedule.feeds.add(aFeed({ url: urlOf(feed), nextPollAt: instantAt(-60) }));
    for (let minute = 0; minute < 60; minute++)
      expect((await schedule.remembered(minute)).size).toBe(50);
    expect(schedule.read()).toBe(4 * 50);
  });

  it('is read whole where the clock was set back', async () => {
    const schedule = aSchedule();
    await schedule.remembered(60);
    await schedule.feeds.add(aFeed({ url: urlOf(1), nextPollAt: instantAt(10) }));
    expect((await schedule.remembered(20)).size).toBe(1);
  });

  it('has a feed that the index showed late', async () => {
    const schedule = aSchedule();
    await schedule.remembered(5);
    await schedule.remembered(6);
    await schedule.feeds.add(aFeed({ url: urlOf(1), nextPollAt: instantAt(4) }));
    expect((await schedule.remembered(7)).size).toBe(1);
  });

  it('is not what was read of it before the store failed', async () => {
    const feeds = memoryFeedStore();
    await feeds.add(aFeed({ url: urlOf(1), nextPollAt: instantAt(0) }));
    let isDown = true;
    const remembering = rememberSchedule({
      async *findScheduled(...asked) {
        yield* feeds.findScheduled(...asked);
        if (isDown) throw new Error('the store is down');
      },
    });
    const found = async () => {
      let count = 0;
      for await (const _ of remembering.findScheduled(0, instantAt(5))) count++;
      return count;
    };
    await expect(found()).rejects.toThrow('the store is down');
    isDown = false;
    expect(await found()).toBe(1);
  });
});
