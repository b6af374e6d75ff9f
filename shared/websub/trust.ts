import type { Feed, FeedEntry } from '../model/feed.ts';
import type { Instant } from '../model/ids.ts';
import type { Subscription } from '../model/subscription.ts';
import { afterQuietHours } from '../polling/quiet-hours.ts';
import { spread } from '../polling/spread.ts';
import { isLeased, renewalAt } from './lease.ts';

const minute = 60_000;
const hour = 60 * minute;
/** How rarely a feed is polled whose hub does its work: 6 to 12 hours. */
const rarest = 12 * hour;
/** A hub is not late within this time. */
const grace = 15 * minute;
/** Who misses so often in one lease is not believed for the rest of it. */
const missesToDistrust = 3;

/**
 * Whether a hub can be left to tell us of news: it has a lease, has pushed, and nothing was found
 * since that it had not told of. A hub that accepts and never pushes is common.
 *
 * @example
 * isTrusted({ ...subscription, lastPushAt: undefined }, now) // false
 */
export function isTrusted(subscription: Subscription, now: Instant): boolean {
  const { lastPushAt, missedAt = '', misses } = subscription;
  if (!isLeased(subscription, now) || lastPushAt === undefined) return false;
  return misses < missesToDistrust && lastPushAt > missedAt;
}

type Finding = {
  /** Entries that are new to us. */
  readonly found: readonly FeedEntry[];
  /** Whether the poll answers to a push. */
  readonly pushed: boolean;
  readonly now: Instant;
};

/**
 * Notes what a poll says of a hub: news that it found by itself are news that the hub kept from us.
 *
 * An entry that is only just out does not count; the hub may be about to tell.
 *
 * @returns `undefined` when there is nothing to note
 *
 * @example
 * noteMisses(subscription, { found: [entry], pushed: false, now })?.misses // 1
 */
export function noteMisses(
  subscription: Subscription,
  { found, pushed, now }: Finding,
): Subscription | undefined {
  if (pushed || !isTrusted(subscription, now)) return undefined;
  const { pushPollAt = '' } = subscription;
  const late = new Date(Date.parse(now) - grace).toISOString();
  // A push has come meanwhile, and its poll is on its way.
  if (pushPollAt > late) return undefined;
  if (!found.some(({ published, updated }) => (published ?? updated ?? '') <= late))
    return undefined;
  return { ...subscription, misses: subscription.misses + 1, missedAt: now };
}

type Polled = {
  readonly pushed: boolean;
  readonly brought: boolean;
  readonly now: Instant;
};

/**
 * When to poll a feed next, given what its hub is worth: rarely while it can be trusted, by the
 * feed's own rhythm else.
 *
 * A poll that a push led to and that brought nothing has met an old copy (a cache before the
 * publisher, mostly): the feed's rhythm holds until the news is there.
 *
 * @example
 * nextPollWithHub(feed, subscription, { pushed: true, brought: true, now }) // in 6 to 12 hours
 */
export function nextPollWithHub(
  { feedId, nextPollAt, polling }: Feed,
  subscription: Subscription | undefined,
  { pushed, brought, now }: Polled,
): Instant | undefined {
  if (nextPollAt === undefined || subscription === undefined) return nextPollAt;
  if (!isTrusted(subscription, now) || (pushed && !brought)) return nextPollAt;

  const rare = Date.parse(now) + Math.ceil((rarest / 2) * (1 + spread(feedId, now)));
  const renewal = Date.parse(renewalAt(subscription) ?? now);
  const { skipHours = [], skipDays = [] } = polling.pace ?? {};
  const at = afterQuietHours(Math.min(rare, renewal), { skipHours, skipDays });
  return new Date(Math.max(at, Date.parse(nextPollAt))).toISOString();
}
