import type { FeedId, Instant } from './ids.ts';

/** What we asked a hub for and it has yet to verify: nobody else can have us subscribed. */
export type HubRequest = { readonly mode: 'subscribe' | 'unsubscribe'; readonly at: Instant };

/** What we and a WebSub hub have agreed on about a feed. */
export type Subscription = {
  readonly feedId: FeedId;
  readonly hub: string;
  /** What the feed calls its own address (`rel="self"`), by which the hub knows it. */
  readonly topic: string;
  /** The part of the callback's path that nobody can guess. */
  readonly token: string;
  /** With it the hub signs what it sends; known to the hub and to us. */
  readonly secret: string;
  readonly asked?: HubRequest;
  readonly confirmedAt?: Instant;
  /** Until when the hub sends; absent when it never agreed, or no longer does. */
  readonly leaseUntil?: Instant;
  /** Requests in a row that came to nothing. */
  readonly failures: number;
  readonly problem?: string;
  /** No request before this. */
  readonly retryAt?: Instant;
  /** When the last signed push came. */
  readonly lastPushAt?: Instant;
  /** When the poll is due that answers to the last push. */
  readonly pushPollAt?: Instant;
  /** Entries of this lease that polling found and the hub had not told of. */
  readonly misses: number;
  readonly missedAt?: Instant;
  /** Raised by each write. */
  readonly version: number;
};
