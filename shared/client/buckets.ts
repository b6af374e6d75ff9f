import type { QuerySender } from '../adapters/dynamo/query-pages.ts';
import { articleShards, storyShards } from '../tables.ts';
import { mergeSorted } from './merge-sorted.ts';
import { type Item, queryItems } from './query-items.ts';

const hour = 60 * 60 * 1000;

/** A table or index that spreads the items of a stretch of time over shards: `2026-01-05T09#0` … `#3`. */
export type BucketIndex = {
  readonly index?: string;
  readonly partition: string;
  readonly sort: string;
  /** Characters of an instant that name a bucket: 13 for an hour, 10 for a day. */
  readonly nameLength: 13 | 10;
  readonly shards: number;
};

/** Articles by the instant of their publication. */
export const latestArticlesIndex: BucketIndex = {
  ...{ index: 'latest', partition: 'latestBucket', sort: 'publishedAt' },
  ...{ nameLength: 13, shards: articleShards },
};

/** The log of changes, which is a table of its own; a key begins with the change's instant. */
export const changesIndex: BucketIndex = {
  ...{ partition: 'changedBucket', sort: 'changeKey' },
  ...{ nameLength: 13, shards: articleShards },
};

/** Stories by the instant of their newest report. */
export const latestStoriesIndex: BucketIndex = {
  ...{ index: 'latest', partition: 'latestBucket', sort: 'lastSeenAt' },
  ...{ nameLength: 10, shards: storyShards },
};

export type BucketWalk = {
  readonly table: string;
  readonly buckets: BucketIndex;
  readonly from: string;
  readonly to: string;
  readonly newestFirst: boolean;
};

/** Every item between two keys, in order of time: bucket by bucket, the shards of each merged. */
export async function* walkBuckets(client: QuerySender, walk: BucketWalk): AsyncGenerator<Item> {
  const { table, buckets, from, to, newestFirst } = walk;
  const sign = newestFirst ? -1 : 1;
  const instantOf = (item: Item) => String(item[buckets.sort]);
  const shardOf = (name: string, shard: number) =>
    queryItems(client, {
      ...{ table, newestFirst, ...(buckets.index !== undefined && { index: buckets.index }) },
      partition: [buckets.partition, `${name}#${shard}`],
      range: { attribute: buckets.sort, from, to },
    });
  const names = bucketNames(walk);
  for (let atOnce = 1; ; ) {
    const shards = take(names, atOnce).flatMap((name) =>
      Array.from({ length: buckets.shards }, (_, shard) => shardOf(name, shard)),
    );
    if (shards.length === 0) return;
    let isEmpty = true;
    const sorted = mergeSorted(shards, (a, b) => sign * compareTexts(instantOf(a), instantOf(b)));
    for await (const item of sorted) {
      isEmpty = false;
      yield item;
    }
    // A week in which nothing happened is crossed in a few strides.
    atOnce = isEmpty ? Math.min(2 * atOnce, mostAtOnce) : 1;
  }
}

/** Buckets that are asked at the same time, each in all its shards, after as many that were empty. */
const mostAtOnce = 12;

function take<T>(from: Iterator<T>, count: number): T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const { done, value } = from.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

/** Keys begin with instants, which are of one length: their order as texts is that of time. */
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Names of the buckets that hold the time between two instants.
 *
 * @example
 * [...bucketNames({ buckets: { nameLength: 10 }, from: '2026-01-05T09…', to: '2026-01-06T09…' })]
 * // ['2026-01-05', '2026-01-06']
 */
export function* bucketNames({
  buckets: { nameLength },
  from,
  to,
  newestFirst = false,
}: {
  readonly buckets: Pick<BucketIndex, 'nameLength'>;
  readonly from: string;
  readonly to: string;
  readonly newestFirst?: boolean;
}): Generator<string> {
  const step = nameLength === 13 ? hour : 24 * hour;
  const first = Math.floor(Date.parse(from.slice(0, 24)) / step);
  const last = Math.floor(Date.parse(to.slice(0, 24)) / step);
  for (let at = 0; at <= last - first; at++) {
    const bucket = newestFirst ? last - at : first + at;
    yield new Date(bucket * step).toISOString().slice(0, nameLength);
  }
}
