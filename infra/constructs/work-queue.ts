import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import {
  DeduplicationScope,
  FifoThroughputLimit,
  Queue,
  QueueEncryption,
  type QueueProps,
} from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  deadLetterRetentionDays,
  type QueueDefinition,
  visibilityTimeoutSeconds,
} from '../../shared/queues.ts';
import { nameInStack } from './stack-name.ts';

/** What every queue has: TLS only, encrypted at rest with keys that SQS owns. */
const safe: QueueProps = { enforceSSL: true, encryption: QueueEncryption.SQS_MANAGED };

/** A task queue with its dead-letter queue, as `shared/queues.ts` defines it. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly #definition: QueueDefinition;

  constructor(scope: Construct, id: string, definition: QueueDefinition) {
    super(scope, id);
    this.#definition = definition;
    const order: QueueProps = definition.fifo
      ? {
          fifo: true,
          queueName: fifoName(this, 'Queue'),
          deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
          fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
        }
      : {};
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...safe,
      ...(definition.fifo && { fifo: true, queueName: fifoName(this, 'DeadLetters') }),
      retentionPeriod: Duration.days(deadLetterRetentionDays),
    });
    this.queue = new Queue(this, 'Queue', {
      ...safe,
      ...order,
      visibilityTimeout: Duration.seconds(visibilityTimeoutSeconds(definition)),
      retentionPeriod: Duration.days(7),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: definition.maxReceiveCount },
    });
  }

  /** Partial batch failure is part of the steps' contract, so it is not optional here. */
  deliverTo(consumer: IFunction): void {
    const { batchSize, windowSeconds, maxConcurrency } = this.#definition;
    consumer.addEventSource(
      new SqsEventSource(this.queue, {
        ...{ batchSize, maxConcurrency, reportBatchItemFailures: true },
        ...(windowSeconds > 0 && { maxBatchingWindow: Duration.seconds(windowSeconds) }),
      }),
    );
  }
}

/** CloudFormation ends its own names with the `.fifo` that SQS insists on; emulators of it do not. */
const fifoName = (scope: Construct, id: string): string => `${nameInStack(scope, id)}.fifo`;

/** Where messages go that can never succeed, each with its reason; nothing consumes it but a person. */
export class QuarantineQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      ...safe,
      retentionPeriod: Duration.days(deadLetterRetentionDays),
    });
  }
}
