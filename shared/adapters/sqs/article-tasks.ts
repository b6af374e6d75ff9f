import type { SQSClient } from '@aws-sdk/client-sqs';
import type { FetchArticleTask } from '../../messages.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { sqsTaskSender } from './send-tasks.ts';

/** SQS takes no longer name of a group. */
const longestGroup = 128;

type Options = {
  /** By so much later each further task of a host can be received; a quarter of an hour at most. */
  readonly apartSeconds?: number;
};

/**
 * Article tasks are grouped by host, which makes their standard queue a fair one: a site that brings
 * ten thousand pages at once, or answers slowly, does not keep the pages of others waiting.
 *
 * Those of one host may be sent apart: a function would wait for its slots and be paid for as long, with
 * all that it works on.
 *
 * See "Amazon SQS fair queues" in the SQS developer guide.
 */
export function sqsArticleTaskSender(
  client: SQSClient,
  queueUrl: string,
  { apartSeconds = 0 }: Options = {},
): SendTasks<FetchArticleTask> {
  return (tasks, delaySeconds) => {
    const counts = new Map<string, number>();
    const send = sqsTaskSender<FetchArticleTask>(client, queueUrl, ({ url }) => {
      const group = new URL(url).host.slice(0, longestGroup);
      const before = counts.get(group) ?? 0;
      counts.set(group, before + 1);
      return { group, delaySeconds: before * apartSeconds };
    });
    return send(tasks, delaySeconds);
  };
}
