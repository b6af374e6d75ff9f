import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoFeedArticles } from '../../shared/adapters/dynamo/feed-articles.ts';
import { dynamoFeedStore } from '../../shared/adapters/dynamo/feed-store.ts';
import { sqsArticleTaskSender } from '../../shared/adapters/sqs/article-tasks.ts';
import { sqsQuarantine, sqsTaskSender } from '../../shared/adapters/sqs/send-tasks.ts';
import { fetchFeedEnv } from '../../shared/config/function-env.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { fetchFeedTask } from '../../shared/messages.ts';
import { fetchFeed } from '../../shared/pipeline/polling/fetch-feed.ts';
import { connect } from '../../shared/runtime/connect.ts';
import { hubPorts } from '../../shared/runtime/hub-ports.ts';
import { politeFetcher } from '../../shared/runtime/polite-fetcher.ts';
import { sqsHandler } from '../../shared/runtime/sqs-handler.ts';
import { together } from '../../shared/runtime/together.ts';
import { deployedOnTheWeb } from '../../shared/runtime/web-surroundings.ts';

const name = 'fetch-feed';

export function composeHandler(env: NodeJS.ProcessEnv, surroundings = deployedOnTheWeb(name)) {
  const config = loadConfig(fetchFeedEnv, env);
  const dynamo = documentClient(connect(DynamoDBClient, surroundings));
  const sqs = connect(SQSClient, surroundings);
  const { articlesApartSeconds: apartSeconds = 0 } = surroundings;
  const ports = {
    feeds: dynamoFeedStore(dynamo, config.FEEDS_TABLE),
    articles: {
      ...dynamoArticleStore(dynamo, config.ARTICLES_TABLE),
      ...dynamoFeedArticles(dynamo, config.ARTICLES_TABLE),
    },
    fetch: politeFetcher(config, { dynamo, surroundings }),
    sendArticleTasks: together(sqsArticleTaskSender(sqs, config.ARTICLE_QUEUE_URL)),
    sendArticleTasksApart: together(
      sqsArticleTaskSender(sqs, config.ARTICLE_QUEUE_URL, { apartSeconds }),
    ),
    deferFeedTask: sqsTaskSender(sqs, config.FEED_QUEUE_URL),
    ...hubPorts(config, { dynamo, surroundings }),
    obeyRobots: config.OBEY_ROBOTS_FOR_FEEDS,
    now: surroundings.now,
  };
  return sqsHandler({
    name,
    schema: fetchFeedTask,
    step: (task) => fetchFeed(task, ports),
    quarantine: sqsQuarantine(sqs, config.QUARANTINE_QUEUE_URL),
    observe: surroundings.observe,
  });
}

export const handler = composeHandler(process.env);
