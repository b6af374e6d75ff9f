import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoArticleHours } from '../../shared/adapters/dynamo/article-hours.ts';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { sqsArticleTaskSender } from '../../shared/adapters/sqs/article-tasks.ts';
import { revisitArticlesEnv } from '../../shared/config/function-env.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { revisitArticles } from '../../shared/pipeline/articles/revisit-articles.ts';
import { connect } from '../../shared/runtime/connect.ts';
import { scheduledHandler } from '../../shared/runtime/scheduled-handler.ts';
import { deployedSurroundings } from '../../shared/runtime/surroundings.ts';

const name = 'revisit-articles';

export function composeHandler(env: NodeJS.ProcessEnv, surroundings = deployedSurroundings(name)) {
  const config = loadConfig(revisitArticlesEnv, env);
  const dynamo = documentClient(connect(DynamoDBClient, surroundings));
  const { articlesApartSeconds: apartSeconds = 0 } = surroundings;
  const ports = {
    hours: dynamoArticleHours(dynamo, config.ARTICLES_TABLE),
    articles: dynamoArticleStore(dynamo, config.ARTICLES_TABLE),
    sendArticleTasks: sqsArticleTaskSender(
      connect(SQSClient, surroundings),
      config.ARTICLE_QUEUE_URL,
      { apartSeconds },
    ),
    schedule: { always: config.REVISIT_HOURS, lively: config.REVISIT_LIVELY_HOURS },
    now: surroundings.now,
  };
  return scheduledHandler({ step: () => revisitArticles(ports), observe: surroundings.observe });
}

export const handler = composeHandler(process.env);
