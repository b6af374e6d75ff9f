import type { FetchArticleTask } from '../../messages.ts';
import type { Feed, FeedEntry } from '../../model/feed.ts';
import type { ArticleId, Instant } from '../../model/ids.ts';
import type { ArticleStore, FeedArticles } from '../../ports/articles.ts';
import type { WebResponse } from '../../ports/web.ts';
import { canonicalUrl } from '../../url/canonical-url.ts';
import { articleIdOf } from '../../url/ids.ts';
import { aliasedBy } from '../articles/find-record.ts';
import { lookAgainTask } from '../articles/look-again.ts';

/** A feed that drops more than this at once was rebuilt, not edited. */
const maxWithdrawn = 20;

type Polled = {
  readonly feed: Feed;
  readonly response: WebResponse;
  readonly entries: readonly FeedEntry[];
  readonly withdrawnSince?: Instant;
};

/** A second look at each article that its feed has taken off its list: the page may be gone. */
export async function withdrawnTasksOf(
  { feed, response, entries, withdrawnSince }: Polled,
  articles: Pick<ArticleStore, 'findMany'> & FeedArticles,
): Promise<FetchArticleTask[]> {
  if (withdrawnSince === undefined) return [];
  const stored = await articles.ofFeed(feed.feedId, withdrawnSince);
  const listed = await listedArticles(entries, response.finalUrl, articles);
  const missing = stored.filter(({ articleId }) => !listed.has(articleId));
  if (missing.length === 0 || missing.length > maxWithdrawn) return [];

  const records = await articles.findMany(missing.map(({ articleId }) => articleId));
  return records.flatMap((record) => (record.state === 'live' ? lookAgainTask(record) : []));
}

/** By their own ids and, where an entry leads to an article of another address, by that one's. */
async function listedArticles(
  entries: readonly FeedEntry[],
  base: string,
  articles: Pick<ArticleStore, 'findMany'>,
): Promise<ReadonlySet<ArticleId>> {
  const ids = entries.flatMap(({ link }) => {
    const canonical = link === undefined ? undefined : canonicalUrl(link, base);
    return canonical === undefined ? [] : articleIdOf(canonical);
  });
  const records = await articles.findMany(ids);
  const aliased = aliasedBy(records);
  return new Set([...ids, ...aliased]);
}
