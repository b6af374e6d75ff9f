import type { StoryId } from '../../model/ids.ts';
import type { Story } from '../../model/story.ts';
import type { Split } from '../decide/decide-split.ts';
import { tellAnew } from '../decide/tell-anew.ts';
import type { Report } from './grow-story.ts';
import { closingOf } from './story-life.ts';
import { seenUntil } from './story-place.ts';
import type { Filing, StoryState } from './story-state.ts';

/** Stories that one story remembers to have given away. */
const rememberedSplits = 20;

/** A story of which some reports are on their way out. */
export type SplittingState = StoryState & {
  readonly story: Story & Required<Pick<Story, 'splitting'>>;
};

/**
 * A story without the reports that leave it, told by the others alone. What it is filed under it
 * stays filed under, and ids that led to it still do.
 *
 * @example
 * beginSplit(state, { stays, leaves, into }).story.splitting // { into, articleIds: ids of `leaves` }
 */
export function beginSplit(
  state: StoryState,
  { stays, leaves, into }: Split & { readonly into: StoryId },
): SplittingState {
  const { story, profile } = state;
  const { posted } = profile;
  const told = tellAnew(story.storyId, stays, posted) ?? state;
  const { headline, languages, sites, articleCount, terms, places } = told.story;
  const { firstSeenAt, lastSeenAt } = told.story;
  const left = {
    ...seenUntil(story, lastSeenAt),
    ...{ headline, languages, sites, articleCount, terms, places, firstSeenAt },
    splitOff: [...(story.splitOff ?? []), into].slice(-rememberedSplits),
    splitting: { into, articleIds: leaves.map(({ articleId }) => articleId) },
    version: story.version + 1,
  };
  return {
    story: { ...left, closesAt: closingOf(left) },
    profile: { ...told.profile, posted },
  };
}

/**
 * The story of the reports that leave.
 *
 * @param reports those of them that are there still
 */
export function splitOffStory(
  { storyId, splitting }: SplittingState['story'],
  reports: readonly Report[],
  { crowd }: Pick<Filing, 'crowd'>,
): StoryState | undefined {
  const order = splitting.articleIds;
  const inOrder = [...reports].sort(
    (a, b) => order.indexOf(a.articleId) - order.indexOf(b.articleId),
  );
  const told = tellAnew(splitting.into, inOrder, { crowd });
  if (told === undefined) return undefined;
  const story = { ...told.story, splitFrom: storyId, version: 1 };
  return { story: { ...story, closesAt: closingOf(story) }, profile: told.profile };
}

/** The story when its reports have found their place. */
export function endSplit({ story, profile }: StoryState): StoryState {
  const { splitting: _done, ...rest } = story;
  return { story: { ...rest, version: story.version + 1 }, profile };
}
