import type { Instant } from '../model/ids.ts';
import type { Subscription } from '../model/subscription.ts';
import { spread } from '../polling/spread.ts';

const hour = 60 * 60;
const day = 24 * hour;

/** What we ask for; a hub grants what it likes. */
export const wantedLease = 10 * day;
/** A shorter one would be renewed more often than the feed is polled. */
const shortestLease = hour;
/** A hub has to prove every month that it still knows us. */
const longestLease = 30 * day;
/** Of a hub that does not say, against the Recommendation. */
const unsaidLease = day;

/**
 * For how many seconds a granted lease counts; `undefined` when it is too short to be of use.
 *
 * @example
 * leaseSeconds(432_000) // 432000
 */
export function leaseSeconds(granted: number | undefined): number | undefined {
  if (granted === undefined) return unsaidLease;
  return granted < shortestLease ? undefined : Math.min(granted, longestLease);
}

/**
 * When a lease is renewed: when two thirds to five sixths of it are over, each in its own time, so
 * that feeds which were subscribed together are not renewed together.
 *
 * @example
 * renewalAt(subscription) // '2026-01-12T08:21:00.000Z'
 */
export function renewalAt({ feedId, confirmedAt, leaseUntil }: Subscription): Instant | undefined {
  if (confirmedAt === undefined || leaseUntil === undefined) return undefined;
  const [from, until] = [Date.parse(confirmedAt), Date.parse(leaseUntil)];
  const share = 2 / 3 + spread(feedId, confirmedAt) / 6;
  return new Date(Math.floor(from + share * (until - from))).toISOString();
}

/**
 * Whether the hub owes us pushes at this time.
 *
 * @example
 * isLeased({ ...subscription, leaseUntil: '2026-01-05T10:00:00.000Z' }, '2026-01-05T10:00:00.000Z') // false
 */
export const isLeased = ({ leaseUntil }: Subscription, now: Instant): boolean =>
  leaseUntil !== undefined && leaseUntil > now;
