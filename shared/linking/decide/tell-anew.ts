import type { StoryId } from '../../model/ids.ts';
import { addReport, emptyStory, type Report } from '../story/grow-story.ts';
import type { StoryState } from '../story/story-state.ts';

/**
 * A story told by these reports alone, in their order.
 *
 * @returns nothing where there is none
 *
 * @example
 * tellAnew(storyId, [report], { crowd: 12 })?.story.articleCount // 1
 */
export function tellAnew(
  storyId: StoryId,
  reports: readonly Report[],
  { crowd }: { readonly crowd: number },
): StoryState | undefined {
  const [first] = reports;
  if (first === undefined) return undefined;
  const stream = { crowd, damping: new Map<string, number>() };
  return reports.reduce(
    (state, report) => addReport(state, report, stream),
    emptyStory(storyId, first),
  );
}
