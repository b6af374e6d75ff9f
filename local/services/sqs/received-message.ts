import type { QueueEvent } from './broker.ts';
import { checkRange } from './checks.ts';
import { isInFlight, type Message, parseReceipt } from './message.ts';
import type { Queue } from './queue.ts';
import { invalidParameter, SqsError } from './sqs-error.ts';

/**
 * Finds the message that a consumer holds.
 *
 * @returns no message when it is gone, or was since handed to another: SQS calls a deletion a success then
 * @throws SqsError for a receipt that is none, or one of a FIFO queue whose time is up
 */
export function findReceived(
  queue: Queue,
  handle: string,
  now: number,
): { readonly found?: Message } {
  const receipt = parseReceipt(handle);
  if (receipt === undefined) {
    throw new SqsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    );
  }
  const found = queue.find(receipt.id);
  if (found === undefined) return {};
  const mine = found.receiveCount === receipt.receiveCount;
  // Another consumer may already hold it, and only one at a time may in a FIFO queue.
  if (queue.isFifo && !(mine && isInFlight(found, now))) {
    throw invalidParameter('ReceiptHandle', handle, 'The receipt handle has expired.');
  }
  return mine ? { found } : {};
}

/** Decides for how much longer a message that a consumer holds is hidden from others. */
export function decideHiding(
  queue: Queue,
  { ReceiptHandle, VisibilityTimeout }: { ReceiptHandle: string; VisibilityTimeout: number },
  now: number,
): QueueEvent {
  checkRange('VisibilityTimeout', VisibilityTimeout, [0, 43_200]);
  const { found } = findReceived(queue, ReceiptHandle, now);
  if (found === undefined) {
    throw invalidParameter(
      'ReceiptHandle',
      ReceiptHandle,
      'Message does not exist or is not available for visibility timeout change.',
    );
  }
  if (!isInFlight(found, now)) {
    throw new SqsError('MessageNotInflight', 'The message referred to is not in flight.');
  }
  return {
    type: 'hidden',
    queue: queue.name,
    ids: [found.id],
    visibleAt: now + 1000 * VisibilityTimeout,
  };
}
