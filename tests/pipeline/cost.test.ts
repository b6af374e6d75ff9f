import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Item,
  indexEntry,
  indexWriteUnits,
  itemBytes,
  readUnits,
  tableWriteUnits,
} from '../../bench/cost/dynamo-units.ts';
import { articleCosts, pollCosts } from '../../bench/cost/runs.ts';
import { tables } from '../../shared/tables.ts';

/**
 * Dollars for a million articles that a change may not go beyond, the time of processors left out: that is
 * a bench's to say, and two more. Twenty for all of it are demanded. Lower this with each saving.
 */
const ceiling = 17;

describe('a small run of the bill', () => {
  let fetched: Awaited<ReturnType<typeof articleCosts>>;
  let polled: Awaited<ReturnType<typeof pollCosts>>;
  beforeAll(async () => {
    fetched = await articleCosts({ articles: 24, outlets: 4, stepMinutes: 20, spacingMs: 1 });
    polled = await pollCosts({ feeds: 80, minutes: 100, settleMinutes: 150, stepMinutes: 4 });
  }, 600_000);

  const lines = () => [...fetched.lines, ...polled.lines];
  /** Units for each article, of the lines of a step that say so. */
  const perArticle = (step: string, what: string) =>
    lines()
      .filter((line) => line.step === step && line.what.includes(what))
      .reduce((sum, { count }) => sum + count / 1e6, 0);

  it('stays below the ceiling for a million articles', () => {
    const counted = lines().filter(({ what }) => what !== 'GB-seconds');
    const dollars = counted.reduce((sum, line) => sum + line.dollars, 0);
    expect(dollars).toBeLessThanOrEqual(ceiling);
  });

  it('stores and links every article of a web that it polls by its rhythm', () => {
    expect(fetched.stored).toBeGreaterThanOrEqual(23);
    expect(fetched.ledger.of('link-article', 'outcome linked')).toBe(fetched.stored);
  });

  it('asks feeds that it knows less than two times for each article, as chance has it', () => {
    expect(polled.polls / polled.found).toBeLessThanOrEqual(2.5);
    expect(polled.found).toBeGreaterThan(20);
  });

  it('writes for a poll its slot at the host, and its feed only where it learnt something', () => {
    const { ledger, polls } = polled;
    expect(ledger.of('fetch-feed', 'hosts write units') / polls).toBeLessThanOrEqual(1.05);
    const unchanged = ledger.of('fetch-feed', 'outcome unchanged');
    expect(unchanged).toBeGreaterThan(0);
    // All that it learnt at once; and, of a poll that found nothing, once a day and where the rhythm has changed.
    const units = ledger.of('fetch-feed', 'feeds write units');
    expect(units).toBeLessThanOrEqual(polls - unchanged + 0.25 * unchanged);
    expect(ledger.of('fetch-feed', 'feeds read units') / polls).toBeLessThanOrEqual(0.55);
  });

  it('follows the schedule by what has come into it, and notes it once for each of two shards', () => {
    const { ledger } = polled;
    const each = (what: string) =>
      ledger.of('poll-feeds', what) / ledger.of('poll-feeds', 'invocations');
    expect(each('feeds read units')).toBeLessThanOrEqual(4.5);
    expect(each('feeds write units')).toBeLessThanOrEqual(2.1);
  });

  it('puts the pages of an invocation once, and writes no more for an article than docs/costs.md says', () => {
    const { ledger } = fetched;
    const invocations = ledger.of('fetch-article', 'invocations');
    expect(ledger.of('fetch-article', 'S3 puts')).toBeLessThanOrEqual(invocations);
    expect(invocations).toBeLessThanOrEqual(fetched.stored / 4);
    // Slots aside: eighteen pages of four outlets fight for them here, as those of thousands do not.
    const slots = perArticle('fetch-article', 'hosts write units');
    expect(perArticle('fetch-article', 'write units') - slots).toBeLessThanOrEqual(6.1);
    expect(perArticle('link-article', 'write units')).toBeLessThanOrEqual(8.5);
  });

  it('tells of an article, of its story where others tell it, too, and of nothing twice', () => {
    expect(perArticle('link-article', 'events')).toBeLessThanOrEqual(1.7);
  });

  it('tells of the versions of an invocation in one item of the log', () => {
    expect(perArticle('fetch-article', 'changes write units')).toBeLessThanOrEqual(0.4);
  });

  it('sends the tasks of an invocation together', () => {
    expect(perArticle('fetch-article', 'SQS FIFO requests')).toBeLessThan(1);
  });

  it('prices all that it counts', () => {
    const services = new Set(lines().map(({ service }) => service));
    expect([...services].toSorted()).toEqual([
      ...['CloudWatch Logs', 'DynamoDB', 'EventBridge', 'Lambda', 'S3', 'SQS', 'Scheduler'],
    ]);
    for (const { dollars } of lines()) expect(dollars).toBeGreaterThanOrEqual(0);
  });
});

describe('units of DynamoDB', () => {
  const item = (bytes: number, more: Item = {}): Item => ({ text: 'x'.repeat(bytes - 4), ...more });

  it('counts names and values in bytes, and what lists and maps cost', () => {
    expect(itemBytes({ a: 'é', b: 12345, c: true, d: new Uint8Array(9) })).toBe(3 + 5 + 2 + 10);
    expect(itemBytes({ list: ['ab', 'c'], map: { k: 'v' } })).toBe(4 + 3 + 3 + 2 + (3 + 3 + 1 + 2));
  });

  it('rounds each read up to 4 KB, and halves it where it may be old', () => {
    expect([readUnits(0, true), readUnits(4096, true), readUnits(4097, true)]).toEqual([1, 1, 2]);
    expect(readUnits(4097, false)).toBe(1);
  });

  it('bills a write by the larger of what was and what is', () => {
    expect(tableWriteUnits(item(2000), item(100))).toBe(2);
    expect(tableWriteUnits(undefined, item(1025))).toBe(2);
  });

  it('bills an index once for an entry that comes, goes or changes, twice for a new key, else not', () => {
    const index = tables.feeds.indexes.due;
    const units = (before: Item | undefined, after: Item | undefined) =>
      indexWriteUnits(
        {
          before: indexEntry(before, tables.feeds, index),
          after: indexEntry(after, tables.feeds, index),
        },
        ['dueShard', 'nextPollAt'],
      );
    const feed = { feedId: 'f1', dueShard: '3', nextPollAt: '1' };
    expect(units(undefined, feed)).toBe(1);
    expect(units(feed, { ...feed, nextPollAt: '2' })).toBe(2);
    expect(units(feed, { ...feed, polling: 'more' })).toBe(0);
    expect(units(feed, { feedId: 'f1' })).toBe(1);
    expect(units({ feedId: 'f1' }, { feedId: 'f1', name: 'x' })).toBe(0);
  });
});
