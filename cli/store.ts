import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startServices } from '../local/services/start-services.ts';
import type { Watched } from '../shared/adapters/cloudwatch/flow-metrics.ts';
import { documentClient } from '../shared/adapters/dynamo/document-client.ts';
import { dynamoFeedStore } from '../shared/adapters/dynamo/feed-store.ts';
import { s3VectorIndex } from '../shared/adapters/s3-vectors/vector-index.ts';
import { type NewsClient, newsClient } from '../shared/client/news-client.ts';
import type { FeedStore } from '../shared/ports/feeds.ts';
import type { VectorIndex } from '../shared/ports/vector-index.ts';
import { CommandError } from './command-error.ts';
import { findStackNames } from './stack-names.ts';
import type { QueueUrls, TableNames } from './store-names.ts';

/** Which store a command works on: a folder on this machine, or a deployed stack. */
export type StoreChoice = {
  readonly folder: string;
  readonly stack?: string;
  /** Makes the folder when it is not there. */
  readonly create?: boolean;
};

export type Store = {
  /** What messages call it. */
  readonly name: string;
  readonly news: NewsClient;
  readonly dynamo: DynamoDBDocumentClient;
  readonly s3: S3Client;
  readonly tables: TableNames;
  /** Of raw pages, and of exports. */
  readonly bucket: string;
  readonly feeds: FeedStore;
  readonly sqs: SQSClient;
  readonly queueUrls: QueueUrls;
  /** Of a stack: what its metrics are kept under. */
  readonly watched?: Watched;
  /** For how long the oldest message of a queue has been in it; known on this machine alone. */
  readonly oldestSeconds?: (queueName: string) => number | undefined;
  /** Of stories, where a stack's stage has an encoder; on this machine there is none. */
  readonly vectors?: VectorIndex;
  readonly close: () => Promise<void>;
};

/** Opens the store on this machine or the tables of a stack. */
export async function openStore(choice: StoreChoice): Promise<Store> {
  return choice.stack === undefined ? openFolder(choice) : openStack(choice.stack);
}

async function openFolder({ folder, create = false }: StoreChoice): Promise<Store> {
  if (!create && !existsSync(join(folder, 'dynamodb')))
    throw new CommandError(
      `there is no store in ${folder}; fill one with \`npm start\`, or name another with --folder or --stack`,
    );
  const services = await startServices({ folder });
  const { queues, quarantine } = services.queueUrls;
  return storeOf({
    ...{ name: folder, tables: services.names.tables, queueUrls: { ...queues, quarantine } },
    ...{ dynamo: documentClient(services.clients.dynamo), sqs: services.clients.sqs },
    ...{ s3: services.clients.s3, bucket: services.names.bucket },
    oldestSeconds: services.oldestSeconds,
    close: () => services.stop(),
  });
}

async function openStack(stack: string): Promise<Store> {
  const { tables, bucket, queueUrls, watched, vectorIndexArn: arn } = await findStackNames(stack);
  const [dynamo, s3, sqs] = [new DynamoDBClient(), new S3Client(), new SQSClient()];
  return storeOf({
    ...{ name: `stack ${stack}`, tables, queueUrls, dynamo: documentClient(dynamo), sqs },
    ...{ s3, bucket },
    ...(watched !== undefined && { watched }),
    ...(arn !== undefined && { vectors: s3VectorIndex(arn) }),
    close: async () => {
      dynamo.destroy();
      s3.destroy();
      sqs.destroy();
    },
  });
}

type StoreParts = Omit<Store, 'news' | 'feeds'> & { readonly now?: () => Date };

export function storeOf({ now = () => new Date(), ...parts }: StoreParts): Store {
  const { dynamo, tables } = parts;
  return {
    ...parts,
    news: newsClient({ dynamo, tables, now }),
    feeds: dynamoFeedStore(dynamo, tables.feeds),
  };
}
