import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import type { QueueUrls } from '../../local/services/create-queues.ts';
import type { ResourceNames } from '../../local/services/resource-names.ts';
import { startServices } from '../../local/services/start-services.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import type { Clock } from '../../shared/ports/web.ts';

/** What an adapter test talks to; readable from inside `it`, `beforeEach` and the like. */
export type TestServices = {
  readonly dynamo: DynamoDBDocumentClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly names: ResourceNames;
  readonly queueUrls: QueueUrls;
  /** What a function that uses these services has in its environment. */
  readonly environment: Readonly<Record<string, string>>;
};

type Options = {
  readonly clock?: Clock;
  /** Seconds until a message that failed is tried again. */
  readonly visibilitySeconds?: number;
};

/**
 * Starts empty services in memory before the tests of this file and stops them after.
 *
 * Call it once, at the top of a file; a test keeps to ids of its own, as the tables are shared.
 *
 * @example
 * const services = withServices();
 * it('finds what was saved', async () => {
 *   const store = dynamoArticleStore(services.dynamo, services.names.tables.articles);
 * });
 */
export function withServices(options: Options = {}): TestServices {
  let running: (TestServices & { stop(): Promise<void> }) | undefined;
  const get = <Key extends keyof TestServices>(key: Key): TestServices[Key] => {
    if (running === undefined) throw new Error('services are up only while tests run');
    return running[key];
  };

  beforeAll(async () => {
    const { clients, ...services } = await startServices(options);
    running = { ...services, ...clients, dynamo: documentClient(clients.dynamo) };
  });
  afterAll(() => running?.stop());

  return {
    get dynamo() {
      return get('dynamo');
    },
    get s3() {
      return get('s3');
    },
    get sqs() {
      return get('sqs');
    },
    get names() {
      return get('names');
    },
    get queueUrls() {
      return get('queueUrls');
    },
    get environment() {
      return get('environment');
    },
  };
}
