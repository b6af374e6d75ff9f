import type { SQSClient } from '@aws-sdk/client-sqs';
import type { LinkTask } from '../../messages.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { sqsTaskSender } from './send-tasks.ts';

/** Link tasks of one language are delivered in order: two linkers at once would split stories. */
export const sqsLinkTaskSender = (client: SQSClient, queueUrl: string): SendTasks<LinkTask> =>
  sqsTaskSender<LinkTask>(client, queueUrl, (task) => ({
    group: task.language.split('-')[0] ?? 'und',
    deduplication:
      task.kind === 'article'
        ? `${task.articleId}.${task.revision}`
        : `${task.articleId}.${task.target.articleId}`,
  }));
