import { describe, expect, it } from 'vitest';
import type { FeedEntry } from '../../../shared/model/feed.ts';
import type { Instant } from '../../../shared/model/ids.ts';
import { compareEntries } from '../../../shared/polling/seen-entries.ts';
import { aPollingState } from '../../builders/a-feed.ts';

const now: Instant = '2030-05-05T10:00:00.000Z';
const entries = [1, 2, 3, 4, 5].map((day): FeedEntry => {
  const published = `2030-05-0${day}T09:00:00.000Z`;
  const link = `https://herald.example/2030/05/0${day}/story`;
  const lists = { authors: [], categories: [], enclosures: [], links: [] };
  return { title: `Story ${day}`, link, id: link, published, ...lists };
});
const newestFirst = entries.toReversed();
const withdrawn = (before: readonly FeedEntry[], after: readonly FeedEntry[]) =>
  compareEntries(after, compareEntries(before, aPollingState(), now).polling, now).withdrawnSince;

describe('an entry that leaves a feed', () => {
  it('was taken down where elders of it are still listed', () => {
    const after = newestFirst.filter((_, at) => at !== 1);
    expect(withdrawn(newestFirst, after)).toBe(entries[0]?.published);
  });

  it('has only grown old at the end of the list, or at the start of one with the oldest first', () => {
    expect(withdrawn(newestFirst.slice(1), newestFirst.slice(0, 4))).toBeUndefined();
    expect(withdrawn(entries.slice(0, 4), entries.slice(1))).toBeUndefined();
  });
});
