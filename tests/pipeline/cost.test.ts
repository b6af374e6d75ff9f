import { beforeAll, describe, expect, it } from 'vitest';
import { billOf } from '../../bench/cost/bill.ts';
import { drive } from '../../bench/cost/drive.ts';
import {
  type Item,
  indexEntry,
  indexWriteUnits,
  itemBytes,
  readUnits,
  tableWriteUnits,
} from '../../bench/cost/dynamo-units.ts';
import type { Ledger } from '../../bench/cost/ledger.ts';
import { madeWeb } from '../../bench/cost/made-web.ts';
import { tables } from '../../shared/tables.ts';

const start = Date.parse('2030-05-06T00:00:00.000Z');
const hour = 3_600_000;

describe('a small run of the deployed handlers', () => {
  let ledger: Ledger;
  let stored: number;
  let polls: number;
  beforeAll(async () => {
    const web = madeWeb({ outlets: 3, articles: 9, start, everyMs: hour / 4 });
    ledger = await drive({
      ...{ site: web.at, feeds: web.feeds, start, end: start + 4 * hour, stepMs: hour / 4 },
      // One by one: what waits for others to fill a batch would be asked for twice.
      batch: { feeds: 1, articles: 1, links: 1 },
    });
    stored = ledger.of('fetch-article', 'outcome stored');
    polls = ['polled', 'unchanged'].reduce(
      (sum, kind) => sum + ledger.of('fetch-feed', `outcome ${kind}`),
      0,
    );
  }, 120_000);

  /** All write units of a step, those of indexes too. */
  const writeUnits = (step: string) =>
    ledger
      .lines()
      .filter((line) => line.step === step && line.what.includes('write units'))
      .reduce((sum, { count }) => sum + count, 0);

  it('stores every article of a web that it polls by its rhythm', () => {
    expect(stored).toBe(9);
    expect(polls).toBeGreaterThan(8);
    expect(ledger.of('link-article', 'outcome linked')).toBe(9);
  });

  it('writes no more for a poll than its feed, its place in the schedule and its host', () => {
    expect(writeUnits('fetch-feed') / polls).toBeLessThanOrEqual(4.8);
  });

  it('puts a page once, and writes no more for an article than docs/costs.md says', () => {
    expect(ledger.of('fetch-article', 'S3 puts')).toBe(stored);
    expect(writeUnits('fetch-article') / stored).toBeLessThanOrEqual(13);
    expect(writeUnits('link-article') / stored).toBeLessThanOrEqual(15);
  });

  it('tells of an article and of its story, and of nothing twice', () => {
    expect(ledger.of('link-article', 'events') / stored).toBeLessThanOrEqual(2.2);
  });

  it('sends the tasks of an article in one request', () => {
    expect(ledger.of('fetch-article', 'SQS FIFO requests')).toBe(stored);
  });

  it('prices all that it counts', () => {
    const services = new Set(billOf(ledger).map(({ service }) => service));
    expect([...services].toSorted()).toEqual([
      ...['CloudWatch Logs', 'DynamoDB', 'EventBridge', 'Lambda', 'S3', 'SQS', 'Scheduler'],
    ]);
    for (const { dollars } of billOf(ledger)) expect(dollars).toBeGreaterThanOrEqual(0);
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
