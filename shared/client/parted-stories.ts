import type { StoryId } from '../model/ids.ts';
import type { Story } from '../model/story.ts';

/**
 * Stories that were one with this until it turned out to tell two events: where its first reports
 * were by mistake, then where reports went that were here by mistake, the latest first.
 *
 * @param read stories as they are stored, in any order
 */
export async function partedStories(
  { storyId, splitFrom, splitOff = [] }: Story,
  read: (ids: readonly StoryId[]) => Promise<readonly Story[]>,
): Promise<readonly Story[]> {
  const ids = [...(splitFrom === undefined ? [] : [splitFrom]), ...splitOff.toReversed()];
  if (ids.length === 0) return [];
  const found = new Map((await read(ids)).map((story) => [story.storyId, story]));
  // One that was merged again says so where it leads; one that was merged back is this one.
  return ids
    .flatMap((id) => found.get(id) ?? [])
    .filter(({ mergedInto }) => mergedInto !== storyId);
}
