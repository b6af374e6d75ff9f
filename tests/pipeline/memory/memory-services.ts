import { Readable } from 'node:stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { PublishedEvent } from '../../../local/services/events/server.ts';
import { resourceNames } from '../../../local/services/resource-names.ts';
import { resourceEnvironment, type Services } from '../../../local/services/start-services.ts';
import type { Clock } from '../../../shared/ports/web.ts';
import { type QueueName, queueVariables } from '../../../shared/queues.ts';
import type { Backend, Command } from '../outside-calls.ts';
import { MemoryObjects, type ObjectInput, type ObjectsCopy } from './memory-objects.ts';
import { MemoryQueues, type QueueInput, type QueuesCopy } from './memory-queues.ts';
import { type DynamoInput, MemoryTables, type TablesCopy } from './memory-tables.ts';

/** All that the services hold at one moment, with all that was published before. */
export type StoreCopy = {
  readonly tables: TablesCopy;
  readonly objects: ObjectsCopy;
  readonly queues: QueuesCopy;
  readonly events: readonly PublishedEvent[];
};

/**
 * DynamoDB, S3, SQS and EventBridge in the memory of this process, for tests that run the pipeline
 * thousands of times. A copy of all that is there costs next to nothing, and so does putting it back.
 *
 * They answer in place of a network: hand them to {@link interceptCalls}, which see to it that every
 * client of the SDK in this process asks them. That they answer as the embedded services do, a test holds.
 */
export class MemoryServices implements Services, Backend {
  readonly names = resourceNames('newsloom');
  readonly queueUrls = queueUrlsOf(this.names);
  readonly clients = clients();
  readonly environment: Readonly<Record<string, string>>;
  private readonly tables = new MemoryTables(this.names.tables);
  private readonly objects: MemoryObjects;
  private readonly queues: MemoryQueues;
  private events: readonly PublishedEvent[] = [];
  private readonly now: Clock;

  constructor(now: Clock) {
    this.now = now;
    this.objects = new MemoryObjects(now);
    this.queues = new MemoryQueues(now);
    const keys = { AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };
    const resources = resourceEnvironment(this.names, this.queueUrls);
    this.environment = { AWS_REGION: 'us-east-1', ...keys, ...resources };
  }

  copy(): StoreCopy {
    const { tables, objects, queues } = this;
    const stores = { tables: tables.copy(), objects: objects.copy(), queues: queues.copy() };
    return { ...stores, events: this.events };
  }

  putBack({ tables, objects, queues, events }: StoreCopy): void {
    this.tables.putBack(tables);
    this.objects.putBack(objects);
    this.queues.putBack(queues);
    this.events = events;
  }

  /** When the next message of a queue can be received, in milliseconds. */
  nextVisible(url: string): number | undefined {
    return this.queues.nextVisible(url);
  }

  async answer({ constructor: { name }, input }: Command): Promise<unknown> {
    const known = this.answers[name];
    if (known === undefined) throw new Error(`no service in memory knows ${name}`);
    return known(input);
  }

  readonly nextDelivery = (queue?: QueueName): Date | undefined => {
    const next = this.queues.nextVisible(queue && this.queueUrls.queues[queue]);
    return next === undefined ? undefined : new Date(next);
  };

  /** Nobody here asks for how long something has waited. */
  readonly oldestSeconds = (): number | undefined => undefined;

  readonly published = (): AsyncIterable<PublishedEvent> => Readable.from(this.events);

  readonly stop = async (): Promise<void> => {
    for (const client of Object.values(this.clients)) client.destroy();
  };

  private readonly answers: Readonly<Record<string, (input: object) => unknown>> = {
    GetCommand: (input: DynamoInput) => this.tables.get(input),
    PutCommand: (input: DynamoInput) => this.tables.put(input),
    UpdateCommand: (input: DynamoInput) => this.tables.update(input),
    DeleteCommand: (input: DynamoInput) => this.tables.delete(input),
    QueryCommand: (input: DynamoInput) => this.tables.query(input),
    ScanCommand: (input: DynamoInput) => this.tables.scan(input),
    BatchGetCommand: (input: DynamoInput) => this.tables.batchGet(input),
    BatchWriteCommand: (input: DynamoInput) => this.tables.batchWrite(input),
    PutObjectCommand: (input: ObjectInput) => this.objects.put(input),
    GetObjectCommand: (input: ObjectInput) => this.objects.get(input),
    HeadObjectCommand: (input: ObjectInput) => this.objects.head(input),
    DeleteObjectCommand: (input: ObjectInput) => this.objects.delete(input),
    DeleteObjectsCommand: (input: ObjectInput) => this.objects.deleteAll(input),
    ListObjectsV2Command: (input: ObjectInput) => this.objects.list(input),
    ListObjectVersionsCommand: (input: ObjectInput) => this.objects.listVersions(input),
    SendMessageCommand: (input: QueueInput) => this.queues.send(input),
    SendMessageBatchCommand: (input: QueueInput) => this.queues.sendAll(input),
    ReceiveMessageCommand: (input: QueueInput) => this.queues.receive(input),
    // Whoever has received a message has taken it.
    DeleteMessageBatchCommand: () => ({}),
    GetQueueAttributesCommand: (input: QueueInput) => this.queues.attributes(input),
    PutEventsCommand: (input: { Entries?: PutEventsRequestEntry[] }) => this.publish(input),
  };

  private publish({ Entries = [] }: { readonly Entries?: readonly PutEventsRequestEntry[] }) {
    const events = Entries.map(({ Source = '', DetailType = '', Detail = '{}' }, at) => ({
      ...{ id: `e${this.events.length + at}`, bus: this.names.bus, time: this.now().toISOString() },
      ...{ source: Source, 'detail-type': DetailType, detail: JSON.parse(Detail) },
    }));
    this.events = [...this.events, ...(events as unknown as PublishedEvent[])];
    return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'e' })) };
  }
}

function clients(): Services['clients'] {
  const settings = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  };
  return {
    ...{ dynamo: new DynamoDBClient(settings), s3: new S3Client(settings) },
    ...{ sqs: new SQSClient(settings), events: new EventBridgeClient(settings) },
  };
}

function queueUrlsOf(names: Services['names']): Services['queueUrls'] {
  const urlOf = (name: string) => `http://sqs.memory/000000000000/${name}`;
  const urls = (of: Readonly<Record<QueueName, string>>) =>
    Object.fromEntries(
      (Object.keys(queueVariables) as QueueName[]).map((queue) => [queue, urlOf(of[queue])]),
    ) as Record<QueueName, string>;
  return {
    queues: urls(names.queues),
    deadLetters: urls(names.deadLetters),
    quarantine: urlOf(names.quarantine),
  };
}
