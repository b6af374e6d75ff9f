import type { Article } from '../../model/article.ts';
import type { StoryId } from '../../model/ids.ts';
import type { ArticleStore } from '../../ports/articles.ts';
import { type TellPorts, tellMove } from '../tell-change.ts';

/**
 * Last of all writes: an article is linked once it says so, and until then a try starts afresh.
 *
 * @param storyId where it is now; nothing for one that was removed before it was in any
 * @throws ConcurrentWriteError when a merge or a split has moved it meanwhile
 */
export async function markLinked(
  { articleId, revision, storyId: before }: Article,
  storyId: StoryId | undefined,
  ports: TellPorts & { readonly articles: Pick<ArticleStore, 'setStory'> },
): Promise<void> {
  const movedAt =
    before === undefined || before === storyId ? undefined : ports.now().toISOString();
  const linked = {
    linkedRevision: revision,
    ...(storyId !== undefined && { storyId }),
    ...(movedAt !== undefined && { movedAt }),
  };
  await ports.articles.setStory(articleId, linked, { storyId: before });
  await tellMove({ articleId, ...linked }, ports);
}
