import type { Clock } from '../../../shared/ports/web.ts';

type Waiting = {
  readonly id: string;
  readonly body: string;
  readonly group: string | undefined;
  /** In milliseconds. */
  readonly visibleAt: number;
};

type Queue = {
  readonly waiting: readonly Waiting[];
  /** When a FIFO queue has seen which task. */
  readonly seen: ReadonlyMap<string, number>;
};

/** What waits in all queues at one moment. */
export type QueuesCopy = ReadonlyMap<string, Queue>;

type Entry = {
  readonly Id?: string;
  readonly MessageBody?: string;
  readonly DelaySeconds?: number;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
};

/** What of the input of a command is read here. */
export type QueueInput = Entry & {
  readonly QueueUrl?: string;
  readonly Entries?: readonly Entry[];
  readonly MaxNumberOfMessages?: number;
};

type Answer = Record<string, unknown>;

/** The texts of what waits, with the queue in which it does, but for when a task became due or was given a slot. */
export const textsIn = (queues: QueuesCopy): string[] =>
  [...queues].flatMap(([url, { waiting }]) =>
    waiting.map(({ body }) => `${url} ${body.replace(/"(slotAt|dueAt)":"[^"]*"/g, '"$1":"…"')}`),
  );

const nothing: Queue = { waiting: [], seen: new Map() };
/** For so long a FIFO queue takes a task with the same key for the same task. */
const deduplicationMs = 300_000;

/** SQS in the memory of this process; whoever receives a message has taken it off the queue. */
export class MemoryQueues {
  private readonly now: Clock;
  private queues = new Map<string, Queue>();
  private sent = 0;

  constructor(now: Clock) {
    this.now = now;
  }

  copy(): QueuesCopy {
    return new Map(this.queues);
  }

  putBack(copy: QueuesCopy): void {
    this.queues = new Map(copy);
  }

  send(input: QueueInput): Answer {
    this.add(input.QueueUrl, [input]);
    return {};
  }

  sendAll({ QueueUrl, Entries = [] }: QueueInput): Answer {
    if (Entries.length > 10) throw new Error(`${Entries.length} messages in one batch`);
    this.add(QueueUrl, Entries);
    return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
  }

  receive({ QueueUrl = '', MaxNumberOfMessages = 1 }: QueueInput): Answer {
    const { waiting, seen } = this.queues.get(QueueUrl) ?? nothing;
    const now = this.now().getTime();
    const taken = waiting.filter(({ visibleAt }) => visibleAt <= now).slice(0, MaxNumberOfMessages);
    const left = waiting.filter((one) => !taken.includes(one));
    this.queues.set(QueueUrl, { waiting: left, seen });
    const Messages = taken.map(({ id, body, group }) => ({
      ...{ MessageId: id, ReceiptHandle: id, Body: body },
      Attributes: { ...(group !== undefined && { MessageGroupId: group }) },
    }));
    return { Messages };
  }

  attributes({ QueueUrl = '' }: QueueInput): Answer {
    const { waiting } = this.queues.get(QueueUrl) ?? nothing;
    const now = this.now().getTime();
    const visible = waiting.filter(({ visibleAt }) => visibleAt <= now).length;
    return {
      Attributes: {
        ApproximateNumberOfMessages: String(visible),
        ApproximateNumberOfMessagesNotVisible: '0',
        ApproximateNumberOfMessagesDelayed: String(waiting.length - visible),
      },
    };
  }

  /** When the next message of a queue, or of any, can be received, in milliseconds; nothing where none waits. */
  nextVisible(url?: string): number | undefined {
    const wanted =
      url === undefined ? [...this.queues.values()] : [this.queues.get(url) ?? nothing];
    const instants = wanted.flatMap(({ waiting }) => waiting.map(({ visibleAt }) => visibleAt));
    return instants.toSorted((a, b) => a - b)[0];
  }

  private add(url = '', entries: readonly Entry[]): void {
    const { waiting, seen } = this.queues.get(url) ?? nothing;
    const now = this.now().getTime();
    const [more, known] = [[...waiting], new Map(seen)];
    for (const { MessageBody: body = '', DelaySeconds = 0, ...entry } of entries) {
      const { MessageGroupId: group, MessageDeduplicationId: key } = entry;
      if (url.endsWith('.fifo') && (group === undefined || key === undefined))
        throw new Error('a FIFO queue takes only messages with a group and a key');
      const isKnown = key !== undefined && now - (known.get(key) ?? 0) < deduplicationMs;
      if (key !== undefined && !isKnown) known.set(key, now);
      if (isKnown) continue;
      more.push({ id: `m${this.sent++}`, body, group, visibleAt: now + 1000 * DelaySeconds });
    }
    this.queues.set(url, { waiting: more, seen: known });
  }
}
