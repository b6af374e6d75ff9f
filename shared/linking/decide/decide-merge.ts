import { fading } from '../likeness/instants.ts';
import { likeness, type Vector } from '../likeness/vector.ts';
import type { StoryState } from '../story/story-state.ts';
import { coherenceOf, easedBar } from './decide-story.ts';

const dayMs = 24 * 60 * 60 * 1000;
const undamped: Vector = new Map();
/** Two stories of so many reports each are not alike by chance. */
const manyReports = 4;

/** Which story becomes part of which. */
export type Merge = {
  readonly into: StoryState;
  readonly from: StoryState;
  readonly score: number;
};

type Stream = { readonly crowd: number; readonly damping?: Vector };

/**
 * How alike two stories are, 0 to 1: {@link tellingLikeness}, less as time lies between the stories.
 *
 * @example
 * storyLikeness(state, state) // near 1 for a story of one report
 */
export function storyLikeness(a: StoryState, b: StoryState, damping = undamped): number {
  const gap =
    Math.max(
      0,
      Date.parse(a.story.firstSeenAt) - Date.parse(b.story.lastSeenAt),
      Date.parse(b.story.firstSeenAt) - Date.parse(a.story.lastSeenAt),
    ) / dayMs;
  return tellingLikeness(a, b, damping) * fading(gap);
}

/**
 * How alike is what two stories tell, 0 to 1, whenever they do: the mean likeness of a report of one
 * and a report of the other.
 *
 * The sums of many reports look alike as soon as these share a world: the more unlike the reports
 * of a story are, the less their sum says of each.
 *
 * @example
 * tellingLikeness(state, state) // near 1 for a story of one report
 */
export function tellingLikeness(a: StoryState, b: StoryState, damping = undamped): number {
  const ofSums = likeness(a.profile.sum, b.profile.sum, damping);
  return ofSums * coherenceOf(a.profile) * coherenceOf(b.profile);
}

/**
 * Whether two stories are one, by the bar that a report is held to, and which of the ids stays:
 * that of the one with more reports, then the older one, so that as few as possible have to learn
 * another.
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
  if (score < mergeBar(a, b, crowd)) return undefined;
  return { ...mergeOrder(a, b), score };
}

/**
 * The bar of a report, eased where each story has several: one pair of reports may be alike by
 * chance in a crowd, the mean of many pairs is not.
 */
function mergeBar({ profile: a }: StoryState, { profile: b }: StoryState, crowd: number): number {
  const fewest = Math.min(a.reports, b.reports);
  return easedBar((fewest - 1) / (manyReports - 1), crowd, a.language);
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
