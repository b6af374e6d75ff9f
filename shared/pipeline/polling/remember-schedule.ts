import type { FeedId, Instant } from '../../model/ids.ts';
import type { FeedStore, ScheduledFeed } from '../../ports/feeds.ts';

/** For so long the feeds of a shard are known without being read again, all of them. */
const knownForMs = 15 * 60_000;
/** What came into the index so shortly before the last look is read again: the index may have been behind. */
const overlapMs = 3 * 60_000;

type Known = {
  /** When all of them were read. */
  readonly readAt: number;
  /** Until when feeds that have come due since are among them. */
  readonly until: number;
  readonly feeds: ReadonlyMap<FeedId, ScheduledFeed>;
};

/**
 * Reads of the schedule, each minute, only which feeds have come due for the first time since they were
 * written. The others are remembered by whoever asks each minute, and read again now and then.
 *
 * A feed that was polled and moved meanwhile, or paused, is still remembered by its old schedule, until
 * its new one begins: fetch-feed leaves out a task that comes before it. None is missed, since every
 * change of a schedule begins after the instant at which it was made.
 */
export function rememberSchedule(
  feeds: Pick<FeedStore, 'findScheduled'>,
): Pick<FeedStore, 'findScheduled'> {
  const shards = new Map<number, Known>();
  return {
    async *findScheduled(shard, now) {
      const at = Date.parse(now);
      const before = knownAt(shards.get(shard), at);
      const found = new Map(before?.feeds);
      const since = before && instantOf(before.until - overlapMs);
      for await (const feed of feeds.findScheduled(shard, now, since)) found.set(feed.feedId, feed);
      shards.set(shard, { readAt: before?.readAt ?? at, until: at, feeds: found });
      yield* found.values();
    },
  };
}

/** Nothing once it is too old, or where the clock was set back. */
const knownAt = (known: Known | undefined, at: number): Known | undefined =>
  known === undefined || at < known.until || at - known.readAt >= knownForMs ? undefined : known;

const instantOf = (at: number): Instant => new Date(at).toISOString();
