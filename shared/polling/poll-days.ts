import type { Feed, PollDay } from '../model/feed.ts';
import type { Instant } from '../model/ids.ts';
import { type PollSchedule, timesDue } from './schedule.ts';

const dayMs = 24 * 60 * 60_000;
/** So many days are remembered. */
export const keptPollDays = 14;

/** How a poll that is written down ended. */
export type PollEnding = 'news' | 'nothing-new' | 'failed';

type Polled = {
  readonly before: Feed;
  readonly now: Instant;
  readonly ending: PollEnding;
};

/**
 * What the polls of the last days came to, once another is written down: polls that found nothing new
 * wrote nothing, and are counted now, on the days on which they were due.
 *
 * @example
 * countPoll({ before: feed, now: '2026-01-05T11:00:00.000Z', ending: 'news' })
 * // [{ day: '2026-01-05', polls: 4, quiet: 3, failed: 0 }]
 */
export function countPoll({ before, now, ending }: Polled): readonly PollDay[] {
  const silent = silentPolls(before, Date.parse(now));
  // The last of those that were due is the one that is being written.
  const earlier = before.polling.lastPolledAt === undefined ? [] : silent.slice(0, -1);
  return tally(before.polling.days ?? [], [
    ...earlier.map((at) => ({ at, ending: 'nothing-new' as const })),
    { at: now, ending },
  ]);
}

/**
 * The same at any time between: polls that were due since the last one that was written down have, for
 * all that is known, found nothing new.
 *
 * @example
 * pollDaysUntil(feed, Date.parse('2026-01-05T11:10:00Z'))
 * // [{ day: '2026-01-05', polls: 5, quiet: 4, failed: 0 }]
 */
export const pollDaysUntil = (feed: Feed, now: number): readonly PollDay[] =>
  tally(
    feed.polling.days ?? [],
    silentPolls(feed, now).map((at) => ({ at, ending: 'nothing-new' as const })),
  );

/** When polls were due since the last that was written; one a day is, so that longer ago none was made. */
function silentPolls(
  { nextPollAt, pollEveryMinutes, polling: { lastPolledAt } }: Feed,
  now: number,
): Instant[] {
  if (nextPollAt === undefined || lastPolledAt === undefined) return [];
  const schedule: PollSchedule = { nextPollAt, ...(pollEveryMinutes && { pollEveryMinutes }) };
  const since = Date.parse(lastPolledAt);
  const from = timesDue(schedule, since);
  const until = timesDue(schedule, Math.min(now, since + dayMs));
  const every = Math.max(1, pollEveryMinutes ?? 60) * 60_000;
  return Array.from({ length: Math.max(0, until - from) }, (_, at) =>
    new Date(Date.parse(nextPollAt) + (from + at) * every).toISOString(),
  );
}

type Ended = { readonly at: Instant; readonly ending: PollEnding };

/** Newest day first. */
function tally(days: readonly PollDay[], polls: readonly Ended[]): readonly PollDay[] {
  const byDay = new Map(days.map((one) => [one.day, one]));
  for (const { at, ending } of polls) {
    const day = at.slice(0, 10);
    const { polls, quiet, failed } = byDay.get(day) ?? { polls: 0, quiet: 0, failed: 0 };
    byDay.set(day, {
      ...{ day, polls: polls + 1 },
      quiet: quiet + Number(ending === 'nothing-new'),
      failed: failed + Number(ending === 'failed'),
    });
  }
  const sorted = [...byDay.values()].toSorted((a, b) => (a.day < b.day ? 1 : -1));
  const oldest = Date.parse(sorted[0]?.day ?? '') - (keptPollDays - 1) * dayMs;
  return sorted.filter(({ day }) => Date.parse(day) >= oldest);
}
