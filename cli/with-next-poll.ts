import type { Feed } from '../shared/model/feed.ts';
import { nextPollOf } from '../shared/polling/schedule.ts';

/** A feed with the instant of its next poll in place of the one that is stored. */
export function withNextPoll(feed: Feed, now: Date): Feed {
  const nextPollAt = nextPollOf(feed, now);
  return nextPollAt === undefined ? feed : { ...feed, nextPollAt };
}
