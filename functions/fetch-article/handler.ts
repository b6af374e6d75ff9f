import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { sqsArticleTaskSender } from '../../shared/adapters/sqs/article-tasks.ts';
import { sqsLinkTaskSender } from '../../shared/adapters/sqs/link-tasks.ts';
import { sqsQuarantine } from '../../shared/adapters/sqs/send-tasks.ts';
import { fetchArticleEnv } from '../../shared/config/function-env.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { fetchArticleTask } from '../../shared/messages.ts';
import { fetchArticle } from '../../shared/pipeline/fetch-article.ts';
import { politeFetcher } from '../../shared/runtime/polite-fetcher.ts';
import { sqsHandler } from '../../shared/runtime/sqs-handler.ts';
import { deployedSurroundings } from '../../shared/runtime/surroundings.ts';
import { together } from '../../shared/runtime/together.ts';
import { versionStores } from '../../shared/runtime/version-stores.ts';

const name = 'fetch-article';

export function composeHandler(env: NodeJS.ProcessEnv, surroundings = deployedSurroundings(name)) {
  const config = loadConfig(fetchArticleEnv, env);
  const dynamo = documentClient(new DynamoDBClient());
  const sqs = new SQSClient();
  const ports = {
    fetch: politeFetcher(config, { dynamo, surroundings }),
    ...versionStores(config, { dynamo, s3: new S3Client() }),
    sendLinkTasks: together(sqsLinkTaskSender(sqs, config.LINK_QUEUE_URL)),
    deferTask: sqsArticleTaskSender(sqs, config.ARTICLE_QUEUE_URL),
    rights: config.RIGHTS_POLICY,
    now: surroundings.now,
  };
  return sqsHandler({
    name,
    schema: fetchArticleTask,
    step: (task) => fetchArticle(task, ports),
    quarantine: sqsQuarantine(sqs, config.QUARANTINE_QUEUE_URL),
    observe: surroundings.observe,
  });
}

export const handler = composeHandler(process.env);
