import type { SQSClient } from '@aws-sdk/client-sqs';
import type { LinkTask } from '../../messages.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { sqsTaskSender } from './send-tasks.ts';

/** Link tasks of one language are delivered in order: two linkers at once would split stories. */
export const sqsLinkTaskSender = (client: SQSClient, queueUrl: string): SendTasks<LinkTask> =>
  sqsTaskSender<LinkTask>(client, queueUrl, (task) => ({
    group: task.language.split('-')[0] ?? 'und',
    deduplication: keyOf(task),
  }));

function keyOf(task: LinkTask): string {
  switch (task.kind) {
    case 'article':
      return `${task.articleId}.${task.revision}`;
    case 'related':
      return `${task.articleId}.${task.target.articleId}`;
    case 'merge':
      return `${task.from}.${task.into}`;
    case 'across':
      return `${task.storyId}.${task.otherId}`;
  }
}
