import type { Instant } from '../model/ids.ts';
import type { Story } from '../model/story.ts';
import { daysAfter } from './instants.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** A story closes when nothing came for so many times its usual gap between two reports. */
const missedGaps = 3;
const fewestDays = 2;
/** The linker finds no story by what it said longer ago. */
const mostDays = 6;

type Rhythm = Pick<Story, 'firstSeenAt' | 'lastSeenAt' | 'articleCount'>;

/**
 * When a story closes unless another report comes: after three times its mean gap between two
 * reports, within two to six days. A story of one report has no rhythm yet.
 *
 * @example
 * closingOf({ firstSeenAt: '2026-01-05T09:00:00.000Z', lastSeenAt: '2026-01-05T09:00:00.000Z', articleCount: 1 })
 * // '2026-01-07T09:00:00.000Z'
 */
export function closingOf({ firstSeenAt, lastSeenAt, articleCount }: Rhythm): Instant {
  const span = (Date.parse(lastSeenAt) - Date.parse(firstSeenAt)) / dayMs;
  const patience = articleCount < 2 ? 0 : (missedGaps * span) / (articleCount - 1);
  return daysAfter(lastSeenAt, Math.min(mostDays, Math.max(fewestDays, patience)));
}

/**
 * Whether nothing has come to a story for longer than its rhythm allows.
 *
 * @example
 * isClosed({ closesAt: '2026-01-07T09:00:00.000Z' }, new Date('2026-01-08')) // true
 */
export const isClosed = ({ closesAt }: Pick<Story, 'closesAt'>, now: Date): boolean =>
  closesAt !== undefined && Date.parse(closesAt) < now.getTime();

/**
 * A story that has grown, with when it closes; a report that comes after the closing reopens it.
 *
 * @example
 * livingOn(before, after).closesAt // two days after its only report
 */
export function livingOn(before: Story, after: Story): Story {
  const { closesAt } = before;
  const reopened = closesAt !== undefined && after.lastSeenAt > closesAt;
  const life = { closesAt: closingOf(after), ...(reopened && { reopenedAt: after.lastSeenAt }) };
  // A spread with a new name behind it would give each story a hidden class of its own in V8.
  return Object.assign({}, after, life);
}
