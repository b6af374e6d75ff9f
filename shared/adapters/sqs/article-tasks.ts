import type { SQSClient } from '@aws-sdk/client-sqs';
import { groupBy } from '../../collections/group-by.ts';
import type { FetchArticleTask } from '../../messages.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { sqsTaskSender } from './send-tasks.ts';

/** SQS takes no longer name of a group. */
const longestGroup = 128;

/** A host with more pages at once is a feed that is new, or was long out of reach: soon matters more than cheap. */
const mostApart = 3;

type Options = {
  /** By so much later each further task of a host can be received, where there are few. */
  readonly apartSeconds?: number;
};

/**
 * Article tasks are grouped by host, which makes their standard queue a fair one: a site that brings
 * ten thousand pages at once, or answers slowly, does not keep the pages of others waiting.
 *
 * A few of one host are sent apart, since a function would wait for its slots and be paid for as long,
 * with all that it works on. Many are sent at once: they are rare, and would wait for hours.
 *
 * See "Amazon SQS fair queues" in the SQS developer guide.
 */
export function sqsArticleTaskSender(
  client: SQSClient,
  queueUrl: string,
  { apartSeconds = 0 }: Options = {},
): SendTasks<FetchArticleTask> {
  return (tasks, delaySeconds) => {
    const byHost = groupBy(tasks, groupOf);
    const send = sqsTaskSender<FetchArticleTask>(client, queueUrl, (task) => {
      const group = groupOf(task);
      const together = byHost.get(group) ?? [];
      const isApart = together.length <= mostApart;
      return { group, delaySeconds: isApart ? together.indexOf(task) * apartSeconds : 0 };
    });
    return send(tasks, delaySeconds);
  };
}

const groupOf = ({ url }: FetchArticleTask): string => new URL(url).host.slice(0, longestGroup);
