import type { SQSClient } from '@aws-sdk/client-sqs';
import { acrossGroup, type LinkTask } from '../../messages.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { sqsTaskSender } from './send-tasks.ts';

export type LinkSenderOptions = {
  /** Whether stories of several languages are merged; absent where a stage has no encoder. */
  readonly mergesAcross?: boolean;
  /** How many linkers share a language; one unless given. */
  readonly linkersPerLanguage?: number | undefined;
  /** Sends what was sent within five minutes once more, which the queue would take for the same task. */
  readonly again?: string;
};

/**
 * Link tasks of one language are delivered in order: two linkers at once would split stories. Where
 * several linkers share a language, articles are dealt out to them, all versions of one to the same; merges
 * and splits stay with one. Where stories of several languages are merged, all merges are one group: of two that met, each could make
 * a story part of one that is just being made part of it.
 */
export const sqsLinkTaskSender = (
  client: SQSClient,
  queueUrl: string,
  { mergesAcross = false, linkersPerLanguage = 1, again }: LinkSenderOptions = {},
): SendTasks<LinkTask> =>
  sqsTaskSender<LinkTask>(client, queueUrl, (task) => ({
    group: mergesAcross && task.kind === 'merge' ? acrossGroup : groupOf(task, linkersPerLanguage),
    deduplication: again === undefined ? keyOf(task) : `${keyOf(task)}.${again}`,
  }));

function groupOf(task: LinkTask, linkers: number): string {
  const language = task.language.split('-')[0] ?? 'und';
  if (task.kind !== 'article' || linkers === 1) return language;
  return `${language}.${Number.parseInt(task.articleId.slice(-6), 16) % linkers}`;
}

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
