import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemBytes } from '../../../../bench/cost/dynamo-units.ts';
import { feedItem, feedOf, itemOf } from '../../../../shared/adapters/dynamo/feed-item.ts';
import {
  type FeedMemory,
  packMemory,
  unpackMemory,
} from '../../../../shared/adapters/dynamo/pack-memory.ts';
import { entryFingerprint, entryKeys } from '../../../../shared/feed/entry-identity.ts';
import type { FeedEntry } from '../../../../shared/model/feed.ts';
import type { Instant } from '../../../../shared/model/ids.ts';
import { keptPollDays } from '../../../../shared/polling/poll-days.ts';
import { compareEntries } from '../../../../shared/polling/seen-entries.ts';
import { aFeed, aPollingState } from '../../../builders/a-feed.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9_-]{${length}}$`));
const second = fc.integer({ min: 1, max: 4_102_444_800 });
const instants = second.map((at) => new Date(at * 1000).toISOString());
const days = fc.uniqueArray(
  fc.record({
    day: fc
      .integer({ min: 1, max: 14 })
      .map((day) => new Date(Date.UTC(2026, 1, day)).toISOString().slice(0, 10)),
    polls: fc.integer({ min: 1, max: 1440 }),
    quiet: fc.nat(1440),
    failed: fc.nat(1440),
  }),
  { maxLength: keptPollDays, selector: ({ day }) => day },
);
const memories = fc
  .record(
    {
      ...{ polls: fc.nat(1_000_000), entriesSeen: fc.nat(1_000_000) },
      ...{ bodyHash: fc.stringMatching(/^[0-9a-f]{32}$/), lastSuccessAt: instants },
      ...{ lastFullAt: instants, recent: fc.array(instants, { maxLength: 30 }) },
      days: days.map((all) => all.toSorted((a, b) => (a.day < b.day ? 1 : -1))),
      seen: fc
        .array(fc.tuple(digits(8), digits(4)), { maxLength: 60 })
        .map((entries): Record<string, string> => Object.fromEntries(entries)),
    },
    { requiredKeys: ['polls', 'entriesSeen', 'recent', 'days', 'seen'] },
  )
  .map((memory): FeedMemory => memory);

const counts = { polls: 3, entriesSeen: 1 };
const now: Instant = '2030-05-05T10:00:00.000Z';
/** Entries of a feed that has published every three hours. */
const entriesOf = (count: number, first = 0) =>
  Array.from({ length: count }, (_, at): FeedEntry => {
    const number = first + count - at;
    const published = new Date(Date.parse(now) - (1000 - number) * 10_800_000).toISOString();
    const lists = { authors: [], categories: [], enclosures: [], links: [] };
    return { link: `https://news.example/a/${number}`, published, ...lists };
  });
const dayAt = (at: number) =>
  new Date(Date.parse(now) - at * 86_400_000).toISOString().slice(0, 10);

/** A feed as it is after a year: a fortnight of polls, and as many entries as it remembers. */
function settledFeed(listed: number) {
  let polling = aPollingState({
    ...{ etag: 'W/"5f2b1c-61a8c9d3e4f00"', lastModified: 'Sun, 05 May 2030 09:58:12 GMT' },
    ...{ bodyHash: '0123456789abcdef'.repeat(2), lastPolledAt: now, lastSuccessAt: now },
    ...{ lastFullAt: now, polls: 5000, title: 'News Example: World' },
    ...{ siteUrl: 'https://www.news.example/world', pace: { skipHours: [], skipDays: [] } },
    days: Array.from({ length: keptPollDays }, (_, at) => ({
      ...{ day: dayAt(at), polls: 13, quiet: 8, failed: 0 },
    })),
  });
  for (let first = 0; first < 160; first += 4)
    polling = compareEntries(entriesOf(listed, first), polling, now).polling;
  const listing = { name: 'News Example', tags: ['world', 'wire'], language: 'en' };
  return aFeed({ url: 'https://www.news.example/world/rss.xml', ...listing, polling });
}

describe('the memory of a feed', () => {
  it('comes back as it was packed, in its order', () => {
    fc.assert(
      fc.property(memories, (memory) => {
        const back = unpackMemory(packMemory(memory));
        expect(back).toEqual(memory);
        expect(Object.keys(back.seen)).toEqual(Object.keys(memory.seen));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('of real entries is packed', () => {
    const [entry] = entriesOf(1);
    if (entry === undefined) throw new Error('one entry was made');
    const [key = ''] = entryKeys([entry]);
    const seen = { [key]: entryFingerprint(entry) };
    const memory = { ...counts, seen, recent: [], days: [] };
    expect(packMemory(memory)).toHaveLength(18);
    expect(unpackMemory(packMemory(memory)).seen).toEqual(memory.seen);
  });

  it('takes any other keys as well', () => {
    const recent = ['2026-01-05T09:00:00.000Z'];
    const seen = { a: '1', é: '2' };
    const memory = { ...counts, bodyHash: 'another', seen, recent, days: [] };
    expect(unpackMemory(packMemory(memory))).toEqual(memory);
  });

  it('is refused where it was cut off, and where it is something else', () => {
    const seen = { mW1vCcf3: 'boak' };
    const packed = packMemory({ ...counts, seen, recent: [now], days: [] });
    for (const length of [1, 5, packed.length - 1])
      expect(() => unpackMemory(packed.subarray(0, length))).toThrow(RangeError);
    expect(() => unpackMemory(new Uint8Array([9, 9]))).toThrow(RangeError);
  });
});

describe('a feed with all that its polls have learnt', () => {
  it('is one kilobyte, and one write, where it lists thirty entries; two where it lists a hundred', () => {
    const kilobytes = (listed: number) => itemBytes(itemOf(settledFeed(listed))) / 1024;
    expect(kilobytes(30)).toBeLessThanOrEqual(1);
    expect(kilobytes(100)).toBeLessThanOrEqual(2);
  });

  it('comes back as it was', () => {
    const feed = settledFeed(30);
    expect(feedOf(feedItem.parse(itemOf(feed)))).toEqual(feed);
  });
});
