import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../../shared/ports/web.ts';
import { type QueueName, quarantineVariable, queueVariables } from '../../shared/queues.ts';
import { tableVariables } from '../../shared/tables.ts';
import { createBucket } from './create-bucket.ts';
import { createQueues, type QueueUrls } from './create-queues.ts';
import { createTables } from './create-tables.ts';
import { startDynamoDb } from './dynamodb.ts';
import { type EventService, type PublishedEvent, startEvents } from './events/server.ts';
import { keepFormat } from './folder-format.ts';
import { lockFolder } from './folder-lock.ts';
import { type ResourceNames, resourceNames } from './resource-names.ts';
import { startS3 } from './s3/server.ts';
import { type SqsService, startSqs } from './sqs/server.ts';

type Options = {
  /** Keeps everything here and goes on from what is there; in memory without one. */
  readonly folder?: string | undefined;
  /** Drives delays, visibility and dates of objects. */
  readonly clock?: Clock;
  /** Seconds until a message that failed is tried again, instead of what is deployed. */
  readonly visibilitySeconds?: number;
};

export type Clients = {
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly events: EventBridgeClient;
};

/** DynamoDB, S3, SQS and EventBridge on this machine, with the tables, the bucket and the queues of the product. */
export type Services = {
  readonly names: ResourceNames;
  readonly queueUrls: QueueUrls;
  readonly clients: Clients;
  /** What a function's environment must hold to use them: names, endpoints, region and keys. */
  readonly environment: Readonly<Record<string, string>>;
  /** When the next of the tasks that wait, in one queue or in any, can be delivered. */
  nextDelivery(queue?: QueueName): Date | undefined;
  /** For how long the oldest message of a queue, which is named, has been in it. */
  oldestSeconds(queue: string): number | undefined;
  /** All that was ever published. */
  published(): AsyncIterable<PublishedEvent>;
  stop(): Promise<void>;
};

const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * Starts the services, or starts them again on the folder of an earlier life.
 *
 * @throws ConfigError when another process uses the folder, or another version filled it
 */
export async function startServices(options: Options = {}): Promise<Services> {
  process.env[warningSwitch] ??= 'true';
  const closing: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const { folder } = options;
    if (folder !== undefined) {
      closing.push(await lockFolder(folder));
      await keepFormat(folder);
    }
    const { nextDelivery, oldestSeconds, published, ...endpoints } = await startServers(
      options,
      closing,
    );
    const clients = clientsAt(endpoints);
    closing.push(async () => {
      for (const client of Object.values(clients)) client.destroy();
    });
    const { names, queueUrls } = await createResources(clients, options);
    const environment = { ...sdkEnvironment(endpoints), ...resourceEnvironment(names, queueUrls) };
    const nextTask = (queue?: QueueName) => {
      const all = queue === undefined ? Object.values(names.queues) : [names.queues[queue]];
      return earliest(all.map(nextDelivery));
    };
    const told = { nextDelivery: nextTask, oldestSeconds, published };
    return { names, queueUrls, clients, environment, ...told, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Endpoints = Readonly<Record<'dynamodb' | 's3' | 'sqs' | 'events', string>>;

async function startServers(
  { folder, clock = () => new Date() }: Options,
  closing: (() => Promise<void>)[],
): Promise<
  Endpoints & Pick<SqsService, 'nextDelivery' | 'oldestSeconds'> & Pick<EventService, 'published'>
> {
  const within = (name: string) => (folder === undefined ? {} : { folder: join(folder, name) });
  const sqs = await startSqs({ ...within('sqs'), clock, region });
  closing.push(sqs.stop);
  // Whoever held messages died with the server: only one process uses a folder.
  sqs.releaseInFlight();
  const s3 = await startS3({ ...within('s3'), clock });
  closing.push(s3.stop);
  const dynamodb = await startDynamoDb(within('dynamodb'));
  closing.push(dynamodb.stop);
  const events = await startEvents({ ...within('events'), clock });
  closing.push(events.stop);
  const { nextDelivery, oldestSeconds } = sqs;
  const { published } = events;
  return {
    ...{ dynamodb: dynamodb.endpoint, s3: s3.endpoint, sqs: sqs.endpoint },
    ...{ events: events.endpoint, nextDelivery, oldestSeconds, published },
  };
}

const earliest = (instants: readonly (Date | undefined)[]): Date | undefined =>
  instants
    .filter((instant) => instant !== undefined)
    .toSorted((a, b) => a.getTime() - b.getTime())[0];

/** The machine's Node may be older than the functions'; the SDK's warning would be of no use here. */
const warningSwitch = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

const clientsAt = ({ dynamodb, s3, sqs, events }: Endpoints): Clients => ({
  dynamo: new DynamoDBClient({ region, credentials, endpoint: dynamodb }),
  s3: new S3Client({ region, credentials, endpoint: s3 }),
  sqs: new SQSClient({ region, credentials, endpoint: sqs }),
  events: new EventBridgeClient({ region, credentials, endpoint: events }),
});

async function createResources(clients: Clients, { visibilitySeconds }: Options) {
  const names = resourceNames('newsloom');
  const [queueUrls] = await Promise.all([
    createQueues(clients.sqs, names, { visibilitySeconds }),
    createTables(clients.dynamo, names.tables),
    createBucket(clients.s3, names.bucket),
  ]);
  return { names, queueUrls };
}

/** The SDK takes everything from here, so that the handlers' own clients need no setting. */
const sdkEnvironment = ({
  dynamodb,
  s3,
  sqs,
  events,
}: Endpoints): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
  AWS_ENDPOINT_URL_S3: s3,
  AWS_ENDPOINT_URL_SQS: sqs,
  AWS_ENDPOINT_URL_EVENTBRIDGE: events,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  [warningSwitch]: 'true',
});

/** The variables that a deployed function gets from `infra/`. */
export const resourceEnvironment = (
  names: ResourceNames,
  urls: QueueUrls,
): Readonly<Record<string, string>> => ({
  ...valuesOf(tableVariables, names.tables),
  ...valuesOf(queueVariables, urls.queues),
  [quarantineVariable]: urls.quarantine,
  RAW_BUCKET: names.bucket,
  EVENT_BUS: names.bus,
});

const valuesOf = <Key extends string>(
  variables: Readonly<Record<Key, string>>,
  values: Readonly<Record<Key, string>>,
): Record<string, string> =>
  Object.fromEntries(
    // Object.entries forgets the type of the keys.
    (Object.entries(variables) as [Key, string][]).map(([key, variable]) => [
      variable,
      values[key],
    ]),
  );
