import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTables } from '../../local/services/create-tables.ts';
import { startDynamoDb } from '../../local/services/dynamodb.ts';
import { openDatabase } from '../../local/services/rebuild-indexes.ts';
import { resourceNames } from '../../local/services/resource-names.ts';
import { localClient } from './on-aws.ts';

const { tables } = resourceNames('newsloom');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsloom-indexes-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function withDynamo<T>(run: (client: DynamoDBClient) => Promise<T>): Promise<T> {
  const service = await startDynamoDb({ folder });
  const client = new DynamoDBClient(localClient(service.endpoint));
  try {
    await createTables(client, tables);
    return await run(client);
  } finally {
    client.destroy();
    await service.stop();
  }
}

const put = (client: DynamoDBClient, feedId: string, shard: string) =>
  client.send(
    new PutItemCommand({
      TableName: tables.feeds,
      Item: {
        feedId: { S: feedId },
        dueShard: { S: shard },
        nextPollAt: { S: feedId },
        catalog: { S: 'feeds' },
        url: { S: feedId },
      },
    }),
  );

const due = async (client: DynamoDBClient, shard: string) => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables.feeds,
      IndexName: 'due',
      KeyConditionExpression: 'dueShard = :shard',
      ExpressionAttributeValues: { ':shard': { S: shard } },
    }),
  );
  return Items.map(({ feedId }) => feedId?.S);
};

/** Does to the database what a kill between two of its writes does. */
async function breakIndexes(): Promise<void> {
  const database = openDatabase(join(folder, 'level'));
  await database.open();
  const prefix = `index-global~${tables.feeds}~due~`;
  for await (const [key, value] of database.iterator({ gte: prefix, lt: `${prefix}\u00FF` })) {
    const ofLost = JSON.stringify(value).includes('"lost"');
    await database.batch([
      ofLost
        ? { type: 'del', key }
        : { type: 'put', key: `${key}ff`, value: { ...value, feedId: { S: 'phantom' } } },
    ]);
  }
  await database.close();
}

describe('the indexes of the local DynamoDB', () => {
  it('are what the items say when the process before was killed', async () => {
    await withDynamo(async (client) => {
      await put(client, 'kept', 's1');
      await put(client, 'lost', 's2');
    });
    await breakIndexes();
    await withDynamo(async (client) => {
      expect((await due(client, 's1')).sort()).toEqual(['kept', 'phantom']);
      expect(await due(client, 's2')).toEqual([]);
    });

    await writeFile(join(folder, 'in-use'), '');
    await withDynamo(async (client) => {
      expect(await due(client, 's1')).toEqual(['kept']);
      expect(await due(client, 's2')).toEqual(['lost']);
    });
  });
});
