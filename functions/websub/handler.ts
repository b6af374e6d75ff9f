import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoSubscriptionStore } from '../../shared/adapters/dynamo/subscription-store.ts';
import { sqsTaskSender } from '../../shared/adapters/sqs/send-tasks.ts';
import { webSubEnv } from '../../shared/config/function-env.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { hearHub } from '../../shared/pipeline/polling/hear-hub.ts';
import { connect } from '../../shared/runtime/connect.ts';
import { hubHandler } from '../../shared/runtime/hub-handler.ts';
import { deployedOnTheWeb } from '../../shared/runtime/web-surroundings.ts';

const name = 'websub';

export function composeHandler(env: NodeJS.ProcessEnv, surroundings = deployedOnTheWeb(name)) {
  const config = loadConfig(webSubEnv, env);
  const ports = {
    subscriptions: dynamoSubscriptionStore(
      documentClient(connect(DynamoDBClient, surroundings)),
      config.FEEDS_TABLE,
    ),
    sendFeedTasks: sqsTaskSender(connect(SQSClient, surroundings), config.FEED_QUEUE_URL),
    now: surroundings.now,
  };
  return hubHandler({ step: (call) => hearHub(call, ports), observe: surroundings.observe });
}

export const handler = composeHandler(process.env);
