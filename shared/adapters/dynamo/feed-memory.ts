import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Feed, PollingState } from '../../model/feed.ts';
import type { FeedId } from '../../model/ids.ts';

/** What polling remembers of entries: it changes when a document does, which is at few polls. */
export type FeedMemory = Pick<PollingState, 'seen' | 'recent'>;

const maxUnpackedBytes = 5_000_000;
const instant = z.iso.datetime({ precision: 3 });
const seen = z.record(z.string(), z.string());

const unpacked = (packed: Uint8Array): unknown =>
  JSON.parse(gunzipSync(packed, { maxOutputLength: maxUnpackedBytes }).toString());

/** As items of feeds held it once. */
export const seenBefore = z
  .instanceof(Uint8Array)
  .transform((packed) => seen.parse(unpacked(packed)));

/** The item beside a feed's own; no feed's id looks like its key. */
export const memoryKeyOf = (feedId: FeedId): { readonly feedId: string } => ({
  feedId: `@memory/${feedId}`,
});

/** The memory of a feed as an item of the Feeds table. */
export const memoryItem = z.object({
  memory: z
    .instanceof(Uint8Array)
    .transform(
      (packed): FeedMemory => z.object({ seen, recent: z.array(instant) }).parse(unpacked(packed)),
    ),
});

/** What is stored of a memory, and the hash by which one that did not change is known. */
export function packMemory({ polling }: Feed): {
  readonly packed: Uint8Array;
  readonly hash: string;
} {
  const json = JSON.stringify({ seen: polling.seen, recent: polling.recent });
  const hash = createHash('sha256').update(json).digest('base64url').slice(0, 16);
  return { packed: gzipSync(json), hash };
}

/** Nothing to remember is not stored. */
export const isEmptyMemory = ({ seen, recent }: FeedMemory): boolean =>
  recent.length === 0 && Object.keys(seen).length === 0;
