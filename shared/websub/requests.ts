import type { Feed } from '../model/feed.ts';
import type { Instant } from '../model/ids.ts';
import type { Subscription } from '../model/subscription.ts';
import { isLeased, renewalAt } from './lease.ts';

const hour = 60 * 60 * 1000;
/** A hub that has not verified by then will not. */
const patience = hour;
/** Between two requests that came to nothing, in hours. */
const waits = [1, 6, 24, 72];
/** After so many the hub is given up, but for a try a week. */
const givenUpHours = 7 * 24;

/** The hub and the topic that a feed names; absent for a feed that should not be subscribed. */
export type Wanted = { readonly hub: string; readonly topic: string };

/**
 * The hub to ask about a feed.
 *
 * A secret is only safe over TLS (section 5.1), and feeds of old name the `http:` address of hubs
 * that have long had the other; a hub without TLS is not used.
 *
 * @example
 * wantedOf(feed) // { hub: 'https://hub.example/', topic: 'https://news.example/feed' }
 */
export function wantedOf({ status, url, polling }: Feed): Wanted | undefined {
  const { hub, topic = polling.movedTo ?? url } = polling;
  if (status !== 'active' || hub === undefined) return undefined;
  return { hub: hub.replace(/^http:/i, 'https:'), topic };
}

export type RequestDecision =
  | { readonly kind: 'none' }
  /** `renewed` is the subscription to go on with; a new one has a token and secret of its own. */
  | { readonly kind: 'subscribe'; readonly renewed?: Subscription }
  | { readonly kind: 'unsubscribe'; readonly from: Subscription }
  /** The last request came to nothing. */
  | { readonly kind: 'give-up'; readonly next: Subscription };

type Situation = {
  readonly now: Instant;
  /** When the feed is polled next, which is when we decide next. */
  readonly nextPollAt: Instant;
};

/**
 * Decides whether a hub has to be asked for anything now.
 *
 * One thing at a time: what a hub has not answered for an hour failed, and who moves to another hub
 * leaves the first one before.
 *
 * @example
 * decideRequest(undefined, { hub, topic }, { now, nextPollAt }) // { kind: 'subscribe' }
 */
export function decideRequest(
  current: Subscription | undefined,
  wanted: Wanted | undefined,
  { now, nextPollAt }: Situation,
): RequestDecision {
  if (current === undefined) return wanted === undefined ? none : { kind: 'subscribe' };
  if (isOpen(current)) return awaitHub(current, now);
  const isWanted = wanted?.hub === current.hub && wanted.topic === current.topic;
  const leased = isLeased(current, now);
  if (!isWanted && leased) return { kind: 'unsubscribe', from: current };
  if (wanted === undefined) return none;
  if (!isWanted) return { kind: 'subscribe' };
  if (current.retryAt !== undefined && current.retryAt > now) return none;
  const renewal = renewalAt(current);
  if (leased && renewal !== undefined && renewal > now && renewal >= nextPollAt) return none;
  return { kind: 'subscribe', renewed: current };
}

const none: RequestDecision = { kind: 'none' };

/** Whether a request is under way. */
const isOpen = ({ asked, confirmedAt }: Subscription): boolean =>
  asked !== undefined &&
  (confirmedAt === undefined || confirmedAt < asked.at || asked.mode === 'unsubscribe');

function awaitHub(current: Subscription, now: Instant): RequestDecision {
  const { asked } = current;
  if (asked === undefined || Date.parse(now) - Date.parse(asked.at) < patience) return none;
  return { kind: 'give-up', next: afterFailure(current, 'the hub did not verify it', now) };
}

/**
 * A subscription whose last request came to nothing: the next comes later and later. A lease that it
 * was to renew holds until it ends; one that it was to end counts as ended.
 *
 * @example
 * afterFailure(subscription, 'status 500', now).failures // 1
 */
export function afterFailure(
  subscription: Subscription,
  problem: string,
  now: Instant,
): Subscription {
  const { asked, leaseUntil, ...rest } = subscription;
  const failures = subscription.failures + 1;
  const hours = waits[failures - 1] ?? givenUpHours;
  return {
    ...rest,
    ...(leaseUntil !== undefined && asked?.mode !== 'unsubscribe' && { leaseUntil }),
    failures,
    problem: problem.slice(0, 300),
    retryAt: new Date(Date.parse(now) + hours * hour).toISOString(),
  };
}
