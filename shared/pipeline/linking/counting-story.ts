import { reportOf } from '../../linking/likeness/report.ts';
import { memberKey, type StoryState } from '../../linking/story/story-state.ts';
import type { Article } from '../../model/article.ts';
import type { StoryId } from '../../model/ids.ts';
import { contentText } from '../../page/content-text.ts';
import type { RevisionStore } from '../../ports/articles.ts';
import type { LinkIndex, LinkStore, StoryStore } from '../../ports/stories.ts';
import { storyIdOf } from '../../url/ids.ts';
import { loadCandidates } from './load-candidates.ts';

type CountingPorts = {
  readonly links: Pick<LinkStore, 'findOf'>;
  readonly linkIndex: LinkIndex;
  readonly stories: StoryStore;
};

/**
 * The story that counts an article which does not say so: who links stores the story first, and may have died
 * after that. It is looked for as the next try to link would look for it.
 *
 * @param text what that try has read of it, as far as it is at hand
 */
export async function countingStory(
  article: Article,
  text: string,
  ports: CountingPorts,
): Promise<StoryId | undefined> {
  const { articleId } = article;
  const counts = ({ profile }: StoryState) => profile.members.has(memberKey(articleId));
  const links = await ports.links.findOf(articleId);
  const own = storyIdOf(articleId);
  const named = [own, ...links.flatMap(({ storyId }) => storyId ?? [])];
  const found = await ports.stories.findMany(named, 'latest');
  const [counting] = found.filter(({ story }) => story.mergedInto === undefined).filter(counts);
  if (counting !== undefined) return counting.story.storyId;
  const looking = { known: own, latest: true };
  const { candidates } = await loadCandidates(reportOf(article, text), looking, ports);
  return candidates.find(counts)?.story.storyId;
}

/**
 * The story in which a version before the one that an article has left it, where that version was never
 * marked as linked: a try to link it may have died, and its next one comes after the article has changed.
 */
export async function storyLeftBehind(
  article: Article,
  ports: CountingPorts & { readonly revisions: Pick<RevisionStore, 'find'> },
): Promise<StoryId | undefined> {
  const { articleId, revision, linkedRevision = 0 } = article;
  for (let number = revision - 1; number > linkedRevision; number--) {
    const version = await ports.revisions.find(articleId, number);
    if (version === undefined) continue;
    const { title, blocks } = version;
    const storyId = await countingStory({ ...article, title }, contentText(blocks), ports);
    if (storyId !== undefined) return storyId;
  }
  return undefined;
}
