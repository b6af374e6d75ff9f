import { isArticle } from '../../article/is-article.ts';
import { ConcurrentWriteError } from '../../errors.ts';
import { crowdAt } from '../../linking/candidates/crowd.ts';
import { decideSplit, mayBeTwo } from '../../linking/decide/decide-split.ts';
import { reportOf } from '../../linking/likeness/report.ts';
import type { Report } from '../../linking/story/grow-story.ts';
import {
  beginSplit,
  endSplit,
  type SplittingState,
  splitOffStory,
} from '../../linking/story/split-states.ts';
import { memberKey, type StoryState } from '../../linking/story/story-state.ts';
import type { SplitStoryTask } from '../../messages.ts';
import type { Article } from '../../model/article.ts';
import type { ArticleId, StoryId } from '../../model/ids.ts';
import type { Story } from '../../model/story.ts';
import { contentText } from '../../page/content-text.ts';
import { storyIdOf } from '../../url/ids.ts';
import { tellMove } from '../tell-change.ts';
import { storySplit, storyUpdated } from './announce.ts';
import { leaveStory } from './leave-story.ts';
import type { LinkArticlePorts, LinkOutcome } from './link-ports.ts';
import { readRoster } from './load-candidates.ts';
import { relinkCamps } from './relink-camps.ts';
import { savePostings } from './save-postings.ts';

/** Members of a camp that may found its story, where the first one's id is taken. */
const mostFounders = 3;
/** So often somebody may join a story just when its split ends. */
const mostTries = 4;

/**
 * Makes two stories of one whose reports turn out to tell two events. Each write is the ground for
 * the next, and each is skipped where it was done: a split that died is finished by running it again.
 *
 * 1. The story lets the reports go, and remembers which and where to until all is done.
 * 2. The new story is stored, postings first.
 * 3. The articles move; one that has gone elsewhere meanwhile is not counted.
 * 4. Links between the two stories give way to links within each.
 * 5. The world is told.
 * 6. The story forgets that it was being split.
 */
export async function splitStory(
  { storyId }: SplitStoryTask,
  ports: LinkArticlePorts,
): Promise<LinkOutcome> {
  const [state] = await ports.stories.findMany([storyId], 'latest');
  if (state === undefined || state.story.mergedInto !== undefined)
    return { kind: 'skipped', reason: 'unknown' };
  if (state.story.splitting !== undefined) return finish(state as SplittingState, ports);

  const articles = await articlesOf(state, ports);
  // One is on its way in or out: the story is looked at again when it has grown.
  if (articles === undefined) return { kind: 'skipped', reason: 'unsettled' };
  const around = { crowd: await crowdAround(state, ports) };
  const leads = articles.map((article) => reportOf(article, article.lead));
  if (!mayBeTwo(state, leads, around)) return { kind: 'skipped', reason: 'alike' };
  const split = decideSplit(state, await readReports(articles, ports), around);
  if (split === undefined) return { kind: 'skipped', reason: 'alike' };
  const into = await freeId(state.story, split.leaves, ports);
  if (into === undefined) return { kind: 'skipped', reason: 'known' };
  const begun = beginSplit(state, { ...split, into });
  await ports.stories.save(begun, state.story.version);
  return finish(begun, ports);
}

/** The articles that a story counts; nothing where one of them cannot be had. */
async function articlesOf(
  { story: { storyId }, profile }: StoryState,
  ports: LinkArticlePorts,
): Promise<Article[] | undefined> {
  // The index may not know the newest members yet; the story itself does.
  const ids = new Set(profile.sketches.map(({ articleId }) => articleId));
  for await (const page of ports.members.membersOf(storyId)) for (const id of page) ids.add(id);
  const counted = [...ids].filter((id) => profile.members.has(memberKey(id)));
  if (counted.length !== profile.members.size) return undefined;
  const articles = await liveArticles(counted, ports);
  const elsewhere = articles.some((one) => one.storyId !== undefined && one.storyId !== storyId);
  return elsewhere || articles.length < counted.length ? undefined : articles;
}

async function liveArticles(
  ids: readonly ArticleId[],
  { articles }: Pick<LinkArticlePorts, 'articles'>,
): Promise<Article[]> {
  const records = await articles.findMany(ids);
  return records.filter(isArticle).filter(({ state }) => state === 'live');
}

