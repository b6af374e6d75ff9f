import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../shared/ports/web.ts';
import { type Journal, openJournal } from './journal.ts';
import { isInFlight, type Message } from './message.ts';
import { Queue, type QueueAttributes, type Seen } from './queue.ts';
import { SqsError } from './sqs-error.ts';

/** Everything that can happen to a queue, as the journal remembers it. */
export type QueueEvent =
  | {
      readonly type: 'queue';
      readonly queue: string;
      readonly attributes: QueueAttributes;
      readonly tags: Readonly<Record<string, string>>;
      readonly at: number;
    }
  | { readonly type: 'queue-gone'; readonly queue: string }
  | { readonly type: 'purged'; readonly queue: string }
  | { readonly type: 'put'; readonly queue: string; readonly message: Message }
  | { readonly type: 'seen'; readonly queue: string; readonly seen: Seen }
  | { readonly type: 'gone'; readonly queue: string; readonly ids: readonly string[] }
  | {
      readonly type: 'received';
      readonly queue: string;
      readonly ids: readonly string[];
      readonly at: number;
      readonly visibleAt: number;
    }
  | {
      readonly type: 'hidden';
      readonly queue: string;
      readonly ids: readonly string[];
      readonly visibleAt: number;
    };

type BrokerOptions = {
  /** Without a file, everything is forgotten at the end. */
  readonly journalFile?: string | undefined;
  readonly clock: Clock;
};

/** How often a long poll looks again for what became visible by the passing of time. */
const lookAgainMilliseconds = 20;

/** All queues. They change by {@link commit} only, which writes the journal first. */
export class Broker {
  readonly queues = new Map<string, Queue>();
  private readonly clock: Clock;
  private readonly journal: Journal<QueueEvent> | undefined;
  private readonly waiting = new Map<string, Set<() => void>>();
  private lastSequence = 0;

  constructor({ journalFile, clock }: BrokerOptions) {
    this.clock = clock;
    if (journalFile === undefined) return;
    this.journal = openJournal<QueueEvent>({
      file: journalFile,
      replay: (event) => this.apply(event),
      snapshot: () => this.snapshot(),
    });
  }

  now(): number {
    return this.clock().getTime();
  }

  takeSequence(): number {
    this.lastSequence += 1;
    return this.lastSequence;
  }

  find(name: string): Queue {
    const queue = this.queues.get(name);
    if (queue === undefined) {
      throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
    }
    return queue;
  }

  /** Makes events happen, all or none of them. */
  commit(events: readonly QueueEvent[]): void {
    if (events.length === 0) return;
    this.journal?.append(events);
    for (const event of events) this.apply(event);
    for (const { queue } of events) {
      for (const wake of this.waiting.get(queue) ?? []) wake();
    }
  }

  /** Resolves when the queue may have something to deliver that it had not before. */
  async change(queue: string, signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    const wake = () => woken.abort();
    const waiting = this.waiting.get(queue) ?? new Set();
    this.waiting.set(queue, waiting.add(wake));
    signal.addEventListener('abort', wake);
    // Not a timer until the next message is due: the clock may be a virtual one.
    await sleep(lookAgainMilliseconds, undefined, { signal: woken.signal }).catch(() => undefined);
    signal.removeEventListener('abort', wake);
    waiting.delete(wake);
  }

  /** Shows again what consumers held that cannot be alive, such as those of a process that died. */
  releaseInFlight(): void {
    const now = this.now();
    const held = [...this.queues.values()].map((queue) => ({
      type: 'hidden' as const,
      queue: queue.name,
      ids: [...queue.all()].filter((message) => isInFlight(message, now)).map(({ id }) => id),
      visibleAt: now,
    }));
    this.commit(held.filter(({ ids }) => ids.length > 0));
  }

  /** When the next message of a queue can be delivered; that may be past. */
  nextDelivery(name: string): number | undefined {
    let next: number | undefined;
    for (const { visibleAt } of this.queues.get(name)?.all() ?? [])
      if (next === undefined || visibleAt < next) next = visibleAt;
    return next;
  }

  /** When the oldest message that has not been deleted was sent; `undefined` for an empty queue. */
  oldestSent(name: string): number | undefined {
    let oldest: number | undefined;
    for (const { sentAt } of this.queues.get(name)?.all() ?? [])
      if (oldest === undefined || sentAt < oldest) oldest = sentAt;
    return oldest;
  }

  close(): void {
    this.journal?.close();
  }

  private apply(event: QueueEvent): void {
    if (event.type === 'queue') this.applyToQueue(event);
    else if (event.type === 'queue-gone') this.queues.delete(event.queue);
    else this.applyToMessages(this.find(event.queue), event);
  }

  private applyToMessages(
    queue: Queue,
    event: Exclude<QueueEvent, { type: 'queue' | 'queue-gone' }>,
  ): void {
    switch (event.type) {
      case 'put':
        this.lastSequence = Math.max(this.lastSequence, event.message.sequence);
        queue.put(event.message);
        break;
      case 'seen':
        this.lastSequence = Math.max(this.lastSequence, event.seen.sequence);
        queue.remember(event.seen);
        break;
      case 'gone':
        for (const id of event.ids) queue.remove(id);
        break;
      case 'purged':
        for (const { id } of [...queue.all()]) queue.remove(id);
        break;
      case 'hidden':
        update(queue, event.ids, () => ({ visibleAt: event.visibleAt }));
        break;
      case 'received':
        update(queue, event.ids, ({ receiveCount, firstReceivedAt = event.at }) => ({
          visibleAt: event.visibleAt,
          receiveCount: receiveCount + 1,
          firstReceivedAt,
        }));
    }
  }

  private applyToQueue({
    queue: name,
    attributes,
    tags,
    at,
  }: QueueEvent & { type: 'queue' }): void {
    const queue = this.queues.get(name) ?? new Queue(name, attributes, at);
    queue.attributes = attributes;
    queue.tags = tags;
    queue.modifiedAt = at;
    this.queues.set(name, queue);
  }

  private *snapshot(): Generator<QueueEvent> {
    for (const { name, attributes, tags, createdAt, modifiedAt } of this.queues.values()) {
      yield { type: 'queue', queue: name, attributes, tags, at: createdAt };
      if (modifiedAt !== createdAt) {
        yield { type: 'queue', queue: name, attributes, tags, at: modifiedAt };
      }
    }
    for (const queue of this.queues.values()) {
      for (const message of queue.all()) yield { type: 'put', queue: queue.name, message };
      for (const seen of queue.allSeen()) yield { type: 'seen', queue: queue.name, seen };
    }
  }
}

function update(
  queue: Queue,
  ids: readonly string[],
  changeOf: (message: Message) => Partial<Message>,
): void {
  for (const id of ids) {
    const message = queue.find(id);
    if (message !== undefined) queue.put({ ...message, ...changeOf(message) });
  }
}
