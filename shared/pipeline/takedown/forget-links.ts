import type { Tombstone } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { Link } from '../../model/story.ts';
import type { ArticleStore } from '../../ports/articles.ts';
import type { LinkKey, LinkStore } from '../../ports/stories.ts';
import type { Eraser, KnownVersion } from '../../ports/takedown.ts';
import { aliasedBy } from '../articles/find-record.ts';
import { forgetTeasers } from '../articles/forget-teasers.ts';

type ForgetPorts = {
  readonly articles: Pick<ArticleStore, 'findMany' | 'note'>;
  readonly links: LinkStore;
};

/**
 * Deletes the links of an article that was taken down from all of their ends, and what other records say of
 * it in their teasers.
 *
 * @param own those that stand under the article
 */
export async function forgetLinks(
  { articleId, pointsTo = [] }: Tombstone,
  own: readonly Link[],
  { articles, links }: ForgetPorts,
): Promise<{ readonly links: number; readonly teasers: number }> {
  // The far ends first, and what their records say of it: those at hand say where they are.
  const teasers = await forgetTeasers(articleId, own, articles);
  const mirrored = own
    // Of a page that points here nothing stands under that page.
    .filter(({ kind, role }) => kind !== 'on-page' || role === 'from')
    .map(({ otherId, kind }): LinkKey => ({ articleId: otherId, otherId: articleId, kind }));
  const far = [...mirrored, ...(await linksByPage(articleId, pointsTo, { articles, links }))];
  await links.removeAll(far);
  await links.removeAll(own);
  return { links: own.length + far.length, teasers };
}

/**
 * What the page pointed to in any version stands in its tombstone, before the versions are deleted: who links
 * it at this moment may write later than a takedown looks, which finds that when it is run again.
 */
export async function rememberPointers(
  tombstone: Tombstone,
  versions: readonly KnownVersion[],
  { bury }: Pick<Eraser, 'bury'>,
): Promise<Tombstone> {
  const known = tombstone.pointsTo ?? [];
  const all = new Set([...known, ...versions.flatMap(({ pointsTo = [] }) => pointsTo)]);
  if (all.size === known.length) return tombstone;
  const remembering = { ...tombstone, pointsTo: [...all] };
  await bury(remembering, tombstone);
  return remembering;
}

/** The links that stand under other articles because the page pointed to them; it has none that says so. */
async function linksByPage(
  page: ArticleId,
  pointsTo: readonly ArticleId[],
  { articles, links }: ForgetPorts,
): Promise<LinkKey[]> {
  const records = await articles.findMany(pointsTo);
  const aliases = aliasedBy(records);
  const keys = [...new Set([...pointsTo, ...aliases])].map(
    (articleId): LinkKey => ({ articleId, kind: 'on-page', otherId: page }),
  );
  return links.findMany(keys);
}
