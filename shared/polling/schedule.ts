import type { Feed } from '../model/feed.ts';
import type { Instant } from '../model/ids.ts';

const minute = 60_000;
/** Of a feed that was stored before polls were repeated. */
const usual = 60;

/** What says when a feed is polled: from `nextPollAt` on, every so many minutes, until it says something else. */
export type PollSchedule = Pick<Feed, 'pollEveryMinutes'> & { readonly nextPollAt: Instant };

/**
 * When a feed was due last.
 *
 * What a poll does not write down need not be read: the polls that follow are counted on from the one
 * that was written, so that a poll which finds nothing new costs no write.
 *
 * @returns `undefined` when it has not been due yet
 *
 * @example
 * lastDue({ nextPollAt: '2026-01-05T10:00:00.000Z', pollEveryMinutes: 30 }, Date.parse('2026-01-05T11:10:00Z'))
 * // '2026-01-05T11:00:00.000Z'
 */
export function lastDue(schedule: PollSchedule, now: number): Instant | undefined {
  const times = timesDue(schedule, now);
  return times === 0 ? undefined : instantOf(schedule, times - 1);
}

/**
 * When a feed is due next, after `now`.
 *
 * @example
 * nextDue({ nextPollAt: '2026-01-05T10:00:00.000Z', pollEveryMinutes: 30 }, Date.parse('2026-01-05T11:10:00Z'))
 * // '2026-01-05T11:30:00.000Z'
 */
export const nextDue = (schedule: PollSchedule, now: number): Instant =>
  instantOf(schedule, timesDue(schedule, now));

/**
 * When a feed is polled next: what is stored is the first time, from which the others are counted.
 *
 * @returns `undefined` for a feed that is not polled
 *
 * @example
 * nextPollOf({ nextPollAt: '2026-01-05T10:00:00.000Z', pollEveryMinutes: 30 }, new Date('2026-01-05T11:10:00Z'))
 * // '2026-01-05T11:30:00.000Z'
 */
export function nextPollOf(
  { nextPollAt, pollEveryMinutes }: Pick<Feed, 'nextPollAt' | 'pollEveryMinutes'>,
  now: Date,
): Instant | undefined {
  if (nextPollAt === undefined) return undefined;
  const every = pollEveryMinutes === undefined ? {} : { pollEveryMinutes };
  return nextDue({ nextPollAt, ...every }, now.getTime());
}

/**
 * How often a feed has been due by `now`.
 *
 * @example
 * timesDue({ nextPollAt: '2026-01-05T10:00:00.000Z', pollEveryMinutes: 30 }, Date.parse('2026-01-05T11:10:00Z')) // 3
 */
export function timesDue(schedule: PollSchedule, now: number): number {
  const since = now - Date.parse(schedule.nextPollAt);
  return since < 0 ? 0 : 1 + Math.floor(since / everyMs(schedule));
}

const everyMs = ({ pollEveryMinutes = usual }: PollSchedule): number =>
  Math.max(1, pollEveryMinutes) * minute;

const instantOf = (schedule: PollSchedule, times: number): Instant =>
  new Date(Date.parse(schedule.nextPollAt) + times * everyMs(schedule)).toISOString();

/**
 * Whole minutes from one instant to a later one, rounded up.
 *
 * @example
 * minutesBetween('2026-01-05T10:00:00.000Z', '2026-01-05T10:00:01.000Z') // 1
 */
export const minutesBetween = (from: Instant, to: Instant): number =>
  Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / minute));
