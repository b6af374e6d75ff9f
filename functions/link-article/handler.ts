import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { dynamoChangeLog } from '../../shared/adapters/dynamo/change-log.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoFollowBudget } from '../../shared/adapters/dynamo/follow-budget.ts';
import { dynamoLinkIndex } from '../../shared/adapters/dynamo/link-index.ts';
import { dynamoLinkStore } from '../../shared/adapters/dynamo/link-store.ts';
import { dynamoRevisionStore } from '../../shared/adapters/dynamo/revision-store.ts';
import { dynamoStoryMembers } from '../../shared/adapters/dynamo/story-members.ts';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import { eventBridgePublisher } from '../../shared/adapters/eventbridge/publish-events.ts';
import { s3VectorIndex } from '../../shared/adapters/s3-vectors/vector-index.ts';
import { sqsArticleTaskSender } from '../../shared/adapters/sqs/article-tasks.ts';
import { sqsLinkTaskSender } from '../../shared/adapters/sqs/link-tasks.ts';
import { sqsQuarantine } from '../../shared/adapters/sqs/send-tasks.ts';
import { linkArticleEnv } from '../../shared/config/function-env.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { linkTask } from '../../shared/messages.ts';
import { linkArticle } from '../../shared/pipeline/linking/link-article.ts';
import { connect } from '../../shared/runtime/connect.ts';
import { sqsHandler } from '../../shared/runtime/sqs-handler.ts';
import { deployedSurroundings } from '../../shared/runtime/surroundings.ts';

const name = 'link-article';

export function composeHandler(env: NodeJS.ProcessEnv, surroundings = deployedSurroundings(name)) {
  const config = loadConfig(linkArticleEnv, env);
  const dynamo = documentClient(connect(DynamoDBClient, surroundings));
  const sqs = connect(SQSClient, surroundings);
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
    sendLinkTasks: sqsLinkTaskSender(sqs, config.LINK_QUEUE_URL, {
      mergesAcross: config.EMBEDDER !== undefined,
      linkersPerLanguage: config.LINKERS_PER_LANGUAGE,
    }),
    publish: eventBridgePublisher(connect(EventBridgeClient, surroundings), config.EVENT_BUS),
    ...followPort(config, { dynamo, sqs }),
    ...vectorsPort(config),
    ...((config.LINKERS_PER_LANGUAGE ?? 1) > 1 && { besideOthers: true as const }),
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

type Config = ReturnType<typeof loadConfig<typeof linkArticleEnv>>;

function followPort(config: Config, { dynamo, sqs }: { dynamo: Document; sqs: SQSClient }) {
  const { ARTICLE_QUEUE_URL: queue, FOLLOW_RELATED_PER_DAY: perDay, LINK_INDEX_TABLE } = config;
  if (queue === undefined || perDay === undefined) return {};
  const takeOne = dynamoFollowBudget(dynamo, LINK_INDEX_TABLE, perDay);
  return { follow: { sendArticleTasks: sqsArticleTaskSender(sqs, queue), takeOne } };
}

function vectorsPort({ EMBEDDER: model, VECTOR_INDEX_ARN: arn }: Config) {
  return model === undefined || arn === undefined
    ? {}
    : { vectors: { model, index: s3VectorIndex(arn) } };
}

type Document = ReturnType<typeof documentClient>;

export const handler = composeHandler(process.env);
