import type { Article, Revision } from '../../model/article.ts';
import { articleEvents, storyUpdated } from './announce.ts';
import { storyLeftBehind } from './counting-story.ts';
import { leaveStory } from './leave-story.ts';
import type { LinkArticlePorts, LinkOutcome } from './link-ports.ts';
import { markLinked } from './mark-linked.ts';

/**
 * A removed article is no longer counted; its story and its links stay, for those who cite them.
 *
 * @param former the version that was linked last, if any was
 */
export async function withdrawArticle(
  article: Article,
  former: Revision | undefined,
  ports: LinkArticlePorts,
): Promise<LinkOutcome> {
  const { articleId, storyId: said, revision } = article;
  const current = await ports.revisions.find(articleId, revision);
  const storyId = (await storyLeftBehind(article, ports)) ?? said;
  const events = await articleEvents(article, { current, storyId, revisions: ports.revisions });
  const leaving = { articleId, titles: [former?.title, article.title] };
  const left = storyId && (await leaveStory(storyId, leaving, ports));
  await ports.publish([...events, ...(left ? [storyUpdated(left)] : [])]);
  await markLinked(article, storyId, ports);
  return { kind: 'skipped', reason: 'removed' };
}
