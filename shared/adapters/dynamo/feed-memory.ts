import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Feed, PollingState } from '../../model/feed.ts';
import type { FeedId } from '../../model/ids.ts';
import { type FeedMemory, packEntries, unpackEntries, unzipped } from './pack-memory.ts';

const seen = z.record(z.string(), z.string());

/** As items of feeds held it once. */
export const seenBefore = z
  .instanceof(Uint8Array)
  .transform((packed) => seen.parse(unzipped(packed)));

/** The item beside a feed's own; no feed's id looks like its key. */
export const memoryKeyOf = (feedId: FeedId): { readonly feedId: string } => ({
  feedId: `@memory/${feedId}`,
});

/**
 * The memory of a feed as an item of the Feeds table, and how many entries it had when it was written:
 * who dies before the feed is saved, too, would not count the newest of them.
 */
export const memoryItem = z.object({
  memory: z.instanceof(Uint8Array).transform(unpackEntries),
  entriesSeen: z.int().exactOptional(),
  memoryHash: z.string().exactOptional(),
});

/** A memory, and which one it is. */
export type ReadMemory = FeedMemory & {
  readonly entriesSeen?: number;
  readonly memoryHash?: string;
};

/** What a feed remembers, as its polling has it. */
export const remembered = ({ memory, ...count }: z.output<typeof memoryItem>): ReadMemory => ({
  ...memory,
  ...count,
});

/**
 * What two polls remember that looked at the same time, one of them at an older document, maybe. Of an
 * entry that they have seen in other words, either will do: at worst it is fetched once more.
 *
 * @example
 * withOther(polling, memory).seen // the entries of both, those of `polling` first
 */
export const withOther = (polling: PollingState, { seen }: FeedMemory): PollingState => {
  const others = Object.entries(seen).filter(([key]) => !Object.hasOwn(polling.seen, key));
  return { ...polling, seen: { ...polling.seen, ...Object.fromEntries(others) } };
};

/** What is stored of a memory, and the hash by which one that did not change is known. */
export function packMemory({ polling }: Pick<Feed, 'polling'>): {
  readonly packed: Uint8Array;
  readonly hash: string;
} {
  const packed = packEntries(polling);
  const hash = createHash('sha256').update(packed).digest('base64url').slice(0, 16);
  return { packed, hash };
}

/** Nothing to remember is not stored. */
export const isEmptyMemory = ({ seen, recent }: FeedMemory): boolean =>
  recent.length === 0 && Object.keys(seen).length === 0;
