import type { SQSClient } from '@aws-sdk/client-sqs';
import type { FetchArticleTask } from '../../messages.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { sqsTaskSender } from './send-tasks.ts';

/** SQS takes no longer name of a group. */
const longestGroup = 128;

/**
 * Article tasks are grouped by host, which makes their standard queue a fair one: a site that brings
 * ten thousand pages at once, or answers slowly, does not keep the pages of others waiting.
 *
 * See "Amazon SQS fair queues" in the SQS developer guide.
 */
export const sqsArticleTaskSender = (
  client: SQSClient,
  queueUrl: string,
): SendTasks<FetchArticleTask> =>
  sqsTaskSender<FetchArticleTask>(client, queueUrl, ({ url }) => ({
    group: new URL(url).host.slice(0, longestGroup),
  }));
