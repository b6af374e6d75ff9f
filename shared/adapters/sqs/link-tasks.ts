import type { SQSClient } from '@aws-sdk/client-sqs';
import { acrossGroup, type LinkTask } from '../../messages.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { sqsTaskSender } from './send-tasks.ts';

type Options = {
  /** Whether stories of several languages are merged; absent where a stage has no encoder. */
  readonly mergesAcross?: boolean;
  /** Sends what was sent within five minutes once more, which the queue would take for the same task. */
  readonly again?: string;
};

/**
 * Link tasks of one language are delivered in order: two linkers at once would split stories. Where
 * stories of several languages are merged, all merges are one group: of two that met, each could make
 * a story part of one that is just being made part of it.
 */
export const sqsLinkTaskSender = (
  client: SQSClient,
  queueUrl: string,
  { mergesAcross = false, again }: Options = {},
): SendTasks<LinkTask> =>
  sqsTaskSender<LinkTask>(client, queueUrl, (task) => ({
    group:
      mergesAcross && task.kind === 'merge' ? acrossGroup : (task.language.split('-')[0] ?? 'und'),
    deduplication: again === undefined ? keyOf(task) : `${keyOf(task)}.${again}`,
  }));

function keyOf(task: LinkTask): string {
  switch (task.kind) {
    case 'article':
      return `${task.articleId}.${task.revision}`;
    case 'merge':
      return `${task.from}.${task.into}`;
    case 'split':
      return `${task.storyId}.${task.reports}`;
    case 'across':
      return `${task.storyId}.${task.otherId}`;
  }
}
