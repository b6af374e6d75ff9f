import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type BatchLimits, batchesWithin } from '../../collections/batches-within.ts';
import type { QuarantinedMessage } from '../../messages.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { cutText } from '../../text/cut-text.ts';
import { sendParts } from '../send-parts.ts';

/** What a batch may hold: 10 messages, and 1 MiB in all; a margin is left for the envelope. */
const limits: BatchLimits<Entry> = {
  items: 10,
  bytes: 1_000_000,
  sizeOf: ({ MessageBody = '' }) => Buffer.byteLength(MessageBody),
};

type TaskKeys<Task> = (task: Task) => {
  /** A FIFO queue delivers tasks of one group in order; a standard queue lets no group crowd out the others. */
  readonly group: string;
  /** Of a FIFO queue, and only then: a task with the same key within five minutes is the same task. */
  readonly deduplication?: string;
  /** Until the task can be received, where that is later than the others can. */
  readonly delaySeconds?: number;
};

export function sqsTaskSender<Task>(
  client: SQSClient,
  queueUrl: string,
  keysOf?: TaskKeys<Task>,
): SendTasks<Task> {
  return async (tasks, delaySeconds = 0) => {
    const entries = tasks.map((task): Entry => {
      const keys = keysOf?.(task);
      const delay = Math.max(delaySeconds, keys?.delaySeconds ?? 0);
      return {
        MessageBody: JSON.stringify(task),
        ...(delay > 0 && { DelaySeconds: Math.min(900, Math.ceil(delay)) }),
        ...(keys && { MessageGroupId: keys.group }),
        ...(keys?.deduplication !== undefined && { MessageDeduplicationId: keys.deduplication }),
      };
    });
    for (const batch of batchesWithin(entries, limits)) await sendBatch(client, queueUrl, batch);
  };
}

/**
 * Sets messages aside that can never succeed. One that is too large with what is said of it is set aside
 * by its beginning: no step sends tasks of that size, so that nobody would want to send it again.
 */
export function sqsQuarantine(client: SQSClient, queueUrl: string) {
  return async (message: QuarantinedMessage): Promise<void> => {
    const whole = JSON.stringify(message);
    const MessageBody =
      Buffer.byteLength(whole) <= limits.bytes
        ? whole
        : JSON.stringify({ ...message, body: cutText(message.body, keptOfBody), isCut: true });
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
  };
}

const keptOfBody = 100_000;

type Entry = Omit<SendMessageBatchRequestEntry, 'Id'>;

/** A batch succeeds as a whole and says of each message whether it did: those that did not go again. */
const sendBatch = (client: SQSClient, queueUrl: string, entries: readonly Entry[]): Promise<void> =>
  sendParts(entries, {
    service: `queue ${queueUrl}`,
    async send(parts) {
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: parts.map((entry, at) => ({ ...entry, Id: String(at) })),
        }),
      );
      return Failed.flatMap(({ Id, Code, Message }) => {
        const part = parts[Number(Id)];
        return part === undefined ? [] : [{ part, problem: `${Code} ${Message ?? ''}` }];
      });
    },
  });
