import type { ArticleRecord } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { ArticleStore } from '../../ports/articles.ts';

/**
 * Where the aliases among records lead.
 *
 * @example
 * aliasedBy([alias, article]) // ['a…'], what the alias leads to
 */
export const aliasedBy = (records: readonly ArticleRecord[]): ArticleId[] =>
  records.flatMap((record) => (record.state === 'alias' ? record.aliasOf : []));

/** The record of an id, or of the article that it is an alias of; an alias never points to an alias. */
export async function findRecord(
  id: ArticleId,
  articles: Pick<ArticleStore, 'find'>,
): Promise<ArticleRecord | undefined> {
  const record = await articles.find(id);
  return record?.state === 'alias' ? articles.find(record.aliasOf) : record;
}
