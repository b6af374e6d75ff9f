import type { Feed, FeedListing, PausedBy } from '../model/feed.ts';
import type { FeedId, Instant } from '../model/ids.ts';
import type { PollSchedule } from '../polling/schedule.ts';

/** A feed and an instant at which it is due. */
export type DueFeed = { readonly feedId: FeedId; readonly dueAt: Instant };

/** An active feed that has been due, as the sparse index knows it. */
export type ScheduledFeed = PollSchedule & { readonly feedId: FeedId };

/** How far a shard was looked through for feeds that are due. */
export type Look = {
  /** What was due before then was sent; nothing yet, where this is absent. */
  readonly until?: Instant;
  /** Feeds that were sent since, or shortly before. */
  readonly sent: readonly DueFeed[];
};

/** The list of the operator's that was applied last. */
export type AppliedList = { readonly hash: string; readonly feedIds: readonly FeedId[] };

export type FeedStore = {
  find(id: FeedId): Promise<Feed | undefined>;
  /** Adds a feed unless it is there; says which. */
  add(feed: Feed): Promise<'added' | 'known'>;
  /** Changes what the operator says of a feed, and nothing that polling has learnt. */
  setListing(id: FeedId, listing: Omit<FeedListing, 'url'>): Promise<void>;
  /** Pauses a feed; does nothing for one that is not there. */
  pause(id: FeedId, by: PausedBy): Promise<void>;
  /** Makes a feed active again; does nothing for one that is not there. */
  resume(id: FeedId, nextPollAt: Instant): Promise<void>;
  /** The feeds of one shard that have been due by `now` since they were written last; for the first time from `since` on, where it is given. */
  findScheduled(shard: number, now: Instant, since?: Instant): AsyncIterable<ScheduledFeed>;
  /** What {@link saveLook} kept for a shard. */
  findLook(shard: number): Promise<Look>;
  /** Keeps how far a shard was looked through: one small write for all of its feeds. */
  saveLook(shard: number, look: Look): Promise<void>;
  /** Pushes a due feed on, unless it was polled meanwhile. */
  lease(due: DueFeed, until: Instant): Promise<void>;
  /**
   * Stores what a poll has learnt; where another was stored meanwhile, only which entries it has seen.
   *
   * @param polledBefore `lastPolledAt` as the caller has seen it
   * @throws ConcurrentWriteError when another poll was stored meanwhile
   */
  savePolling(feed: Feed, polledBefore: Instant | undefined): Promise<void>;
  /** Every feed, in order of URL. */
  list(): AsyncIterable<Feed>;
  findAppliedList(): Promise<AppliedList | undefined>;
  saveAppliedList(list: AppliedList): Promise<void>;
};
