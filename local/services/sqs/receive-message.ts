import type { Broker, QueueEvent } from './broker.ts';
import { attributesDigest, bodyDigest } from './digest.ts';
import { type Message, type MessageAttribute, receiptOf } from './message.ts';
import type { Queue } from './queue.ts';
import { parseRedrivePolicy, settingOf } from './queue-settings.ts';
import { sequenceNumber } from './send-message.ts';

export type Delivery = { readonly limit: number; readonly visibilitySeconds: number };

/**
 * Hands out messages that may be delivered now, and hides them from others.
 *
 * As SQS does, it is at this moment that a message which was received too often goes to the dead-letter
 * queue, and that one which was kept for too long disappears.
 */
export function receiveMessages(broker: Broker, queue: Queue, delivery: Delivery): Message[] {
  const now = broker.now();
  // Every round hands out, moves or drops what it finds, so there are only so many.
  for (;;) {
    const found = queue.next(now, delivery.limit);
    if (found.length === 0) return [];
    const { events, delivered } = decideDelivery(broker, queue, found, delivery);
    try {
      broker.commit(events);
    } catch (error) {
      for (const message of found) queue.put(message);
      throw error;
    }
    if (delivered.length > 0) {
      return delivered.flatMap(({ id }) => queue.find(id) ?? []);
    }
  }
}

function decideDelivery(
  broker: Broker,
  queue: Queue,
  found: readonly Message[],
  { visibilitySeconds }: Delivery,
): { events: QueueEvent[]; delivered: Message[] } {
  const now = broker.now();
  const retention = 1000 * settingOf(queue, 'MessageRetentionPeriod');
  const redrive = parseRedrivePolicy(queue.attributes['RedrivePolicy']);
  const isDead = ({ receiveCount }: Message) =>
    redrive !== undefined &&
    redrive.deadLetterQueue !== queue.name &&
    receiveCount >= redrive.maxReceiveCount &&
    broker.queues.has(redrive.deadLetterQueue);

  const expired = found.filter(({ sentAt }) => sentAt + retention <= now);
  const dead = found.filter((message) => !expired.includes(message) && isDead(message));
  const delivered = found.filter((each) => !expired.includes(each) && !dead.includes(each));
  const removed = [...expired, ...dead].map(({ id }) => id);
  const events: QueueEvent[] = [];
  if (removed.length > 0) events.push({ type: 'gone', queue: queue.name, ids: removed });
  if (redrive !== undefined) {
    events.push(
      ...dead.map((message) =>
        toDeadLetters(broker, { message, queue, to: redrive.deadLetterQueue }),
      ),
    );
  }
  if (delivered.length > 0) {
    const ids = delivered.map(({ id }) => id);
    const visibleAt = now + 1000 * visibilitySeconds;
    events.push({ type: 'received', queue: queue.name, ids, at: now, visibleAt });
  }
  return { events, delivered };
}

/** A message keeps its id, its count of receipts and, in a standard queue, the instant it was sent. */
function toDeadLetters(
  broker: Broker,
  { message, queue, to }: { message: Message; queue: Queue; to: string },
): QueueEvent {
  const now = broker.now();
  return {
    type: 'put',
    queue: to,
    message: {
      ...message,
      sequence: broker.takeSequence(),
      sentAt: queue.isFifo ? now : message.sentAt,
      deadLetterSource: queue.name,
      visibleAt: now,
    },
  };
}

export type Wanted = {
  readonly systemAttributes: readonly string[];
  readonly attributes: readonly string[];
};

/** A message as its receiver sees it: of its attributes, those that were asked for. */
export function presentMessage(message: Message, wanted: Wanted, arnOf: (queue: string) => string) {
  const attributes = Object.fromEntries(
    Object.entries(message.attributes).filter(([name]) => wants(wanted.attributes, name)),
  );
  const all = wanted.systemAttributes.includes('All');
  const system = Object.entries(systemAttributes(message, arnOf)).filter(
    ([name, value]) => value !== undefined && (all || wanted.systemAttributes.includes(name)),
  );
  const hasAttributes = Object.keys(attributes).length > 0;
  return {
    MessageId: message.id,
    ReceiptHandle: receiptOf(message),
    Body: message.body,
    MD5OfBody: bodyDigest(message.body),
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(hasAttributes && {
      MessageAttributes: attributes satisfies Record<string, MessageAttribute>,
      MD5OfMessageAttributes: attributesDigest(attributes),
    }),
  };
}

/** By name, by `prefix.*`, or all by `All` or `.*`. */
const wants = (patterns: readonly string[], name: string): boolean =>
  patterns.some(
    (pattern) =>
      pattern === 'All' ||
      pattern === name ||
      (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2))),
  );

function systemAttributes(message: Message, arnOf: (queue: string) => string) {
  const { groupId, deduplicationId, deadLetterSource, traceHeader } = message;
  return {
    SenderId: 'LOCAL',
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
    MessageGroupId: groupId,
    MessageDeduplicationId: deduplicationId,
    SequenceNumber: deduplicationId === undefined ? undefined : sequenceNumber(message.sequence),
    AWSTraceHeader: traceHeader,
    DeadLetterQueueSourceArn: deadLetterSource === undefined ? undefined : arnOf(deadLetterSource),
  };
}
