import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { bedrockEmbedder } from '../../shared/adapters/bedrock/embedder.ts';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoStoryLists } from '../../shared/adapters/dynamo/story-lists.ts';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import { s3VectorIndex } from '../../shared/adapters/s3-vectors/vector-index.ts';
import { sqsLinkTaskSender } from '../../shared/adapters/sqs/link-tasks.ts';
import { sweepStoriesEnv } from '../../shared/config/function-env.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { sweepStories } from '../../shared/pipeline/linking/sweep-stories.ts';
import { connect } from '../../shared/runtime/connect.ts';
import { scheduledHandler } from '../../shared/runtime/scheduled-handler.ts';
import { deployedSurroundings } from '../../shared/runtime/surroundings.ts';

const name = 'sweep-stories';

export function composeHandler(env: NodeJS.ProcessEnv, surroundings = deployedSurroundings(name)) {
  const config = loadConfig(sweepStoriesEnv, env);
  const dynamo = documentClient(connect(DynamoDBClient, surroundings));
  const ports = {
    lists: dynamoStoryLists(dynamo, config.STORIES_TABLE),
    stories: dynamoStoryStore(dynamo, config.STORIES_TABLE),
    sendLinkTasks: sqsLinkTaskSender(connect(SQSClient, surroundings), config.LINK_QUEUE_URL, {
      mergesAcross: config.EMBEDDER !== undefined,
    }),
    ...encoderPort(config, dynamo),
    now: surroundings.now,
  };
  return scheduledHandler({ step: () => sweepStories(ports), observe: surroundings.observe });
}

type Config = ReturnType<typeof loadConfig<typeof sweepStoriesEnv>>;

function encoderPort(config: Config, dynamo: ReturnType<typeof documentClient>) {
  const { EMBEDDER: model, EMBEDDER_REGION: region, VECTOR_INDEX_ARN: arn } = config;
  const { ARTICLES_TABLE: articles } = config;
  if (model === undefined || arn === undefined || articles === undefined) return {};
  const embedder = bedrockEmbedder(model, { ...(region !== undefined && { region }) });
  const vectors = s3VectorIndex(arn);
  return { encoder: { embedder, vectors, articles: dynamoArticleStore(dynamo, articles) } };
}

export const handler = composeHandler(process.env);
