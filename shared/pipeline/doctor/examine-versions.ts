import { isArticle } from '../../article/is-article.ts';
import type { Finding } from '../../invariants/finding.ts';
import type { ArticleRecord } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { WalkedVersion } from '../../ports/store-walk.ts';
import { type ExaminePorts, isSettled, mostRemembered } from './examining.ts';
import { judgeEach, judgePages } from './judge-each.ts';

/**
 * Holds every version to its article, and counts them.
 *
 * One that comes after the version which an article has is of a try that died; the page was as before when
 * the next one came. Of an address that was discarded there may be one for the same reason.
 *
 * @param counts where it is put how many versions of an article there are
 */
export async function* examineVersions(
  ports: ExaminePorts,
  counts: Map<ArticleId, number>,
): AsyncGenerator<Finding> {
  yield* judgePages(ports.walk.versions(), async function* (page) {
    for (const { articleId } of page)
      if (counts.has(articleId) || counts.size < mostRemembered)
        counts.set(articleId, (counts.get(articleId) ?? 0) + 1);
    const settled = page.filter(({ observedAt }) => isSettled(observedAt, ports));
    const records = await ports.articles.findMany(settled.map(({ articleId }) => articleId));
    const byId = new Map(records.map((record) => [record.articleId, record]));
    yield* judgeEach(settled, (version) => judge(version, byId.get(version.articleId), ports));
  });
}

async function judge(
  { articleId, revision, rawKey }: WalkedVersion,
  record: ArticleRecord | undefined,
  { walk }: ExaminePorts,
): Promise<Finding[]> {
  const about = `${articleId} ${revision}`;
  if (record === undefined)
    return [
      {
        ...{ rule: 'version-known', about },
        found: 'no article has it: the task that stored it may be among the dead letters',
      },
    ];
  // The page of the last one is asked for with its article.
  const isFormer = isArticle(record) && revision < record.revision && rawKey !== record.rawKey;
  if (!isFormer || rawKey === undefined || (await walk.holdsRawPage(rawKey))) return [];
  return [{ rule: 'raw-page-kept', about, found: `${rawKey} is not in the archive` }];
}
