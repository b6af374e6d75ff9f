import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { s3ExportFiles } from '../../shared/adapters/s3/export-files.ts';
import { changedDays, exportSource } from '../../shared/client/export-source.ts';
import { latestNews } from '../../shared/client/latest-news.ts';
import { newsClient } from '../../shared/client/news-client.ts';
import { exportDayEnv } from '../../shared/config/function-env.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { exportChangedDays } from '../../shared/pipeline/export/export-changed-days.ts';
import { exportFeeds } from '../../shared/pipeline/export/export-feeds.ts';
import { connect } from '../../shared/runtime/connect.ts';
import type { Outcome } from '../../shared/runtime/observer.ts';
import { scheduledHandler } from '../../shared/runtime/scheduled-handler.ts';
import { deployedSurroundings } from '../../shared/runtime/surroundings.ts';

const name = 'export-day';

/** What a schedule may ask for: feeds every hour, the days that were changed every day. */
type Asked = { readonly job?: Job };
type Job = 'feeds' | 'days';

export function composeHandler(env: NodeJS.ProcessEnv, surroundings = deployedSurroundings(name)) {
  const config = loadConfig(exportDayEnv, env);
  const dynamo = documentClient(connect(DynamoDBClient, surroundings));
  const tables = {
    ...{ articles: config.ARTICLES_TABLE, changes: config.CHANGES_TABLE },
    ...{ revisions: config.REVISIONS_TABLE, stories: config.STORIES_TABLE },
    links: config.LINKS_TABLE,
  };
  const { now, observe } = surroundings;
  const news = newsClient({ dynamo, tables, now });
  const files = s3ExportFiles(connect(S3Client, surroundings), config.RAW_BUCKET);
  const latest = latestNews({ news, dynamo, articles: tables.articles, now });
  const days = {
    ...{ source: exportSource(dynamo, tables), changed: changedDays(dynamo, tables, now) },
    ...{ files, formats: ['parquet', 'jsonl'] as const, now },
  };
  const feeds = { latest, files, homepage: config.HOMEPAGE, now };
  const jobs: Readonly<Record<Job, () => Promise<Outcome>>> = {
    days: () => exportChangedDays(days),
    feeds: async () => ({ kind: 'feeds-written', files: (await exportFeeds(feeds)).length }),
  };
  return (asked: Asked = {}) => scheduledHandler({ step: jobs[asked.job ?? 'days'], observe })();
}

export const handler = composeHandler(process.env);
