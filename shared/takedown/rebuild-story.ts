import { addReport, emptyStory, type Report } from '../linking/grow-story.ts';
import type { StoryState } from '../linking/story-state.ts';
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
  const [first] = others;
  if (first === undefined) return undefined;
  const stream = { crowd: profile.posted.crowd, damping: new Map<string, number>() };
  const told = others.reduce(
    (state, report) => addReport(state, report, stream),
    emptyStory(story.storyId, first),
  );
  const { absorbed, closesAt, reopenedAt, mergedInto } = story;
  return {
    profile: told.profile,
    story: {
      ...told.story,
      mentions: story.mentions.filter(({ articleId }) => articleId !== without),
      ...(absorbed !== undefined && { absorbed }),
      ...(closesAt !== undefined && { closesAt }),
      ...(reopenedAt !== undefined && { reopenedAt }),
      ...(mergedInto !== undefined && { mergedInto }),
      version: story.version + 1,
    },
  };
}
