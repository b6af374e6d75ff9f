import { daysAfter, laterOf } from '../../linking/likeness/instants.ts';
import type { StoryState } from '../../linking/story/story-state.ts';
import type { LinkIndex } from '../../ports/stories.ts';
import type { Clock } from '../../ports/web.ts';

type Filing = { readonly linkIndex: Pick<LinkIndex, 'saveAll'>; readonly now: Clock };

/** The index forgets a posting when no report can be near it in time any more. */
export const postingDays = 10;

/**
 * Files a story under words, as of the time at which it says that it was filed.
 *
 * @param terms those of its words under which it does not stand yet
 */
export async function savePostings(
  { story: { storyId }, profile: { posted } }: StoryState,
  terms: readonly string[],
  { linkIndex, now }: Filing,
): Promise<void> {
  const { at, crowd } = posted;
  const postings = terms.map((term) => ({ term, at, crowd, storyId }));
  const expires = daysAfter(laterOf(at, now().toISOString()), postingDays);
  await linkIndex.saveAll(postings, new Date(expires));
}
