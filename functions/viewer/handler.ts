import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { handle } from 'hono/aws-lambda';
import { cloudWatchFlow } from '../../shared/adapters/cloudwatch/flow-metrics.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { viewerEnv } from '../../shared/config/viewer-env.ts';
import { storedReading } from '../../shared/runtime/stored-reading.ts';
import { viewerOf } from '../../shared/viewer/viewer.tsx';

export function composeHandler(env: NodeJS.ProcessEnv, now = () => new Date()) {
  const config = loadConfig(viewerEnv, env);
  const tables = {
    ...{ articles: config.ARTICLES_TABLE, changes: config.CHANGES_TABLE },
    ...{ feeds: config.FEEDS_TABLE, links: config.LINKS_TABLE },
    ...{ revisions: config.REVISIONS_TABLE, stories: config.STORIES_TABLE },
  };
  const watched = {
    ...{ queues: config.QUEUE_NAMES, functions: config.FUNCTIONS },
    tables: { ...tables, hosts: config.HOSTS_TABLE },
  };
  const reading = storedReading({
    ...{ name: config.STACK_NAME, dynamo: documentClient(new DynamoDBClient()) },
    ...{ s3: new S3Client(), bucket: config.RAW_BUCKET, now },
    flow: cloudWatchFlow(watched, now),
    tables,
  });
  return handle(viewerOf(reading));
}

export const handler = composeHandler(process.env);
