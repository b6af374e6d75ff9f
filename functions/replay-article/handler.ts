import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { sqsLinkTaskSender } from '../../shared/adapters/sqs/link-tasks.ts';
import { sqsQuarantine } from '../../shared/adapters/sqs/send-tasks.ts';
import { replayArticleEnv } from '../../shared/config/function-env.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { replayArticleTask } from '../../shared/messages.ts';
import { replayArticle } from '../../shared/pipeline/articles/replay-article.ts';
import { connect } from '../../shared/runtime/connect.ts';
import { sqsHandler } from '../../shared/runtime/sqs-handler.ts';
import { deployedSurroundings } from '../../shared/runtime/surroundings.ts';
import { versionStores } from '../../shared/runtime/version-stores.ts';

const name = 'replay-article';

export function composeHandler(env: NodeJS.ProcessEnv, surroundings = deployedSurroundings(name)) {
  const config = loadConfig(replayArticleEnv, env);
  const clients = {
    dynamo: documentClient(connect(DynamoDBClient, surroundings)),
    s3: connect(S3Client, surroundings),
  };
  const sqs = connect(SQSClient, surroundings);
  const ports = {
    ...versionStores(config, clients),
    sendLinkTasks: sqsLinkTaskSender(sqs, config.LINK_QUEUE_URL, {
      linkersPerLanguage: config.LINKERS_PER_LANGUAGE,
    }),
    rights: config.RIGHTS_POLICY,
    now: surroundings.now,
  };
  return sqsHandler({
    name,
    schema: replayArticleTask,
    step: (task) => replayArticle(task, ports),
    quarantine: sqsQuarantine(sqs, config.QUARANTINE_QUEUE_URL),
    observe: surroundings.observe,
  });
}

export const handler = composeHandler(process.env);
