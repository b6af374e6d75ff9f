import type { Feed } from '../shared/model/feed.ts';
import type { Instant } from '../shared/model/ids.ts';
import { nextDue } from '../shared/polling/schedule.ts';

/** When a feed is polled next; one that is due, and one whose last poll found nothing, is not written. */
export function nextPollOf(
  { nextPollAt, pollEveryMinutes }: Pick<Feed, 'nextPollAt' | 'pollEveryMinutes'>,
  now: Date,
): Instant | undefined {
  if (nextPollAt === undefined) return undefined;
  const every = pollEveryMinutes === undefined ? {} : { pollEveryMinutes };
  return nextDue({ nextPollAt, ...every }, now.getTime());
}

/** A feed with the instant of its next poll in place of the one that is stored. */
export function withNextPoll(feed: Feed, now: Date): Feed {
  const nextPollAt = nextPollOf(feed, now);
  return nextPollAt === undefined ? feed : { ...feed, nextPollAt };
}
