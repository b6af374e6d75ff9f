import { createHash, randomUUID } from 'node:crypto';
import type { Broker, QueueEvent } from './broker.ts';
import {
  checkAttributes,
  checkCharacters,
  checkRange,
  checkToken,
  maxMessageBytes,
  messageBytes,
} from './checks.ts';
import { attributesDigest, bodyDigest } from './digest.ts';
import type { Message, MessageAttribute } from './message.ts';
import type { Queue } from './queue.ts';
import { settingOf } from './queue-settings.ts';
import { invalidParameter, missingParameter, SqsError } from './sqs-error.ts';

/** A message as its sender describes it. */
export type Draft = {
  readonly MessageBody: string;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>> | undefined;
  readonly MessageSystemAttributes?: Readonly<Record<string, MessageAttribute>> | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly MessageDeduplicationId?: string | undefined;
};

/** What sending a message does, and what its sender is told. */
export type Sending = { readonly events: readonly QueueEvent[]; readonly answer: object };

/**
 * Decides what becomes of a message that is sent; nothing happens until the events are committed.
 *
 * @throws SqsError when SQS would refuse the message
 */
export function decideSending(broker: Broker, queue: Queue, draft: Draft): Sending {
  checkDraft(queue, draft);
  const now = broker.now();
  const key = queue.isFifo ? deduplicationKey(queue, draft) : undefined;
  const twin = key === undefined ? undefined : queue.recall(key, now);
  if (twin !== undefined) return { events: [], answer: answerTo(draft, twin, queue) };

  const message = messageOf(draft, { queue, now, sequence: broker.takeSequence() });
  const events: QueueEvent[] = [{ type: 'put', queue: queue.name, message }];
  if (key !== undefined) {
    const seen = { key, id: message.id, sequence: message.sequence, at: now };
    events.push({ type: 'seen', queue: queue.name, seen });
  }
  return { events, answer: answerTo(draft, message, queue) };
}

function messageOf(
  draft: Draft,
  { queue, now, sequence }: { queue: Queue; now: number; sequence: number },
): Message {
  const delaySeconds = draft.DelaySeconds ?? settingOf(queue, 'DelaySeconds');
  return {
    id: randomUUID(),
    body: draft.MessageBody,
    attributes: draft.MessageAttributes ?? {},
    traceHeader: draft.MessageSystemAttributes?.['AWSTraceHeader']?.StringValue,
    groupId: draft.MessageGroupId,
    deduplicationId: queue.isFifo ? deduplicationIdOf(draft) : undefined,
    sequence,
    sentAt: now,
    visibleAt: now + 1000 * delaySeconds,
    receiveCount: 0,
  };
}

function answerTo(draft: Draft, { id, sequence }: Pick<Message, 'id' | 'sequence'>, queue: Queue) {
  return {
    MessageId: id,
    MD5OfMessageBody: bodyDigest(draft.MessageBody),
    MD5OfMessageAttributes: attributesDigest(draft.MessageAttributes ?? {}),
    MD5OfMessageSystemAttributes: attributesDigest(draft.MessageSystemAttributes ?? {}),
    ...(queue.isFifo && { SequenceNumber: sequenceNumber(sequence) }),
  };
}

/** SQS writes sequence numbers with 20 digits, so that they sort as text. */
export const sequenceNumber = (sequence: number): string => String(sequence).padStart(20, '0');

function checkDraft(queue: Queue, draft: Draft): void {
  if (draft.MessageBody === '') throw missingParameter('MessageBody');
  checkCharacters(draft.MessageBody, 'message body');
  checkAttributes(draft.MessageAttributes ?? {});
  checkAttributes(draft.MessageSystemAttributes ?? {});
  if (draft.DelaySeconds !== undefined) checkRange('DelaySeconds', draft.DelaySeconds, [0, 900]);
  const most = settingOf(queue, 'MaximumMessageSize');
  if (draftBytes(draft) > most) {
    throw new SqsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`,
    );
  }
  if (draft.MessageGroupId !== undefined) checkToken('MessageGroupId', draft.MessageGroupId);
  if (queue.isFifo) checkFifoDraft(queue, draft);
  else if (draft.MessageDeduplicationId !== undefined) {
    throw invalidParameter(
      'MessageDeduplicationId',
      draft.MessageDeduplicationId,
      'The request includes a parameter that is not valid for this queue type.',
    );
  }
}

function checkFifoDraft(queue: Queue, draft: Draft): void {
  if (draft.MessageGroupId === undefined) throw missingParameter('MessageGroupId');
  if (draft.MessageDeduplicationId !== undefined) {
    checkToken('MessageDeduplicationId', draft.MessageDeduplicationId);
  } else if (queue.attributes['ContentBasedDeduplication'] !== 'true') {
    throw new SqsError(
      'InvalidParameterValue',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  if (draft.DelaySeconds !== undefined && draft.DelaySeconds > 0) {
    throw invalidParameter(
      'DelaySeconds',
      draft.DelaySeconds,
      'The request include parameter that is not valid for this queue type.',
    );
  }
}

/** By content: of the body alone, as the attributes do not count. */
const deduplicationIdOf = ({ MessageDeduplicationId, MessageBody }: Draft): string =>
  MessageDeduplicationId ?? createHash('sha256').update(MessageBody).digest('hex');

function deduplicationKey(queue: Queue, draft: Draft): string {
  const id = deduplicationIdOf(draft);
  const byGroup = queue.attributes['DeduplicationScope'] === 'messageGroup';
  return byGroup ? `${draft.MessageGroupId} ${id}` : id;
}

export const draftBytes = ({ MessageBody, MessageAttributes = {} }: Draft): number =>
  messageBytes({ body: MessageBody, attributes: MessageAttributes });

/** @throws SqsError when the messages are together larger than one may be */
export function checkBatchSize(drafts: readonly Draft[]): void {
  const bytes = drafts.reduce((sum, draft) => sum + draftBytes(draft), 0);
  if (bytes <= maxMessageBytes) return;
  throw new SqsError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${maxMessageBytes} bytes. You have sent ${bytes} bytes.`,
  );
}
