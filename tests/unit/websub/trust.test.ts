import { describe, expect, it } from 'vitest';
import type { FeedEntry } from '../../../shared/model/feed.ts';
import { isTrusted, nextPollWithHub, noteMisses } from '../../../shared/websub/trust.ts';
import { aFeed, aPollingState } from '../../builders/a-feed.ts';
import { aLease, aSubscription } from '../../builders/a-subscription.ts';

const now = '2026-01-06T10:00:00.000Z';
const pushing = aLease({ lastPushAt: '2026-01-06T08:00:00.000Z' });
const entry = (published?: string): FeedEntry => ({
  ...{ authors: [], categories: [], enclosures: [], links: [] },
  ...(published !== undefined && { published }),
});
const old = entry('2026-01-06T09:00:00.000Z');

describe('a hub is trusted', () => {
  it('when it has a lease and has pushed', () => {
    expect(isTrusted(pushing, now)).toBe(true);
  });

  it.each([
    ['it has never pushed', aLease()],
    ['it has not confirmed', aSubscription({ lastPushAt: '2026-01-06T08:00:00.000Z' })],
    ['its lease has lapsed', { ...pushing, leaseUntil: now }],
    [
      'it has missed something since',
      { ...pushing, misses: 1, missedAt: '2026-01-06T09:00:00.000Z' },
    ],
    ['it misses again and again', { ...pushing, misses: 3, missedAt: '2026-01-06T07:00:00.000Z' }],
  ])('but not when %s', (_why, subscription) => {
    expect(isTrusted(subscription, now)).toBe(false);
  });

  it('again when it pushes after a miss', () => {
    const repentant = { ...pushing, misses: 2, missedAt: '2026-01-06T07:00:00.000Z' };
    expect(isTrusted(repentant, now)).toBe(true);
  });
});

describe('a poll that finds news by itself', () => {
  const note = (found: FeedEntry[], pushed = false, subscription = pushing) =>
    noteMisses(subscription, { found, pushed, now });

  it('is held against the hub', () => {
    expect(note([old])).toMatchObject({ misses: 1, missedAt: now });
    expect(note([entry()])).toMatchObject({ misses: 1 });
  });

  it('is not when a push led to it, the news is only just out, or there is none', () => {
    expect(note([old], true)).toBeUndefined();
    expect(note([entry('2026-01-06T09:50:00.000Z')])).toBeUndefined();
    expect(note([])).toBeUndefined();
  });

  it('is not while the poll for a push is still to come', () => {
    const pushed = { ...pushing, pushPollAt: '2026-01-06T09:59:00.000Z' };
    expect(note([old], false, pushed)).toBeUndefined();
  });

  it('is not held against a hub that nobody trusts anyway', () => {
    expect(note([old], false, aLease())).toBeUndefined();
  });
});

describe('the next poll', () => {
  const soon = '2026-01-06T10:20:00.000Z';
  const feed = aFeed({ nextPollAt: soon });
  const next = (subscription = pushing, polled = {}) =>
    nextPollWithHub(feed, subscription, { pushed: false, brought: false, now, ...polled }) ?? '';
  const hoursOn = (instant: string) => (Date.parse(instant) - Date.parse(now)) / 3_600_000;

  it('is 6 to 12 hours away while the hub can be trusted, for each feed at a time of its own', () => {
    const nexts = Array.from({ length: 50 }, (_, n) => {
      const { feedId } = aFeed({ url: `https://news.example/${n}` });
      const polled = { pushed: false, brought: false, now };
      return hoursOn(nextPollWithHub({ ...feed, feedId }, pushing, polled) ?? '');
    });
    expect(Math.min(...nexts)).toBeGreaterThanOrEqual(6);
    expect(Math.max(...nexts)).toBeLessThanOrEqual(12.01);
    expect(new Set(nexts).size).toBe(50);
  });

  it('is that of its rhythm when the hub cannot be trusted, or the feed has none', () => {
    expect(next(aLease())).toBe(soon);
    expect(nextPollWithHub(feed, undefined, { pushed: false, brought: false, now })).toBe(soon);
  });

  it('is that of its rhythm when a push brought nothing: a cache has shown us an old copy', () => {
    expect(next(pushing, { pushed: true })).toBe(soon);
    expect(hoursOn(next(pushing, { pushed: true, brought: true }))).toBeGreaterThan(5);
  });

  it('is never before the publisher wants it', () => {
    const tomorrow = '2026-01-07T10:00:00.000Z';
    const polled = { pushed: false, brought: false, now };
    expect(nextPollWithHub({ ...feed, nextPollAt: tomorrow }, pushing, polled)).toBe(tomorrow);
    const skipHours = [...Array(24).keys()].filter((hour) => hour !== 3);
    const polling = aPollingState({ pace: { skipHours, skipDays: [] } });
    expect(nextPollWithHub({ ...feed, polling }, pushing, polled)).toMatch(/^2026-01-07T03/);
  });

  it('is there in time to renew the lease', () => {
    const short = { ...pushing, confirmedAt: now, leaseUntil: '2026-01-06T16:00:00.000Z' };
    expect(hoursOn(next(short))).toBeLessThanOrEqual(5);
    expect(hoursOn(next(short))).toBeGreaterThanOrEqual(4);
  });

  it('is none for a feed that is gone', () => {
    const { nextPollAt: _never, ...gone } = feed;
    expect(nextPollWithHub(gone, pushing, { pushed: false, brought: false, now })).toBeUndefined();
  });
});
