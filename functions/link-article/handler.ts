import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { dynamoChangeLog } from '../../shared/adapters/dynamo/change-log.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoLinkIndex } from '../../shared/adapters/dynamo/link-index.ts';
import { dynamoLinkStore } from '../../shared/adapters/dynamo/link-store.ts';
import { dynamoRevisionStore } from '../../shared/adapters/dynamo/revision-store.ts';
import { dynamoStoryMembers } from '../../shared/adapters/dynamo/story-members.ts';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import { eventBridgePublisher } from '../../shared/adapters/eventbridge/publish-events.ts';
import { sqsLinkTaskSender } from '../../shared/adapters/sqs/link-tasks.ts';
import { sqsQuarantine } from '../../shared/adapters/sqs/send-tasks.ts';
import { linkArticleEnv } from '../../shared/config/function-env.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { linkTask } from '../../shared/messages.ts';
import { linkArticle } from '../../shared/pipeline/link-article.ts';
import { sqsHandler } from '../../shared/runtime/sqs-handler.ts';
import { deployedSurroundings } from '../../shared/runtime/surroundings.ts';

const name = 'link-article';

export function composeHandler(env: NodeJS.ProcessEnv, surroundings = deployedSurroundings(name)) {
  const config = loadConfig(linkArticleEnv, env);
  const dynamo = documentClient(new DynamoDBClient());
  const sqs = new SQSClient();
  const ports = {
    articles: dynamoArticleStore(dynamo, config.ARTICLES_TABLE),
    revisions: dynamoRevisionStore(dynamo, config.REVISIONS_TABLE),
    stories: dynamoStoryStore(dynamo, config.STORIES_TABLE),
    links: dynamoLinkStore(dynamo, config.LINKS_TABLE),
    linkIndex: dynamoLinkIndex(dynamo, config.LINK_INDEX_TABLE),
    members: dynamoStoryMembers(dynamo, config.ARTICLES_TABLE),
    changes: dynamoChangeLog(dynamo, {
      changes: config.CHANGES_TABLE,
      articles: config.ARTICLES_TABLE,
    }),
    sendLinkTasks: sqsLinkTaskSender(sqs, config.LINK_QUEUE_URL),
    publish: eventBridgePublisher(new EventBridgeClient(), config.EVENT_BUS),
    now: surroundings.now,
  };
  return sqsHandler({
    name,
    schema: linkTask,
    step: (task) => linkArticle(task, ports),
    quarantine: sqsQuarantine(sqs, config.QUARANTINE_QUEUE_URL),
    observe: surroundings.observe,
  });
}

export const handler = composeHandler(process.env);
