import type { Article, ArticleRecord } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { Link } from '../../model/story.ts';
import type { ArticleStore } from '../../ports/articles.ts';
import { articleIdOf } from '../../url/ids.ts';
import { aliasedBy } from './find-record.ts';

/**
 * Takes the teasers of an article out of the records of those that point to it: they are in its words.
 * Their own pages, in the archive, are what their publishers printed, and stay.
 *
 * @param links of the article that is pointed to; those on pages say whose they are
 * @returns of how many records something was taken out
 */
export async function forgetTeasers(
  articleId: ArticleId,
  links: readonly Link[],
  { findMany, note }: Pick<ArticleStore, 'findMany' | 'note'>,
): Promise<number> {
  const pages = links.flatMap(({ kind, otherId }) => (kind === 'on-page' ? otherId : []));
  let count = 0;
  for (const record of await findMany(pages)) {
    if (record.state !== 'live' && record.state !== 'removed') continue;
    const related = await withoutTeasers(record, articleId, findMany);
    if (related.length === record.related.length) continue;
    await note(record.articleId, { related }, record.revision);
    count++;
  }
  return count;
}

/** A teaser leads to the article by its own address, or by one that is an alias of it. */
async function withoutTeasers(
  { related }: Article,
  articleId: ArticleId,
  findMany: ArticleStore['findMany'],
): Promise<Article['related']> {
  const targets = await findMany(related.map(({ url }) => articleIdOf(url)));
  const names = new Set([
    articleId,
    ...targets.flatMap((target) =>
      target.state === 'alias' && target.aliasOf === articleId ? target.articleId : [],
    ),
  ]);
  return related.filter(({ url }) => !names.has(articleIdOf(url)));
}

/**
 * The related links of a page without those that lead to what was taken down: while a tombstone stands,
 * nobody's teaser brings its words back.
 */
export async function withoutTakenDown(
  related: Article['related'],
  { findMany }: Pick<ArticleStore, 'findMany'>,
): Promise<Article['related']> {
  if (related.length === 0) return related;
  const targets = await findMany(related.map(({ url }) => articleIdOf(url)));
  const aliases = aliasedBy(targets);
  const behind = aliases.length === 0 ? [] : await findMany(aliases);
  const isTakenDown = ({ state }: ArticleRecord) => state === 'taken-down';
  const gone = new Set([...targets, ...behind].filter(isTakenDown).map((one) => one.articleId));
  const refused = new Set(
    targets.flatMap((target) =>
      gone.has(target.state === 'alias' ? target.aliasOf : target.articleId)
        ? target.articleId
        : [],
    ),
  );
  return refused.size === 0 ? related : related.filter(({ url }) => !refused.has(articleIdOf(url)));
}
