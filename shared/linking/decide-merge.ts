import { joinBar } from './decide-story.ts';
import { fading } from './instants.ts';
import type { StoryState } from './story-state.ts';
import { likeness, type Vector } from './vector.ts';

/** How much higher than a report's bar the bar is for two stories: a wrong merge is for ever. */
const mergeFactor = 1.2;
/** And for each factor of e of reports that the smaller one has: all of them would be wrong. */
const sizeFactor = 1.2;
/** While few stories go on the bar is low, and a shared word or two would reach it. */
const leastLikeness = 0.15;
const dayMs = 24 * 60 * 60 * 1000;
const undamped: Vector = new Map();

/** Which story becomes part of which. */
export type Merge = {
  readonly into: StoryState;
  readonly from: StoryState;
  readonly score: number;
};

type Stream = { readonly crowd: number; readonly damping?: Vector };

/**
 * How alike two stories are, 0 to 1: the cosine of their reports' terms, less as time lies
 * between them.
 *
 * @example
 * storyLikeness(state, state) // 1
 */
export function storyLikeness(a: StoryState, b: StoryState, damping = undamped): number {
  const gap =
    Math.max(
      0,
      Date.parse(a.story.firstSeenAt) - Date.parse(b.story.lastSeenAt),
      Date.parse(b.story.firstSeenAt) - Date.parse(a.story.lastSeenAt),
    ) / dayMs;
  return likeness(a.profile.sum, b.profile.sum, damping) * fading(gap);
}

/**
 * Whether two stories are one, and which of the ids stays: that of the one with more reports,
 * then the older one, so that as few as possible have to learn another.
 *
 * @returns `undefined` when they are two
 *
 * @example
 * decideMerge(state, other, { crowd: 12 })?.into.story.storyId
 */
export function decideMerge(
  a: StoryState,
  b: StoryState,
  { crowd, damping }: Stream,
): Merge | undefined {
  if (a.story.storyId === b.story.storyId || a.profile.language !== b.profile.language)
    return undefined;
  if (a.story.mergedInto !== undefined || b.story.mergedInto !== undefined) return undefined;
  const score = storyLikeness(a, b, damping);
  const reports = Math.max(1, Math.min(a.profile.reports, b.profile.reports));
  const bar = joinBar(crowd, a.profile.language) * (mergeFactor + sizeFactor * Math.log(reports));
  if (score < Math.max(bar, leastLikeness)) return undefined;
  return { ...mergeOrder(a, b), score };
}

/**
 * Which of two stories becomes part of which.
 *
 * @example
 * mergeOrder(small, large).into // large
 */
export const mergeOrder = (a: StoryState, b: StoryState): Pick<Merge, 'into' | 'from'> =>
  byStanding(a, b) <= 0 ? { into: a, from: b } : { into: b, from: a };

const byStanding = ({ story: a }: StoryState, { story: b }: StoryState): number =>
  b.articleCount - a.articleCount ||
  (a.firstSeenAt + a.storyId < b.firstSeenAt + b.storyId ? -1 : 1);
