import type { Instant } from '../model/ids.ts';
import type { Subscription } from '../model/subscription.ts';
import type { Intent } from './intent.ts';
import { isLeased, leaseSeconds } from './lease.ts';
import { afterFailure } from './requests.ts';

/** For so long after a request a hub may verify it; it may do so again when our answer was lost. */
const verifiableFor = 24 * 60 * 60 * 1000;
/** A hub that refuses for good is asked again all the same: policies change. */
const askDeniedAfter = 7 * 24 * 60 * 60 * 1000;

export type IntentAnswer =
  | { readonly kind: 'confirmed'; readonly next: Subscription; readonly challenge: string }
  | { readonly kind: 'denied'; readonly next: Subscription }
  /** Not what we asked for: 404, and the hub forgets about it. */
  | { readonly kind: 'unasked' };

/**
 * Decides what to say to a hub's GET, and what it changes.
 *
 * Only a request of our own is confirmed: a stranger who knew the callback could else subscribe it
 * to anything, or end a subscription that we want.
 *
 * @example
 * answerIntent(subscription, { mode: 'subscribe', topic: 'https://else.example/', challenge: 'x' }, now)
 * // { kind: 'unasked' }
 */
export function answerIntent(
  subscription: Subscription,
  intent: Intent,
  now: Instant,
): IntentAnswer {
  if (intent.topic !== subscription.topic) return { kind: 'unasked' };
  if (intent.mode === 'denied') return deny(subscription, intent.reason, now);
  const { asked } = subscription;
  const isAsked =
    asked?.mode === intent.mode && Date.parse(now) - Date.parse(asked.at) <= verifiableFor;
  if (!isAsked) return { kind: 'unasked' };
  const { challenge } = intent;
  if (intent.mode === 'unsubscribe')
    return { kind: 'confirmed', next: ended(subscription), challenge };

  const seconds = leaseSeconds(intent.lease);
  if (seconds === undefined) return { kind: 'unasked' };
  const { retryAt: _retry, problem: _problem, missedAt: _missed, ...rest } = subscription;
  const leaseUntil = new Date(Date.parse(now) + seconds * 1000).toISOString();
  const next = { ...rest, confirmedAt: now, leaseUntil, failures: 0, misses: 0 };
  return { kind: 'confirmed', next, challenge };
}

/** It may be denied when it is asked for, and at any time after (section 5.2). */
function deny(subscription: Subscription, reason: string | undefined, now: Instant): IntentAnswer {
  const problem = `denied by the hub${reason === undefined ? '' : `: ${reason}`}`;
  const retryAt = new Date(Date.parse(now) + askDeniedAfter).toISOString();
  return { kind: 'denied', next: { ...afterFailure(ended(subscription), problem, now), retryAt } };
}

/**
 * A subscription that is over: nothing is expected of the hub, and nothing taken from it.
 *
 * @example
 * ended(subscription).leaseUntil // undefined
 */
export function ended(subscription: Subscription): Subscription {
  const { asked: _asked, leaseUntil: _lease, confirmedAt: _at, ...rest } = subscription;
  return rest;
}

const minute = 60_000;

export type PushAnswer =
  /** A poll is due after so many seconds. */
  | { readonly kind: 'poll'; readonly next: Subscription; readonly delaySeconds: number }
  /** The poll for an earlier push is still to come and will see this, too. */
  | { readonly kind: 'coalesced' }
  | { readonly kind: 'ended' };

/**
 * Decides what a signed push leads to: a poll of the feed, at most one a minute.
 *
 * @example
 * answerPush(subscription, now) // { kind: 'poll', delaySeconds: 0, next: … }
 */
export function answerPush(subscription: Subscription, now: Instant): PushAnswer {
  if (!isLeased(subscription, now)) return { kind: 'ended' };
  const { pushPollAt } = subscription;
  if (pushPollAt !== undefined && pushPollAt > now) return { kind: 'coalesced' };

  const at = Date.parse(now);
  const free = pushPollAt === undefined ? at : Math.max(at, Date.parse(pushPollAt) + minute);
  const next = { ...subscription, lastPushAt: now, pushPollAt: new Date(free).toISOString() };
  return { kind: 'poll', next, delaySeconds: Math.ceil((free - at) / 1000) };
}
