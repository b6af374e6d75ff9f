import type { FetchArticleTask } from '../../messages.ts';
import type { Article } from '../../model/article.ts';
import type { Mention } from '../../model/story.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { siteOf } from '../../url/canonical-url.ts';

/** What fetching the targets of related blocks needs; a stage has it only where it turns that on. */
export type FollowRelated = {
  readonly sendArticleTasks: SendTasks<FetchArticleTask>;
  /** Takes one fetch out of what a day may spend; `YYYY-MM-DD`. */
  readonly takeOne: (day: string) => Promise<boolean>;
};

/**
 * Has the target of a related block fetched that nobody has asked for yet: of the page's own
 * site, and one step from a feed, for an article that was followed to has none.
 *
 * The task goes the way of all others, past robots.txt and at the host's pace.
 */
export async function followRelated(
  { articleId, url, title }: Mention,
  page: Article,
  { follow, now }: { readonly follow?: FollowRelated; readonly now: () => Date },
): Promise<void> {
  if (follow === undefined || page.feedId === undefined) return;
  if (siteOf(url) !== page.site) return;
  if (!(await follow.takeOne(now().toISOString().slice(0, 10)))) return;
  await follow.sendArticleTasks([{ version: 1, articleId, url, entry: { title } }]);
}
