import { isArticle } from '../../article/is-article.ts';
import { batchesOf } from '../../collections/batches-of.ts';
import { ConcurrentWriteError } from '../../errors.ts';
import { findLiving } from '../../linking/story/follow-merges.ts';
import { emptied, mergeStates, redirected } from '../../linking/story/merge-states.ts';
import type { StoryState } from '../../linking/story/story-state.ts';
import { acrossGroup, type MergeStoriesTask } from '../../messages.ts';
import type { ArticleId, StoryId } from '../../model/ids.ts';
import type { Story } from '../../model/story.ts';
import { tellMove } from '../tell-change.ts';
import { storyMerged, storyUpdated } from './announce.ts';
import type { LinkArticlePorts, LinkOutcome } from './link-ports.ts';
import { linkToMembers } from './member-links.ts';
import { moveVector } from './story-vectors.ts';

type MergePorts = Pick<
  LinkArticlePorts,
  | 'articles'
  | 'revisions'
  | 'stories'
  | 'links'
  | 'members'
  | 'changes'
  | 'publish'
  | 'vectors'
  | 'now'
>;

/** Articles that are moved at the same time. */
const movedAtOnce = 10;

/**
 * Makes one story part of another. Each write is the ground for the next, and each is skipped
 * where it was done: a merge that died is finished by running it again.
 *
 * 1. The redirect. From now on nobody adds to the story: a join that had read it loses the race.
 * 2. The other story takes in what it held, once: the link of a report that was alone first. What the first is
 *    filed under goes on leading to it, and so to the other.
 * 3. Its articles move, and older redirects to it are led to the new one.
 * 4. The world is told.
 * 5. What the other story has taken in is dropped, and its vector, where there are any, moves too.
 */
export async function mergeStories(
  task: MergeStoriesTask,
  ports: MergePorts,
): Promise<LinkOutcome> {
  const outcome = await mergeInto(task, ports);
  if (task.language !== acrossGroup || outcome.kind !== 'merged') return outcome;
  // Within its language it may have become part of a third story meanwhile: that is the one to merge.
  const { leadsTo } = await findLiving([task.into], ports.stories, 'latest');
  const ends = { from: outcome.storyId, into: leadsTo(task.into) };
  return ends.from === ends.into ? outcome : mergeInto(ends, ports);
}

type Ends = Pick<MergeStoriesTask, 'from' | 'into'>;

async function mergeInto(task: Ends, ports: MergePorts): Promise<LinkOutcome> {
  const { stories } = ports;
  const [from] = await stories.findMany([task.from], 'latest');
  if (from === undefined) return { kind: 'skipped', reason: 'unknown' };
  const target = from.story.mergedInto ?? task.into;
  const { living, leadsTo } = await findLiving([target], stories, 'latest');
  const into = living.find(({ story }) => story.storyId === leadsTo(target));
  if (into === undefined) return { kind: 'skipped', reason: 'unknown' };
  const storyId = into.story.storyId;
  if (storyId === task.from) return { kind: 'skipped', reason: 'same-story' };

  const splitting = [from, into].find(({ story }) => story.splitting !== undefined);
  if (splitting !== undefined)
    throw new ConcurrentWriteError(`story ${splitting.story.storyId}, which is being split,`);
  const closed = await redirect(from, storyId, ports);
  const grown = await takeIn(into, closed, ports);
  // Of an earlier try, some may have moved and not been told.
  if (from.story.mergedInto !== undefined && holdsAny(from)) await retellMoves(storyId, ports);
  const moved = await moveMembers(closed, storyId, ports);
  await flatten(closed, storyId, ports);
  await ports.publish([storyMerged(task.from, storyId), storyUpdated(grown)]);
  if (holdsAny(closed)) await stories.save(emptied(closed), closed.story.version);
  if (ports.vectors !== undefined) await moveVector(task.from, grown, ports.vectors);
  return { kind: 'merged', storyId, moved };
}

/** The last step of a merge empties the story that is no more. */
const holdsAny = ({ story, profile }: StoryState): boolean =>
  profile.sum.size > 0 || story.articleCount > 0;

async function redirect(
  from: StoryState,
  into: StoryId,
  { stories }: MergePorts,
): Promise<StoryState> {
  if (from.story.mergedInto === into) return from;
  const closed = redirected(from, into);
  await stories.save(closed, from.story.version);
  return closed;
}

async function takeIn(into: StoryState, from: StoryState, ports: MergePorts): Promise<Story> {
  const grown = mergeStates(into, from);
  if (grown === into) return into.story;
  await linkAlone(from, into, ports);
  await ports.stories.save(grown, into.story.version);
  return grown.story;
}

/**
 * Says why a report that was alone belongs: reports of a larger story have links among themselves, and
 * across languages the pair that was compared says it.
 */
async function linkAlone(from: StoryState, into: StoryState, ports: MergePorts): Promise<void> {
  const [only, ...others] = from.profile.sketches;
  if (only === undefined || others.length > 0) return;
  if (from.profile.language === into.profile.language)
    await linkToMembers(only.articleId, into, ports);
}

/** The index may not know the newest members yet; the story itself does. */
async function moveMembers(from: StoryState, into: StoryId, ports: MergePorts) {
  const moved = new Set<ArticleId>();
  const move = async (ids: readonly ArticleId[]) => {
    const fresh = ids.filter((id) => !moved.has(id));
    for (const batch of batchesOf(fresh, movedAtOnce))
      await Promise.all(batch.map((id) => moveOne(id, { from: from.story.storyId, into }, ports)));
    for (const id of fresh) moved.add(id);
  };
  await move(from.profile.sketches.map(({ articleId }) => articleId));
  for await (const page of ports.members.membersOf(from.story.storyId)) await move(page);
  return moved.size;
}

async function moveOne(
  articleId: ArticleId,
  ends: { readonly from: StoryId; readonly into: StoryId },
  ports: MergePorts,
): Promise<void> {
  const movedAt = ports.now().toISOString();
  if (await ports.members.move(articleId, { ...ends, at: movedAt }))
    return tellMove({ articleId, storyId: ends.into, movedAt }, ports);
  // Its answer may have been lost: asked for once more, a move that was made is refused.
  const record = await ports.articles.find(articleId);
  if (isArticle(record) && record.storyId === ends.into) await tellMove(record, ports);
}

async function retellMoves(into: StoryId, ports: MergePorts): Promise<void> {
  for await (const page of ports.members.membersOf(into))
    for (const record of await ports.articles.findMany(page))
      if (isArticle(record)) await tellMove(record, ports);
}

/** Stories that had become part of this one lead straight to where it is now. */
async function flatten(from: StoryState, into: StoryId, { stories }: MergePorts): Promise<void> {
  const older = from.story.absorbed ?? [];
  if (older.length === 0) return;
  for (const state of await stories.findMany(older, 'latest'))
    if (state.story.mergedInto !== undefined && state.story.mergedInto !== into)
      await stories.save(redirected(state, into), state.story.version);
}
