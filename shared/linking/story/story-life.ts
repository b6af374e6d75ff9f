import type { Instant } from '../../model/ids.ts';
import type { Story } from '../../model/story.ts';
import { daysAfter } from '../likeness/instants.ts';

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

/** So many reports tell how a story goes; a few that come together may be its beginning. */
const tellingReports = 4;
/** What twice as many tell goes on, however quickly they came; what so many tell does by half. */
const largeStory = 14;
/** A story that is told for so many days goes on as any other does. */
const longTold = 1;
/** How many times as fast as that of others the pull of a story fades that was told in one go. */
const mostHaste = 2;

/**
 * How many times as fast as others a story's pull fades when nothing more comes, 1 to 2. What several told
 * within hours, and nobody since, is over: the next day's bulletin in the same words, the next match and the
 * next visit are others. What is told for a day, or by dozens, goes on.
 *
 * @param reports of the story
 *
 * @example
 * hasteOf({ firstSeenAt: '2026-01-05T09:00:00.000Z', lastSeenAt: '2026-01-05T09:00:00.000Z' }, 5) // 2
 */
export function hasteOf(
  { firstSeenAt, lastSeenAt }: Pick<Story, 'firstSeenAt' | 'lastSeenAt'>,
  reports: number,
): number {
  if (reports < tellingReports) return 1;
  const span = (Date.parse(lastSeenAt) - Date.parse(firstSeenAt)) / dayMs;
  const inOneGo = Math.max(0, 1 - span / longTold);
  const few = Math.min(1, Math.max(0, 2 - reports / largeStory));
  return 1 + (mostHaste - 1) * inOneGo * few;
}
