import * as z from 'zod';
import type { Feed, PublisherPace } from '../../model/feed.ts';
import type { FeedId } from '../../model/ids.ts';
import { dueShards } from '../../tables.ts';
import { packMemory, unpackMemory } from './pack-memory.ts';
import { schemaVersion } from './stored-item.ts';

const instant = z.iso.datetime({ precision: 3 });

const polling = z.object({
  etag: z.string().exactOptional(),
  lastModified: z.string().exactOptional(),
  lastPolledAt: instant.exactOptional(),
  failures: z.int(),
  lastError: z.string().exactOptional(),
  redirect: z.object({ url: z.string(), seen: z.int(), since: instant }).exactOptional(),
  movedTo: z.string().exactOptional(),
  pace: z
    .object({
      ttlMinutes: z.number().exactOptional(),
      freshMinutes: z.number().exactOptional(),
      skipHours: z.array(z.number()).default([]),
      skipDays: z.array(z.string()).default([]),
    })
    .exactOptional(),
  hub: z.string().exactOptional(),
  topic: z.string().exactOptional(),
  title: z.string().exactOptional(),
  siteUrl: z.string().exactOptional(),
});

/** An item of the Feeds table. */
export const feedItem = z.object({
  feedId: z.string().transform((id) => id as FeedId),
  url: z.string(),
  name: z.string().exactOptional(),
  tags: z.array(z.string()),
  language: z.string().exactOptional(),
  obeyRobots: z.boolean().exactOptional(),
  everyMinutes: z.int().exactOptional(),
  status: z.enum(['active', 'paused', 'gone']),
  origin: z.enum(['feeds.yaml', 'cli']),
  addedAt: instant,
  pausedBy: z.enum(['feeds.yaml', 'operator']).exactOptional(),
  nextPollAt: instant.exactOptional(),
  pollEveryMinutes: z.number().exactOptional(),
  polling,
  memory: z.instanceof(Uint8Array).transform(unpackMemory),
});

/** A feed read back. */
export function feedOf({ polling, memory, ...feed }: z.output<typeof feedItem>): Feed {
  const { days, ...remembered } = memory;
  return { ...feed, polling: { ...polling, ...remembered, ...(days.length > 0 && { days }) } };
}

/**
 * What a feed is stored as: all of it in one item, so that a poll which brought news is one write. What
 * is empty is left out, and what nobody reads as it stands is packed; each kilobyte is paid for.
 */
export function itemOf({ polling, ...feed }: Feed): Record<string, unknown> {
  const { polls, entriesSeen, seen, recent, days = [], ...rest } = polling;
  const { bodyHash, lastSuccessAt, lastFullAt, ...learnt } = rest;
  const memory = {
    ...{ polls, entriesSeen, seen, recent, days },
    ...(bodyHash !== undefined && { bodyHash }),
    ...(lastSuccessAt !== undefined && { lastSuccessAt }),
    ...(lastFullAt !== undefined && { lastFullAt }),
  };
  return {
    ...feed,
    polling: { ...learnt, ...(learnt.pace !== undefined && { pace: saidOf(learnt.pace) }) },
    memory: packMemory(memory),
    catalog,
    ...(feed.status === 'active' && { dueShard: dueShardOf(feed.feedId) }),
    schemaVersion,
  };
}

const saidOf = ({ skipHours, skipDays, ...minutes }: PublisherPace) => ({
  ...minutes,
  ...(skipHours.length > 0 && { skipHours }),
  ...(skipDays.length > 0 && { skipDays }),
});

/** The one key of the catalog index. */
export const catalog = 'feeds';

/** The shard of the due index in which a feed waits, for as long as it is active. */
export const dueShardOf = (feedId: FeedId): string =>
  String(Number.parseInt(feedId.slice(-4), 16) % dueShards);
