import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Feed } from '../../model/feed.ts';
import type { FeedId } from '../../model/ids.ts';
import { dueShards } from '../../tables.ts';
import { schemaVersion } from './stored-item.ts';

const instant = z.iso.datetime({ precision: 3 });
const maxUnpackedBytes = 5_000_000;

/** What was seen in the last document: thousands of short texts that compress well. */
const seen = z.instanceof(Uint8Array).transform((packed): Record<string, string> => {
  const json = gunzipSync(packed, { maxOutputLength: maxUnpackedBytes }).toString();
  return z.record(z.string(), z.string()).parse(JSON.parse(json));
});

const polling = z.object({
  etag: z.string().exactOptional(),
  lastModified: z.string().exactOptional(),
  bodyHash: z.string().exactOptional(),
  lastPolledAt: instant.exactOptional(),
  lastSuccessAt: instant.exactOptional(),
  failures: z.int(),
  lastError: z.string().exactOptional(),
  intervalMinutes: z.number().exactOptional(),
  lastFullAt: instant.exactOptional(),
  redirect: z.object({ url: z.string(), seen: z.int(), since: instant }).exactOptional(),
  movedTo: z.string().exactOptional(),
  pace: z
    .object({
      ttlMinutes: z.number().exactOptional(),
      freshMinutes: z.number().exactOptional(),
      skipHours: z.array(z.number()),
      skipDays: z.array(z.string()),
    })
    .exactOptional(),
  hub: z.string().exactOptional(),
  topic: z.string().exactOptional(),
  title: z.string().exactOptional(),
  siteUrl: z.string().exactOptional(),
  recent: z.array(instant),
  seen,
  polls: z.int(),
  entriesSeen: z.int(),
});

/** An item of the Feeds table, read back. */
export const feedItem: z.ZodType<Feed> = z.object({
  feedId: z.string().transform((id) => id as FeedId),
  url: z.string(),
  name: z.string().exactOptional(),
  tags: z.array(z.string()),
  language: z.string().exactOptional(),
  status: z.enum(['active', 'paused', 'gone']),
  origin: z.enum(['feeds.yaml', 'cli']),
  addedAt: instant,
  pausedBy: z.enum(['feeds.yaml', 'operator']).exactOptional(),
  nextPollAt: instant.exactOptional(),
  polling,
});

/** What a feed is stored as. */
export function itemOf({ polling, ...feed }: Feed): Record<string, unknown> {
  return {
    ...feed,
    polling: { ...polling, seen: gzipSync(JSON.stringify(polling.seen)) },
    catalog,
    ...(feed.status === 'active' && { dueShard: dueShardOf(feed.feedId) }),
    schemaVersion,
  };
}

/** The one key of the catalog index. */
export const catalog = 'feeds';

/** The shard of the due index in which a feed waits, for as long as it is active. */
export const dueShardOf = (feedId: FeedId): string =>
  String(Number.parseInt(feedId.slice(-4), 16) % dueShards);