const readReports = (
  articles: readonly Article[],
  { revisions }: Pick<LinkArticlePorts, 'revisions'>,
): Promise<Report[]> =>
  Promise.all(
    articles.map(async (article) => {
      const stored = await revisions.find(article.articleId, article.revision);
      return reportOf(article, stored === undefined ? article.lead : contentText(stored.blocks));
    }),
  );

async function crowdAround(
  { story, profile }: StoryState,
  ports: LinkArticlePorts,
): Promise<number> {
  const at = story.lastSeenAt;
  return crowdAt(at, await readRoster(profile.language, at, ports));
}

/**
 * The id of the new story: that of the first of its reports which has founded none yet. Nothing
 * where a merge took back what a split had given: two that cannot agree would go on for ever.
 */
async function freeId(
  { storyId }: Story,
  reports: readonly Report[],
  { stories }: LinkArticlePorts,
): Promise<StoryId | undefined> {
  const ids = reports.slice(0, mostFounders).map(({ articleId }) => storyIdOf(articleId));
  const found = await stories.findMany(ids, 'latest');
  if (found.some(({ story }) => story.splitFrom === storyId)) return undefined;
  const taken = new Set(found.map(({ story }) => story.storyId));
  return ids.find((id) => id !== storyId && !taken.has(id));
}

async function finish(begun: SplittingState, ports: LinkArticlePorts): Promise<LinkOutcome> {
  const { storyId, splitting } = begun.story;
  const { into, articleIds } = splitting;
  const founded = await foundStory(begun, ports);
  if (founded !== undefined) {
    const moved = await moveMembers(articleIds, { from: storyId, into }, ports);
    await relinkCamps(begun, founded, ports);
    await ports.publish([
      storySplit(into, storyId),
      storyUpdated(moved ?? founded.story),
      storyUpdated(begun.story),
    ]);
  }
  await end(begun, ports);
  return { kind: 'split', storyId: into, from: storyId, articleIds };
}

/**
 * Has the story forget that it is being split. Who joined it meanwhile has kept what it says: that is no
 * ground to fail, since a second delivery of the task may have found nothing to do before it began.
 */
async function end(begun: SplittingState, { stories }: LinkArticlePorts): Promise<void> {
  const { storyId, splitting } = begun.story;
  let state: StoryState | undefined = begun;
  for (let tries = 1; state?.story.splitting?.into === splitting.into; tries++)
    try {
      return await stories.save(endSplit(state), state.story.version);
    } catch (error) {
      if (!(error instanceof ConcurrentWriteError) || tries === mostTries) throw error;
      [state] = await stories.findMany([storyId], 'latest');
    }
}

/** @returns nothing where all of its reports were taken down or removed meanwhile */
async function foundStory(
  { story, profile }: SplittingState,
  ports: LinkArticlePorts,
): Promise<StoryState | undefined> {
  const { into, articleIds } = story.splitting;
  const [known] = await ports.stories.findMany([into], 'latest');
  if (known !== undefined) return known;
  const reports = await readReports(await liveArticles(articleIds, ports), ports);
  const founded = splitOffStory(story, reports, profile.posted);
  if (founded === undefined) return undefined;
  await savePostings(founded, founded.profile.posted.terms, ports);
  await ports.stories.save(founded, 0);
  return founded;
}

/** @returns the new story where it has lost a report: one that was in a third story by then */
async function moveMembers(
  ids: readonly ArticleId[],
  ends: { readonly from: StoryId; readonly into: StoryId },
  ports: LinkArticlePorts,
): Promise<Story | undefined> {
  const { articles, members, now } = ports;
  let left: Story | undefined;
  for (const articleId of ids) {
    const movedAt = now().toISOString();
    if (await members.move(articleId, { ...ends, at: movedAt })) {
      await tellMove({ articleId, storyId: ends.into, movedAt }, ports);
      continue;
    }
    const record = await articles.find(articleId);
    if (!isArticle(record)) continue;
    // An earlier try may have moved it, and died before it told.
    if (record.storyId === ends.into) await tellMove(record, ports);
    else {
      const leaving = { articleId, titles: [record.title] };
      left = (await leaveStory(ends.into, leaving, ports)) ?? left;
    }
  }
  return left;
}
