import { isArticle } from '../../article/is-article.ts';
import { ConcurrentWriteError } from '../../errors.ts';
import { findLiving, isArriving } from '../../linking/story/follow-merges.ts';
import { removeReport } from '../../linking/story/grow-story.ts';
import { bestHeadline } from '../../linking/story/headline.ts';
import type { StoryState } from '../../linking/story/story-state.ts';
import type { ArticleId, StoryId } from '../../model/ids.ts';
import type { Story } from '../../model/story.ts';
import { primaryLanguage } from '../../text/tokens.ts';
import type { LinkArticlePorts } from './link-ports.ts';

type LeavePorts = Pick<LinkArticlePorts, 'stories' | 'articles'>;

type Leaving = {
  readonly articleId: ArticleId;
  /** What it is called, and was called when the story took it in: the story may go by one of them. */
  readonly titles: readonly (string | undefined)[];
};

/**
 * Takes a report out of a story, unless it is not in it. A story that went by the report's title
 * goes by that of one who stays.
 *
 * @returns the story as it is now; nothing where there is none
 * @throws ConcurrentWriteError while a merge or a split has the report in its hands
 */
export async function leaveStory(
  storyId: StoryId,
  leaving: Leaving,
  ports: LeavePorts,
): Promise<Story | undefined> {
  const { articleId, titles } = leaving;
  const { living, redirected } = await findLiving([storyId], ports.stories, 'latest');
  const [state] = living;
  if (state === undefined) return undefined;
  const isLeaving = state.story.splitting?.articleIds.includes(articleId) ?? false;
  if (isLeaving || isArriving(articleId, state, redirected))
    throw new ConcurrentWriteError(`story ${storyId}, which is merged or split,`);
  const without = removeReport(state, articleId);
  if (without === state) return state.story;
  const left = titles.includes(state.story.headline) ? await named(without, ports) : without;
  await ports.stories.save(left, state.story.version);
  return left.story;
}

/** Under the best title of the latest reports that are left; under its old one where there is none. */
async function named(state: StoryState, { articles }: LeavePorts): Promise<StoryState> {
  const { story, profile } = state;
  const records = await articles.findMany(profile.sketches.map(({ articleId }) => articleId));
  const titles = records
    .filter(isArticle)
    .filter(
      ({ state, language }) => state === 'live' && primaryLanguage(language) === profile.language,
    )
    .map(({ title }) => title);
  const headline = bestHeadline(titles, profile) || story.headline;
  return { story: { ...story, headline }, profile };
}
