import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { createTables } from '../../local/services/create-tables.ts';
import { startDynamoDb } from '../../local/services/dynamodb.ts';
import { type ResourceNames, resourceNames } from '../../local/services/resource-names.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';

/** What an adapter test talks to; readable from inside `it`, `beforeEach` and the like. */
export type TestServices = {
  readonly dynamo: DynamoDBDocumentClient;
  readonly names: ResourceNames;
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
export function withServices(): TestServices {
  let running: (TestServices & { stop(): Promise<void> }) | undefined;
  const get = () => {
    if (running === undefined) throw new Error('services are up only while tests run');
    return running;
  };

  beforeAll(async () => {
    running = await start();
  });
  afterAll(() => running?.stop());

  return {
    get dynamo() {
      return get().dynamo;
    },
    get names() {
      return get().names;
    },
  };
}

async function start() {
  const service = await startDynamoDb();
  const client = new DynamoDBClient({
    endpoint: service.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const names = resourceNames('newsloom-test');
  await createTables(client, names.tables);
  return {
    dynamo: documentClient(client),
    names,
    async stop() {
      client.destroy();
      await service.stop();
    },
  };
}
