import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoFeedStore } from '../../shared/adapters/dynamo/feed-store.ts';
import { sqsTaskSender } from '../../shared/adapters/sqs/send-tasks.ts';
import { parseFeedList } from '../../shared/config/feed-list.ts';
import { pollFeedsEnv } from '../../shared/config/function-env.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { pollFeeds } from '../../shared/pipeline/polling/poll-feeds.ts';
import { rememberSchedule } from '../../shared/pipeline/polling/remember-schedule.ts';
import { connect } from '../../shared/runtime/connect.ts';
import { scheduledHandler } from '../../shared/runtime/scheduled-handler.ts';
import { deployedSurroundings } from '../../shared/runtime/surroundings.ts';

const name = 'poll-feeds';

export function composeHandler(env: NodeJS.ProcessEnv, surroundings = deployedSurroundings(name)) {
  const config = loadConfig(pollFeedsEnv, env);
  const dynamo = documentClient(connect(DynamoDBClient, surroundings));
  const feeds = dynamoFeedStore(dynamo, config.FEEDS_TABLE);
  const ports = {
    listings: readFeedList(config.FEED_LIST_FILE),
    feeds: { ...feeds, ...rememberSchedule(feeds) },
    sendFeedTasks: sqsTaskSender(connect(SQSClient, surroundings), config.FEED_QUEUE_URL),
    now: surroundings.now,
  };
  return scheduledHandler({ step: () => pollFeeds(ports), observe: surroundings.observe });
}

/** The list is deployed beside the code. */
function readFeedList(file: string) {
  const absolute = path.resolve(import.meta.dirname, file);
  return parseFeedList(JSON.parse(readFileSync(absolute, 'utf8')), file);
}

export const handler = composeHandler(process.env);
