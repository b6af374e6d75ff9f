import * as z from 'zod';
import type { Feed } from '../../model/feed.ts';
import type { FeedId } from '../../model/ids.ts';
import { dueShards } from '../../tables.ts';
import { type ReadMemory, seenBefore } from './feed-memory.ts';
import { packDays, unpackDays } from './poll-days-text.ts';
import { schemaVersion } from './stored-item.ts';

const instant = z.iso.datetime({ precision: 3 });

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
  // Items of before version 0.2 hold here what is now in an item of its own.
  recent: z.array(instant).exactOptional(),
  seen: seenBefore.exactOptional(),
  polls: z.int(),
  days: z.string().transform(unpackDays).exactOptional(),
  entriesSeen: z.int(),
});

/** An item of the Feeds table. */
export const feedItem = z.object({
  feedId: z.string().transform((id) => id as FeedId),
  url: z.string(),
  name: z.string().exactOptional(),
  tags: z.array(z.string()),
  language: z.string().exactOptional(),
  obeyRobots: z.boolean().exactOptional(),
  status: z.enum(['active', 'paused', 'gone']),
  origin: z.enum(['feeds.yaml', 'cli']),
  addedAt: instant,
  pausedBy: z.enum(['feeds.yaml', 'operator']).exactOptional(),
  nextPollAt: instant.exactOptional(),
  pollEveryMinutes: z.number().exactOptional(),
  memoryHash: z.string().exactOptional(),
  polling,
});

/** A feed read back, from its item and from what it remembers. */
export function feedOf(
  { polling, ...item }: z.output<typeof feedItem>,
  memory: ReadMemory | undefined,
): Feed {
  const { seen = {}, recent = [], ...learnt } = polling;
  // Who died before the feed was saved, too, has left another memory than the feed names.
  const { memoryHash = item.memoryHash, ...remembered } = memory ?? {};
  return {
    ...item,
    ...(memoryHash !== undefined && { memoryHash }),
    polling: { seen, recent, ...learnt, ...remembered },
  };
}

/** What a feed is stored as, beside its memory. */
export function itemOf({ polling, ...feed }: Feed): Record<string, unknown> {
  const { seen: _seen, recent: _recent, days, ...learnt } = polling;
  return {
    ...feed,
    polling: { ...learnt, ...(days && days.length > 0 && { days: packDays(days) }) },
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
