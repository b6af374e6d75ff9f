import type { ArticleId, StoryId } from '../../model/ids.ts';
import { memberKey, type StoryState } from './story-state.ts';

/** Merges are one step long; a longer chain is the work of several, a loop is damage. */
const mostHops = 20;

/** Where stories are read, as far as following them needs it. */
type Stories = {
  findMany(ids: readonly StoryId[], read?: 'latest'): Promise<StoryState[]>;
};

/**
 * Stories as they are now: each redirect followed to the story that it leads to.
 *
 * @returns living stories, each once, in no order; for each id that was asked for, where it led; and the
 *   redirected ones on the way, which hold what their merge has not brought over yet
 */
export async function findLiving(
  ids: readonly StoryId[],
  stories: Stories,
  read?: 'latest',
): Promise<{
  readonly living: StoryState[];
  readonly leadsTo: (id: StoryId) => StoryId;
  readonly redirected: StoryState[];
}> {
  const found = new Map<StoryId, StoryState>();
  const redirected: StoryState[] = [];
  const redirects = new Map<StoryId, StoryId>();
  let wanted: StoryId[] = [...new Set(ids)];
  for (let hop = 0; wanted.length > 0 && hop <= mostHops; hop++) {
    for (const state of await stories.findMany(wanted, read)) {
      const { storyId, mergedInto } = state.story;
      if (mergedInto === undefined) found.set(storyId, state);
      else {
        redirects.set(storyId, mergedInto);
        redirected.push(state);
      }
    }
    wanted = [...new Set(redirects.values())].filter((id) => !found.has(id) && !redirects.has(id));
  }
  const leadsTo = (id: StoryId): StoryId => {
    let at = id;
    for (let hop = 0; hop <= mostHops; hop++) at = redirects.get(at) ?? at;
    return at;
  };
  return { living: [...found.values()], leadsTo, redirected };
}

/**
 * Whether a merge that has begun is about to bring a report into a story. Who takes the report out of it
 * now would find it there again.
 *
 * @param redirected stories that lead to this one
 *
 * @example
 * isArriving(articleId, into, redirected) // true until `into` has taken in what they held
 */
export const isArriving = (
  articleId: ArticleId,
  { story: { absorbed = [] } }: StoryState,
  redirected: readonly StoryState[],
): boolean =>
  redirected.some(
    ({ story, profile }) =>
      profile.members.has(memberKey(articleId)) && !absorbed.includes(story.storyId),
  );
