import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { invokeWithBatch, type SqsFunction } from './lambda/invoke-with-batch.ts';

/** A queue and the function that it feeds, as Lambda's event source mapping has them. */
export type EventSource = {
  readonly name: string;
  readonly queueUrl: string;
  readonly handler: SqsFunction;
  /** Messages handed to one invocation, 10 at most. */
  readonly batchSize: number;
  /** Invocations at once, at most. */
  readonly concurrency: number;
  readonly timeoutSeconds: number;
};

/** What became of one invocation. */
export type BatchOutcome = {
  readonly source: string;
  readonly messages: number;
  readonly failed: number;
  readonly milliseconds: number;
  /** Why the batch failed as a whole, if it did. */
  readonly error?: unknown;
};

type LoopOptions = {
  readonly sources: readonly EventSource[];
  readonly sqs: SQSClient;
  /** When to stop: as soon as no queue holds anything, or on a signal. */
  readonly until: 'idle' | AbortSignal;
  /** Ends a loop that runs until it is idle before it is. */
  readonly signal?: AbortSignal;
  /** Whether to wait for messages that nobody may have yet, where nothing else is left. */
  readonly isWorthWaiting?: () => boolean;
  readonly onBatch?: (outcome: BatchOutcome) => void;
  /** Until what failed comes back, where waiting for its visibility timeout would take too long. */
  readonly retrySeconds?: number;
};

const idleLookMilliseconds = 100;
const longPollSeconds = 1;
/** So many failures to reach SQS in a row are no hiccup; the SDK has already tried each three times. */
const mostFailures = 5;

/**
 * Delivers the messages of queues to functions as Lambda does: in batches, with partial batch responses,
 * the function's timeout and its concurrency. What fails comes back when its visibility timeout has passed.
 *
 * @returns when it has stopped and the last batch is done
 */
