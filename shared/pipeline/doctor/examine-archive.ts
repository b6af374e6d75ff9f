import { isArticle } from '../../article/is-article.ts';
import type { Finding } from '../../invariants/finding.ts';
import type { ArticleRecord } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { ArticleStore, RevisionStore } from '../../ports/articles.ts';
import type { ArchivedPage, StoreWalk } from '../../ports/store-walk.ts';
import type { Clock } from '../../ports/web.ts';
import { maxUnsaved } from '../articles/save-version.ts';
import { judgeEach, judgePages } from './judge-each.ts';

type ArchivePorts = {
  readonly walk: Pick<StoreWalk, 'rawPages'>;
  readonly articles: Pick<ArticleStore, 'findMany'>;
  readonly revisions: Pick<RevisionStore, 'find'>;
  readonly now: Clock;
};

/**
 * A page is put into the archive before its version is saved. Whatever the queues say, which count
 * approximately, a page that somebody holds at this moment is never taken for one that nobody names.
 */
const orphanedMs = 24 * 3_600_000;

/** Also what an upgrade from a time before packs has left: pages that were objects of their own. */
const noPack = 'it is no pack of pages, and nothing reads it: before packs a page was an object';

/**
 * Finds pages in the archive that no version of an article names: of tries that died.
 *
 * @param named keys that an article is known to name; of all others the article is asked for
 */
export function examineArchive(
  ports: ArchivePorts,
  named: ReadonlySet<string>,
): AsyncGenerator<Finding> {
  const isOld = ({ storedAt }: ArchivedPage) =>
    ports.now().getTime() - storedAt.getTime() > orphanedMs;
  // Of an article that cannot be read nobody knows what it names.
  return judgePages(ports.walk.rawPages(), async function* (page) {
    const unmet = page.filter((each) => isOld(each) && !named.has(each.key));
    const ids = unmet.flatMap(({ articleId }) => articleId ?? []);
    const records = await ports.articles.findMany([...new Set(ids)]);
    const byId = new Map(records.map((record) => [record.articleId, record]));
    yield* judgeEach(unmet, async ({ key, articleId }): Promise<Finding[]> => {
      const finding = { rule: 'raw-page-known', about: key } as const;
      if (articleId === undefined) return [{ ...finding, found: noPack }];
      const repair = { kind: 'remove-raw', key } as const;
      const record = byId.get(articleId);
      if (record?.state === 'taken-down')
        return [{ ...finding, found: `${articleId}, which was taken down, has it still`, repair }];
      if (await isNamed({ key, articleId }, record, ports)) return [];
      return [{ ...finding, found: 'no version names it', repair }];
    });
  });
}

/**
 * A try that died between version and article has left a version that the next one takes for its own,
 * however late that comes: dead letters wait for days.
 */
async function isNamed(
  { key, articleId }: { readonly key: string; readonly articleId: ArticleId },
  record: ArticleRecord | undefined,
  { revisions }: ArchivePorts,
): Promise<boolean> {
  const article = isArticle(record) ? record : undefined;
  if (article?.rawKey === key) return true;
  const last = article?.revision ?? 0;
  const saved = Array.from({ length: last }, (_, at) => last - at);
  const unsaved = Array.from({ length: maxUnsaved }, (_, at) => last + 1 + at);
  for (const revision of [...saved, ...unsaved])
    if ((await revisions.find(articleId, revision))?.rawKey === key) return true;
  return false;
}
