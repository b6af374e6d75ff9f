import { exportPrefix, s3ExportFiles } from '../shared/adapters/s3/export-files.ts';
import { purge } from '../shared/adapters/s3/purge.ts';
import { exportSource } from '../shared/client/export-source.ts';
import { latestNews } from '../shared/client/latest-news.ts';
import { homepage } from '../shared/config/function-env.ts';
import { exportTableNames } from '../shared/export/columns.ts';
import { dayFolder, manifestPath } from '../shared/export/parts.ts';
import { exportDay } from '../shared/pipeline/export/export-day.ts';
import { exportFeeds } from '../shared/pipeline/export/export-feeds.ts';
import type { ExportsToClean } from '../shared/ports/takedown.ts';
import type { Clock } from '../shared/ports/web.ts';
import type { Store } from './store.ts';

type Bucket = Pick<Store, 'dynamo' | 's3' | 'tables' | 'bucket' | 'news'>;

/** What export-day wrote into a store's bucket, where it runs. */
export function exportsInBucket(store: Bucket, now: Clock): ExportsToClean {
  const { dynamo, s3, tables, bucket, news } = store;
  const files = s3ExportFiles(s3, bucket);
  const forget = (path: string) =>
    purge(s3, bucket, { prefix: `${exportPrefix}${path}`, keepLatest: true });

  const cleanDay = async (day: string): Promise<number> => {
    if ((await files.get(manifestPath(day))) === undefined) return 0;
    const source = exportSource(dynamo, tables);
    const manifest = await exportDay(day, ['parquet', 'jsonl'], { source, files, now });
    let count = Object.values(manifest.tables).flatMap((table) => table.files).length;
    for (const format of ['parquet', 'jsonl'] as const)
      for (const table of exportTableNames) count += await forget(dayFolder(format, table, day));
    return count + (await forget(manifestPath(day)));
  };

  const cleanFeeds = async (): Promise<number> => {
    if ((await files.get('feeds/articles.json')) === undefined) return 0;
    const latest = latestNews({ news, dynamo, articles: tables.articles, now });
    const written = await exportFeeds({ latest, files, homepage, now });
    return written.length + (await forget('feeds/'));
  };

  return {
    clean: async (day) => (day === undefined ? 0 : await cleanDay(day)) + (await cleanFeeds()),
  };
}