export async function runEventSources(options: LoopOptions): Promise<void> {
  const loop = new Loop(options);
  const { until } = options;
  const signal = until === 'idle' ? options.signal : until;
  if (signal?.aborted) return;
  const stop = () => loop.stop();
  signal?.addEventListener('abort', stop, { once: true });
  if (until === 'idle') void loop.stopWhenIdle().catch((error) => loop.fail(error));
  try {
    await loop.run();
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

class Loop {
  private readonly options: LoopOptions;
  private readonly running = new Set<Promise<void>>();
  /** Counts batches, to see whether anything happened between two looks. */
  private batches = 0;
  private stopped = false;
  private failure: { readonly error: unknown } | undefined;
  /** Cuts long polls off; only once nothing can be in them. */
  private readonly idle = new AbortController();

  constructor(options: LoopOptions) {
    this.options = options;
  }

  async run(): Promise<void> {
    await Promise.all(this.options.sources.map((source) => this.poll(source)));
    await Promise.all(this.running);
    if (this.failure !== undefined) throw this.failure.error;
  }

  stop(): void {
    this.stopped = true;
  }

  fail(error: unknown): void {
    this.failure ??= { error };
    this.stop();
    this.idle.abort();
  }

  /** Two looks in a row must find nothing, as the counts of SQS are taken one queue after the other. */
  async stopWhenIdle(): Promise<void> {
    for (let quiet = 0; quiet < 2 && !this.stopped; ) {
      await sleep(idleLookMilliseconds);
      const before = this.batches;
      const done = this.running.size === 0 && (await this.isNothingLeft());
      quiet = done && this.running.size === 0 && this.batches === before ? quiet + 1 : 0;
    }
    // A stop from outside leaves the long polls alone: they may be bringing messages.
    if (this.stopped) return;
    this.stop();
    this.idle.abort();
  }

  private async isNothingLeft(): Promise<boolean> {
    const { sources, sqs, isWorthWaiting = () => true } = this.options;
    const counts = await Promise.all(sources.map(({ queueUrl }) => countMessages(sqs, queueUrl)));
    if (counts.some(({ ready }) => ready > 0)) return false;
    return counts.every(({ delayed }) => delayed === 0) || !isWorthWaiting();
  }

  private async poll(source: EventSource): Promise<void> {
    const arn = await this.attempt(() => findQueueArn(this.options.sqs, source.queueUrl));
    const mine = new Set<Promise<void>>();
    while (!this.stopped && arn !== undefined) {
      if (mine.size >= source.concurrency) {
        await Promise.race(mine);
        continue;
      }
      const messages = (await this.attempt(() => this.receive(source))) ?? [];
      if (messages.length === 0) continue;
      if (this.stopped) {
        await this.giveBack(source, messages, 0);
        break;
      }
      this.track(mine, this.deliver(source, { arn, messages }));
    }
  }

  private track(mine: Set<Promise<void>>, delivery: Promise<void>): void {
    this.batches++;
    const tracked = delivery.finally(() => {
      mine.delete(tracked);
      this.running.delete(tracked);
    });
    mine.add(tracked);
    this.running.add(tracked);
  }

  private async receive({ queueUrl, batchSize }: EventSource): Promise<Message[]> {
    const { Messages = [] } = await this.options.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(batchSize, 10),
        WaitTimeSeconds: longPollSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: this.idle.signal },
    );
    return Messages;
  }

  private async deliver(
    source: EventSource,
    { arn, messages }: { arn: string; messages: readonly Message[] },
  ): Promise<void> {
    const started = performance.now();
    const result = await invokeWithBatch(messages, { ...source, queueArn: arn });
    const done = messages.filter(({ MessageId = '' }) => !result.failed.has(MessageId));
    const failed = messages.filter(({ MessageId = '' }) => result.failed.has(MessageId));
    await this.attempt(() => deleteMessages(this.options.sqs, source.queueUrl, done));
    if (this.options.retrySeconds !== undefined)
      await this.giveBack(source, failed, this.options.retrySeconds);
    this.options.onBatch?.({
      source: source.name,
      messages: messages.length,
      failed: result.failed.size,
      milliseconds: performance.now() - started,
      ...('error' in result && { error: result.error }),
    });
  }

  private async giveBack(
    { queueUrl }: EventSource,
    messages: readonly Message[],
    seconds: number,
  ): Promise<void> {
    const { sqs } = this.options;
    await this.attempt(() => changeVisibility(sqs, queueUrl, { messages, seconds }));
  }

  /** Bears with an SQS that cannot be reached for a while; then the loop fails. */
  private async attempt<T>(run: () => Promise<T>): Promise<T | undefined> {
    for (let failures = 0; ; ) {
      try {
        return await run();
      } catch (error) {
        if (this.idle.signal.aborted) return undefined;
        failures++;
        if (failures === mostFailures || error instanceof QueueDoesNotExist) {
          this.fail(error);
          return undefined;
        }
        await sleep(100 * 2 ** failures);
      }
    }
  }
}

async function findQueueArn(sqs: SQSClient, QueueUrl: string): Promise<string> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return Attributes['QueueArn'] ?? '';
}

type Counts = { readonly ready: number; readonly delayed: number };

/** Those that are visible or in flight, and those that nobody may have yet. */
async function countMessages(sqs: SQSClient, QueueUrl: string): Promise<Counts> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  const { ApproximateNumberOfMessagesDelayed: delayed = 0, ...ready } = Attributes;
  return {
    ready: Object.values(ready).reduce((sum, count) => sum + Number(count), 0),
    delayed: Number(delayed),
  };
}

async function deleteMessages(
  sqs: SQSClient,
  QueueUrl: string,
  messages: readonly Message[],
): Promise<void> {
  if (messages.length === 0) return;
  const Entries = messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
  const { Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  // One whose time was up is delivered again, as it would be on AWS.
  const broken = Failed.find(({ SenderFault }) => SenderFault !== true);
  if (broken !== undefined) throw new Error(`SQS could not delete a message: ${broken.Message}`);
}

type Visibility = { readonly messages: readonly Message[]; readonly seconds: number };

async function changeVisibility(
  sqs: SQSClient,
  QueueUrl: string,
  { messages, seconds }: Visibility,
): Promise<void> {
  if (messages.length === 0) return;
  const Entries = messages.map(({ ReceiptHandle }, at) => ({
    Id: String(at),
    ReceiptHandle,
    VisibilityTimeout: seconds,
  }));
  await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
}
