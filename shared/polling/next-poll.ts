import type { Feed, PollingState } from '../model/feed.ts';
import type { Instant } from '../model/ids.ts';
import { backoffMinutes, pauseMinutes } from './backoff.ts';
import { afterQuietHours } from './quiet-hours.ts';
import { retryAfterMinutes } from './retry-after.ts';
import { adaptiveInterval } from './rhythm.ts';
import { spread } from './spread.ts';

/** Whatever a feed says. */
const shortest = 10;
/** Floors are believed up to a day; longer ones are mistakes of unit, mostly. */
const longestFloor = 24 * 60;
/** By how much of itself an interval may be longer, so that feeds do not march in step. */
const jitter = 0.1;
/** By how many minutes one poll may come late and the next in time, and the floor hold between them. */
const untimely = 2;

export type Schedule = {
  readonly nextPollAt: Instant;
  readonly pollEveryMinutes: number;
};

/**
 * When to ask again after a good answer: by the feed's rhythm, and never before the publisher wants
 * it (`max-age`, `Expires`, `ttl`, `sy:updatePeriod`, `skipHours`, `skipDays`); sooner than its rhythm
 * says where the operator wants that (`everyMinutes`).
 *
 * @example
 * nextPoll(feed, polling, now).pollEveryMinutes // 60 to 66 for a feed that nobody knows yet
 */
export function nextPoll(
  { feedId, everyMinutes = Number.POSITIVE_INFINITY }: Pick<Feed, 'feedId' | 'everyMinutes'>,
  polling: PollingState,
  now: Instant,
): Schedule {
  const { recent } = polling;
  const floor = publishersFloor(polling);
  const rhythm = adaptiveInterval(recent, Date.parse(now));
  const adaptive = Math.min(rhythm, everyMinutes / (1 + jitter));
  const minutes = Math.max(floor <= shortest ? floor : floor + untimely, adaptive);
  const nextPollAt = after(minutes, { feedId, polling, now });
  const pollEveryMinutes = Math.ceil(minutes * (1 + jitter * spread(feedId, now)));
  return { nextPollAt, pollEveryMinutes };
}

/**
 * For how many minutes after a poll a publisher wants not to be asked again.
 *
 * @example
 * publishersFloor({ ...polling, pace: { ttlMinutes: 60, skipHours: [], skipDays: [] } }) // 60
 */
export function publishersFloor({ pace }: Pick<PollingState, 'pace'>): number {
  const floors = [pace?.ttlMinutes ?? 0, pace?.freshMinutes ?? 0];
  return Math.min(longestFloor, Math.max(shortest, ...floors));
}

/**
 * When to ask again after a failure: twice as long each time, and not before `Retry-After`.
 *
 * @example
 * nextTry(feed.feedId, polling, { now }) // half an hour on after a first failure
 */
export function nextTry(feedId: Feed['feedId'], polling: PollingState, failure: Failure): Instant {
  const { now, status, retryAfter } = failure;
  const asked =
    retryAfterMinutes(retryAfter, Date.parse(now)) ?? (status === 429 ? pauseMinutes(1) : 0);
  const minutes = Math.max(backoffMinutes(polling.failures), asked);
  return after(minutes, { feedId, polling, now });
}

export type Failure = {
  readonly now: Instant;
  readonly status?: number | undefined;
  readonly retryAfter?: string | undefined;
};

function after(
  minutes: number,
  {
    feedId,
    polling,
    now,
  }: {
    readonly feedId: Feed['feedId'];
    readonly polling: PollingState;
    readonly now: Instant;
  },
): Instant {
  const stretched = minutes * 60_000 * (1 + jitter * spread(feedId, now));
  const { skipHours = [], skipDays = [] } = polling.pace ?? {};
  const at = Math.ceil(Date.parse(now) + stretched);
  return new Date(afterQuietHours(at, { skipHours, skipDays })).toISOString();
}
