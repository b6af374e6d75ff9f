import type { Feed, PollingState } from '../model/feed.ts';
import type { Instant } from '../model/ids.ts';
import { parseHttpDate } from './http-date.ts';
import { publishersFloor } from './next-poll.ts';
import { afterQuietHours } from './quiet-hours.ts';
import { pollsToProve } from './redirect-trial.ts';
import { nextDue, type PollSchedule, timesDue } from './schedule.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/**
 * How far a stored schedule may be from the one that a poll comes to, either way: a rhythm is never
 * known better than that, but of feeds that are asked within the hour minutes count.
 */
const tolerance = 5 / 3;
const hastyTolerance = 4 / 3;
const hastyMinutes = 45;

/** A feed before and after a poll, whose schedule it decided anew. */
type Polled = { readonly before: Feed; readonly after: Feed; readonly now: Instant };

/**
 * Lets a feed keep the schedule that is stored where that does as well as the new one: its index
 * entry is then not written again.
 *
 * It does if the next poll comes at about the time that is wanted, never before the publisher wants
 * it nor later than the operator does, and in none of its quiet hours.
 *
 * @example
 * keepSchedule({ before, after, now }).nextPollAt // before.nextPollAt, unless the rhythm has changed
 */
export function keepSchedule({ before, after, now }: Polled): Feed {
  const counted = {
    ...after,
    polling: { ...after.polling, polls: pollsOf({ before, after, now }) },
  };
  const [stored, wanted] = [scheduleOf(before), scheduleOf(after)];
  if (stored === undefined || wanted === undefined || before.pollEveryMinutes === undefined)
    return counted;
  const at = Date.parse(now);
  const next = Date.parse(nextDue(stored, at));
  const { polling } = after;
  const { skipHours = [], skipDays = [] } = polling.pace ?? {};
  const keeps =
    isNear((next - at) / minute, (Date.parse(wanted.nextPollAt) - at) / minute) &&
    isNear(before.pollEveryMinutes, after.pollEveryMinutes ?? 0) &&
    next - at >= publishersFloor(polling) * minute &&
    isWithinWish(after, { next: (next - at) / minute, every: before.pollEveryMinutes }) &&
    afterQuietHours(next, { skipHours, skipDays }) === next;
  return keeps
    ? { ...counted, nextPollAt: stored.nextPollAt, pollEveryMinutes: before.pollEveryMinutes }
    : counted;
}

/** Whether an operator who wants a feed to be asked at least so often would be content. */
function isWithinWish(
  { everyMinutes = Number.POSITIVE_INFINITY, pollEveryMinutes = 0 }: Feed,
  { next, every }: { readonly next: number; readonly every: number },
): boolean {
  // Where the publisher wants to be left alone for longer, that is all there is to have.
  const wish = Math.max(everyMinutes, pollEveryMinutes);
  return next <= wish && every <= wish;
}

/** Of two waits in minutes. */
function isNear(a: number, b: number): boolean {
  const within = Math.min(a, b) < hastyMinutes ? hastyTolerance : tolerance;
  return a <= b * within && b <= a * within;
}

const scheduleOf = (feed: Feed): PollSchedule | undefined => {
  const { nextPollAt, pollEveryMinutes } = feed;
  if (nextPollAt === undefined) return undefined;
  return { nextPollAt, ...(pollEveryMinutes !== undefined && { pollEveryMinutes }) };
};

/** Polls that wrote nothing are counted when one writes. */
function pollsOf({ before, after, now }: Polled): number {
  const schedule = scheduleOf(before);
  const { lastPolledAt } = before.polling;
  if (schedule === undefined || lastPolledAt === undefined) return after.polling.polls;
  const since = timesDue(schedule, Date.parse(now)) - timesDue(schedule, Date.parse(lastPolledAt));
  return after.polling.polls + Math.max(0, since - 1);
}

/**
 * Whether a poll that brought nothing has all the same learnt what must be stored: a schedule that no
 * longer fits, validators, an address, the end of a failure; or whether the feed was not written for a day.
 *
 * @example
 * isWorthSaving({ before: feed, after: feed, now }) // false, if it was saved within a day
 */
export function isWorthSaving({ before, after, now }: Polled): boolean {
  const { lastPolledAt } = before.polling;
  if (lastPolledAt === undefined || Date.parse(now) - Date.parse(lastPolledAt) >= day) return true;
  if (before.status !== after.status || before.nextPollAt !== after.nextPollAt) return true;
  if (before.pollEveryMinutes !== after.pollEveryMinutes) return true;
  return factsOf(before.polling, before.polling) !== factsOf(after.polling, before.polling);
}

/** What a later poll asks for or judges by, and what an operator reads. */
function factsOf(polling: PollingState, before: PollingState): string {
  const { etag, failures, lastError, redirect, movedTo, hub, topic, title, siteUrl, pace } =
    polling;
  const trial = redirect && [redirect.url, Math.min(redirect.seen, pollsToProve)];
  const { ttlMinutes, skipHours, skipDays } = pace ?? {};
  return JSON.stringify([
    ...[etag, isClock(polling) ? before.lastModified : polling.lastModified],
    ...[failures, lastError, trial, movedTo, hub, topic, title, siteUrl],
    ...[ttlMinutes, skipHours, skipDays],
  ]);
}

/** Some servers say that everything was modified just now, each time they are asked: no validator. */
function isClock({ lastModified, lastPolledAt }: PollingState): boolean {
  const modified = parseHttpDate(lastModified ?? '');
  if (modified === undefined || lastPolledAt === undefined) return false;
  return Math.abs(Date.parse(lastPolledAt) - modified) < minute;
}
