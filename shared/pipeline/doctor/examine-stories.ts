import { isArticle } from '../../article/is-article.ts';
import type { Finding } from '../../invariants/finding.ts';
import { judgeStory } from '../../invariants/judge-story.ts';
import { daysAfter } from '../../linking/likeness/instants.ts';
import type { StoryState } from '../../linking/story/story-state.ts';
import type { Article } from '../../model/article.ts';
import { postingDays } from '../linking/save-postings.ts';
import { type ExaminePorts, isSettled } from './examining.ts';
import { judgeEach } from './judge-each.ts';

/** Holds a page of stories to what is always true of them. */
export async function* examineStories(
  page: readonly StoryState[],
  ports: ExaminePorts,
): AsyncGenerator<Finding> {
  const ids = page.flatMap(({ story }) => story.mergedInto ?? []);
  const targets = await ports.stories.findMany(ids);
  const byId = new Map(targets.map(({ story }) => [story.storyId, story]));
  yield* judgeEach(page, async (state) => {
    const { mergedInto } = state.story;
    const target = mergedInto && byId.get(mergedInto);
    const members = await membersOf(state, ports);
    if (members.some(({ changedAt }) => !isSettled(changedAt, ports))) return [];
    return judgeStory({ state, members, target, unfiled: await unfiledOf(state, ports) });
  });
}

async function membersOf(
  { story: { storyId, mergedInto } }: StoryState,
  { members, articles }: ExaminePorts,
): Promise<Article[]> {
  if (mergedInto !== undefined) return [];
  const found: Article[] = [];
  for await (const ids of members.membersOf(storyId))
    found.push(...(await articles.findMany(ids)).filter(isArticle));
  return found;
}

/** A day before the index may forget a story, it is asked for it no more. */
async function unfiledOf(
  { story: { storyId, mergedInto, articleCount }, profile: { posted } }: StoryState,
  { walk, now }: ExaminePorts,
): Promise<number> {
  const isForgotten = daysAfter(posted.at, postingDays - 1) < now().toISOString();
  if (mergedInto !== undefined || articleCount === 0 || isForgotten) return 0;
  const { at, terms } = posted;
  const postings = [...new Set(terms)].map((term) => ({ term, at, storyId }));
  return postings.length - (await walk.countPostings(postings));
}
