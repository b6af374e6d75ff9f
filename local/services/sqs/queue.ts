import { type DeliveryOrder, fifoOrder, standardOrder } from './delivery-order.ts';
import { isInFlight, type Message } from './message.ts';

export type QueueAttributes = Readonly<Record<string, string>>;

export type QueueCounts = {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
};

/** For how long a FIFO queue knows a message again. */
const deduplicationMilliseconds = 5 * 60_000;

/** What a FIFO queue remembers of a message that it took, even after its deletion. */
export type Seen = {
  readonly key: string;
  readonly id: string;
  readonly sequence: number;
  readonly at: number;
};

/** A queue's messages. Decides nothing: the broker does, and changes it by journalled events only. */
export class Queue {
  readonly name: string;
  readonly createdAt: number;
  modifiedAt: number;
  attributes: QueueAttributes;
  tags: Readonly<Record<string, string>> = {};
  private readonly messages = new Map<string, Message>();
  private readonly seen = new Map<string, Seen>();
  private readonly order: DeliveryOrder;

  constructor(name: string, attributes: QueueAttributes, createdAt: number) {
    this.name = name;
    this.attributes = attributes;
    this.createdAt = createdAt;
    this.modifiedAt = createdAt;
    this.order = this.isFifo ? fifoOrder() : standardOrder();
  }

  get isFifo(): boolean {
    return this.name.endsWith('.fifo');
  }

  find(id: string): Message | undefined {
    return this.messages.get(id);
  }

  all(): Iterable<Message> {
    return this.messages.values();
  }

  /** Adds a message or replaces it by a later state of itself. */
  put(message: Message): void {
    this.messages.set(message.id, message);
    this.order.put(message);
  }

  remove(id: string): void {
    const message = this.messages.get(id);
    if (message === undefined) return;
    this.messages.delete(id);
    this.order.remove(message);
  }

  /** Messages that may be delivered now; each must then be put again or removed. */
  next(now: number, limit: number): Message[] {
    return this.order.next(now, limit);
  }

  count(now: number): QueueCounts {
    const counts = { visible: 0, inFlight: 0, delayed: 0 };
    for (const message of this.messages.values()) {
      if (message.visibleAt <= now) counts.visible++;
      else if (isInFlight(message, now)) counts.inFlight++;
      else counts.delayed++;
    }
    return counts;
  }

  remember(seen: Seen): void {
    // The oldest come first in a Map, but for one that is seen anew.
    for (const [key, { at }] of this.seen) {
      if (at + deduplicationMilliseconds > seen.at) break;
      this.seen.delete(key);
    }
    this.seen.delete(seen.key);
    this.seen.set(seen.key, seen);
  }

  recall(key: string, now: number): Seen | undefined {
    const seen = this.seen.get(key);
    return seen !== undefined && seen.at + deduplicationMilliseconds > now ? seen : undefined;
  }

  allSeen(): Iterable<Seen> {
    return this.seen.values();
  }
}
