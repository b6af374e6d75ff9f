import { tellAnew } from '../linking/decide/tell-anew.ts';
import type { Report } from '../linking/story/grow-story.ts';
import type { StoryState } from '../linking/story/story-state.ts';
import type { ArticleId } from '../model/ids.ts';

/**
 * A story as if one of its reports had never been in it: told by the others alone, in their order,
 * under its old id.
 *
 * @param others the reports that are left of it
 * @returns nothing where there is none left
 *
 * @example
 * rebuiltStory(state, { without: articleId, others: [] }) // undefined
 */
export function rebuiltStory(
  { story, profile }: StoryState,
  { without, others }: { readonly without: ArticleId; readonly others: readonly Report[] },
): StoryState | undefined {
  const told = tellAnew(story.storyId, others, profile.posted);
  if (told === undefined) return undefined;
  const { absorbed, splitOff, splitFrom, closesAt, reopenedAt, mergedInto } = story;
  return {
    profile: told.profile,
    story: {
      ...told.story,
      mentions: story.mentions.filter(({ articleId }) => articleId !== without),
      ...(absorbed !== undefined && { absorbed }),
      ...(splitOff !== undefined && { splitOff }),
      ...(splitFrom !== undefined && { splitFrom }),
      ...(closesAt !== undefined && { closesAt }),
      ...(reopenedAt !== undefined && { reopenedAt }),
      ...(mergedInto !== undefined && { mergedInto }),
      version: story.version + 1,
    },
  };
}
