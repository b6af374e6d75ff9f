export type MessageAttribute = {
  readonly DataType: string;
  readonly StringValue?: string | undefined;
  /** Base64. */
  readonly BinaryValue?: string | undefined;
};

/** A message as a queue holds it; instants are milliseconds since 1970. */
export type Message = {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  readonly traceHeader?: string | undefined;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  /** Counts up with every message of the broker; orders the messages of a FIFO queue. */
  readonly sequence: number;
  readonly sentAt: number;
  /** Name of the queue whose consumers gave the message up. */
  readonly deadLetterSource?: string | undefined;
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt?: number | undefined;
};

/** Received and not yet deleted or visible again. */
export const isInFlight = ({ receiveCount, visibleAt }: Message, now: number): boolean =>
  receiveCount > 0 && visibleAt > now;

/**
 * What a consumer shows to delete a message or to keep it hidden: which delivery of which message it had.
 *
 * @example
 * parseReceipt(receiptOf({ id: 'm1', receiveCount: 2 })) // { id: 'm1', receiveCount: 2 }
 */
export const receiptOf = ({ id, receiveCount }: Pick<Message, 'id' | 'receiveCount'>): string =>
  Buffer.from(`${receiveCount} ${id}`).toString('base64url');

/** @returns `undefined` for text that no queue of ours gave out */
export function parseReceipt(receipt: string): Pick<Message, 'id' | 'receiveCount'> | undefined {
  const [, count, id] =
    /^(\d{1,9}) (\S+)$/.exec(Buffer.from(receipt, 'base64url').toString()) ?? [];
  return id === undefined ? undefined : { id, receiveCount: Number(count) };
}
