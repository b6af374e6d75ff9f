import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type QueueName, queues, visibilityTimeoutSeconds } from '../../shared/queues.ts';

type Held = {
  readonly record: SQSRecord;
  /** In milliseconds. */
  visibleAt: number;
  received: number;
};

export type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** What Lambda's event source does with a queue: batches, hidden retries, groups in order, dead letters. */
export class VirtualQueue {
  readonly name: QueueName;
  /** What failed too often, for a person to send again. */
  readonly dead: SQSRecord[] = [];
  #held: Held[] = [];

  constructor(name: QueueName) {
    this.name = name;
  }

  get waiting(): number {
    return this.#held.length;
  }

  /** Messages that were tried, and are to be tried again. */
  get begun(): number {
    return this.#held.filter(({ received }) => received > 0).length;
  }

  /** When the next message can be delivered, in milliseconds. */
  get nextAt(): number {
    return Math.min(...this.#held.map(({ visibleAt }) => visibleAt));
  }

  add(records: readonly SQSRecord[], now: number): void {
    for (const record of records) this.#held.push({ record, visibleAt: now, received: 0 });
  }

  /** Sends dead letters again. */
  redrive(now: number): number {
    const records = this.dead.splice(0);
    this.add(records, now);
    return records.length;
  }

  /**
   * Hands one batch over.
   *
   * @returns how many messages it had, and how many of them come back
   */
  async deliver(handler: QueueHandler, now: number): Promise<{ taken: number; failed: number }> {
    const definition = queues[this.name];
    const batch = this.#visible(now).slice(0, definition.batchSize);
    if (batch.length === 0) return { taken: 0, failed: 0 };
    const failures = await failuresOf(handler, batch);
    const failed = batch.filter(({ record }) => failures.has(record.messageId));
    for (const held of failed) {
      held.received++;
      held.visibleAt = now + 1000 * visibilityTimeoutSeconds(definition);
      if (held.received >= definition.maxReceiveCount) this.dead.push(held.record);
    }
    const done = new Set(
      batch.filter((held) => !failed.includes(held) || held.received >= definition.maxReceiveCount),
    );
    this.#held = this.#held.filter((held) => !done.has(held));
    return { taken: batch.length, failed: failed.length };
  }

  /** Of a group that has a hidden message, nothing is delivered before it. */
  #visible(now: number): Held[] {
    const blocked = new Set<string>();
    return this.#held.filter(({ record, visibleAt }) => {
      const group = record.attributes.MessageGroupId;
      if (visibleAt > now && group !== undefined) blocked.add(group);
      return visibleAt <= now && !(group !== undefined && blocked.has(group));
    });
  }
}

/** A function that fails as a whole has done nothing of its batch. */
async function failuresOf(handler: QueueHandler, batch: readonly Held[]): Promise<Set<string>> {
  const Records = batch.map(({ record, received }) => {
    const attributes = { ...record.attributes, ApproximateReceiveCount: String(received + 1) };
    return { ...record, attributes };
  });
  try {
    const { batchItemFailures } = await handler({ Records });
    return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  } catch {
    return new Set(Records.map(({ messageId }) => messageId));
  }
}
