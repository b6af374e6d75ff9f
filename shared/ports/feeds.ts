import type { Feed, FeedListing, PausedBy } from '../model/feed.ts';
import type { FeedId, Instant } from '../model/ids.ts';

/** A feed that is due, as the sparse index knows it. */
export type DueFeed = { readonly feedId: FeedId; readonly dueAt: Instant };

/** A due feed whose task was sent, and that was not polled since. */
export type SentFeed = DueFeed & { readonly sentAt: Instant };

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
  /** The feeds of one shard that are due, longest overdue first. */
  findDue(shard: number, now: Instant): AsyncIterable<DueFeed>;
  /** What {@link saveSent} kept for a shard. */
  findSent(shard: number): Promise<readonly SentFeed[]>;
  /** Keeps which feeds of a shard are under way: one small write for all of them. */
  saveSent(shard: number, sent: readonly SentFeed[]): Promise<void>;
  /** Pushes a due feed on, unless it was polled meanwhile. */
  lease(due: DueFeed, until: Instant): Promise<void>;
  /**
   * Stores what a poll has learnt.
   *
   * @param polledBefore `lastPolledAt` as the caller has seen it
   * @throws ConcurrentWriteError when another poll was stored meanwhile
   */
  savePolling(feed: Feed, polledBefore: Instant | undefined): Promise<void>;
  /** Every feed, in order of URL, without what polling remembers of entries. */
  list(): AsyncIterable<Feed>;
  findAppliedList(): Promise<AppliedList | undefined>;
  saveAppliedList(list: AppliedList): Promise<void>;
};
