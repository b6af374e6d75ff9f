import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  paginateScan,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTables } from '../../local/services/create-tables.ts';
import { startDynamoDb } from '../../local/services/dynamodb.ts';
import type { Service } from '../../local/services/loopback.ts';
import { resourceNames } from '../../local/services/resource-names.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { localClient, onAws, uniqueName } from './on-aws.ts';

const names = resourceNames(uniqueName('tables'));
const { feeds, revisions, hosts, articles } = names.tables;
let service: Service | undefined;
let client: DynamoDBClient;
let dynamo: DynamoDBDocumentClient;

beforeAll(async () => {
  service = onAws ? undefined : await startDynamoDb();
  client = new DynamoDBClient(service === undefined ? {} : localClient(service.endpoint));
  dynamo = documentClient(client);
  await createTables(client, names.tables);
});
afterAll(async () => {
  if (onAws) {
    for (const TableName of Object.values(names.tables)) {
      await client.send(new DeleteTableCommand({ TableName }));
    }
  }
  client.destroy();
  await service?.stop();
});

const put = (TableName: string, Item: Record<string, unknown>, more: object = {}) =>
  dynamo.send(new PutCommand({ TableName, Item, ...more }));
const get = async (TableName: string, Key: Record<string, unknown>) =>
  (await dynamo.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;
const nameOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: Error) => error.name,
  );

describe('the tables', () => {
  it('are made once, and refused when they are not as defined', async () => {
    await createTables(client, names.tables);
    const mixedUp = { ...names.tables, feeds: names.tables.revisions };
    await expect(createTables(client, mixedUp)).rejects.toThrow(/other keys or indexes/);
  });

  it('have number or text for keys, as defined', async () => {
    expect(await nameOf(put(hosts, { host: 1 }))).toBe('ValidationException');
    expect(await nameOf(put(hosts, { host: '' }))).toBe('ValidationException');
    expect(await nameOf(put(revisions, { articleId: 'a', revision: '1' }))).toBe(
      'ValidationException',
    );
  });
});

describe('an item in DynamoDB', () => {
  it('keeps texts, numbers, lists and maps as they are', async () => {
    const item = {
      host: 'one.example',
      tokens: -3.25,
      large: 9_007_199_254_740_991,
      list: ['α', '😀', '', null],
      deep: { a: [1, { b: true }], bytes: Uint8Array.of(0, 255) },
      absent: undefined,
    };
    await put(hosts, item);
    const { absent, ...kept } = item;
    expect(absent).toBeUndefined();
    expect(await get(hosts, { host: 'one.example' })).toEqual(kept);
  });

  it('may have 400 KB and not much more', async () => {
    await put(hosts, { host: 'large', body: 'x'.repeat(400 * 1024 - 13) });
    expect(await nameOf(put(hosts, { host: 'large', body: 'x'.repeat(400 * 1024) }))).toBe(
      'ValidationException',
    );
  });

  it('is created by one of a hundred writers that say it must not exist', async () => {
    const condition = { ConditionExpression: 'attribute_not_exists(host)' };
    const tries = await Promise.all(
      Array.from({ length: 100 }, (_, by) => nameOf(put(hosts, { host: 'race', by }, condition))),
    );
    expect(tries.filter((name) => name === 'done')).toHaveLength(1);
    expect(new Set(tries)).toEqual(new Set(['done', 'ConditionalCheckFailedException']));
  });

  it('counts every one of a hundred increments', async () => {
    await Promise.all(
      Array.from({ length: 100 }, () =>
        dynamo.send(
          new UpdateCommand({
            TableName: hosts,
            Key: { host: 'counter' },
            UpdateExpression: 'ADD tokens :one',
            ExpressionAttributeValues: { ':one': 1 },
          }),
        ),
      ),
    );
    expect(await get(hosts, { host: 'counter' })).toMatchObject({ tokens: 100 });
  });

  it('changes part by part, and only where the writer is right about it', async () => {
    await put(hosts, { host: 'parts', map: { kept: 1 }, list: [1], revision: 1 });
    const update = (revision: number) =>
      dynamo.send(
        new UpdateCommand({
          TableName: hosts,
          Key: { host: 'parts' },
          UpdateExpression:
            'SET #map.#new = :x, #list = list_append(#list, :more), revision = revision + :one REMOVE gone',
          ConditionExpression: 'revision = :revision AND attribute_exists(host)',
          ExpressionAttributeNames: { '#map': 'map', '#new': 'new', '#list': 'list' },
          ExpressionAttributeValues: { ':x': 'x', ':more': [2], ':one': 1, ':revision': revision },
          ReturnValues: 'ALL_NEW',
        }),
      );
    expect((await update(1)).Attributes).toEqual({
      host: 'parts',
      map: { kept: 1, new: 'x' },
      list: [1, 2],
      revision: 2,
    });
    expect(await nameOf(update(1))).toBe('ConditionalCheckFailedException');
  });
});

describe('a query of DynamoDB', () => {
  it('orders numbers as numbers, from either end', async () => {
    for (const revision of [10, 2, 1, 33]) await put(revisions, { articleId: 'a1', revision });
    const query = async (ScanIndexForward: boolean) =>
      (
        await dynamo.send(
          new QueryCommand({
            TableName: revisions,
            KeyConditionExpression: 'articleId = :id AND revision > :from',
            ExpressionAttributeValues: { ':id': 'a1', ':from': 1 },
            ScanIndexForward,
          }),
        )
      ).Items?.map(({ revision }) => revision);
    expect(await query(true)).toEqual([2, 10, 33]);
    expect(await query(false)).toEqual([33, 10, 2]);
  });

  it('orders text by its bytes, and comes in pages that miss nothing', async () => {
    const urls = ['A', 'a', 'aa', 'é', '\uFF41', '😀'];
    for (const [at, url] of [...urls].reverse().entries()) {
      await put(feeds, { feedId: `f${at}`, catalog: 'feeds', url, secret: 'not projected' });
    }
    const found: unknown[] = [];
    const pages = paginateQuery(
      { client: dynamo, pageSize: 2 },
      {
        TableName: feeds,
        IndexName: 'catalog',
        KeyConditionExpression: '#catalog = :feeds',
        ExpressionAttributeNames: { '#catalog': 'catalog' },
        ExpressionAttributeValues: { ':feeds': 'feeds' },
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items);
    expect(found).toMatchObject(urls.map((url) => ({ url })));
    expect(found[0]).toEqual({ feedId: 'f5', catalog: 'feeds', url: 'A' });
  });

  it('of an index finds items while they have its keys, by what they are now', async () => {
    const due = async () =>
      (
        await dynamo.send(
          new QueryCommand({
            TableName: feeds,
            IndexName: 'due',
            KeyConditionExpression: 'dueShard = :shard AND nextPollAt <= :now',
            ExpressionAttributeValues: { ':shard': 's1', ':now': '2026-03-01' },
          }),
        )
      ).Items?.map(({ feedId }) => feedId);
    await put(feeds, { feedId: 'due', dueShard: 's1', nextPollAt: '2026-02-01', url: 'x' });
    await put(feeds, { feedId: 'later', dueShard: 's1', nextPollAt: '2026-04-01', url: 'x' });
    await put(feeds, { feedId: 'paused', url: 'x' });
    await expect.poll(due).toEqual(['due']);
    await dynamo.send(
      new UpdateCommand({
        TableName: feeds,
        Key: { feedId: 'due' },
        UpdateExpression: 'REMOVE dueShard, nextPollAt',
      }),
    );
    await expect.poll(due).toEqual([]);
  });
});

describe('a batch of DynamoDB', () => {
  it('writes 25 items and reads 100', async () => {
    const ids = Array.from({ length: 100 }, (_, at) => `batch-${at}`);
    for (let at = 0; at < 100; at += 25) {
      const requests = ids.slice(at, at + 25).map((articleId) => ({
        PutRequest: { Item: { articleId, title: `title of ${articleId}` } },
      }));
      const { UnprocessedItems } = await dynamo.send(
        new BatchWriteCommand({ RequestItems: { [articles]: requests } }),
      );
      expect(UnprocessedItems).toEqual({});
    }
    const keys = [...ids.slice(1), 'batch-none'].map((articleId) => ({ articleId }));
    const { Responses } = await dynamo.send(
      new BatchGetCommand({ RequestItems: { [articles]: { Keys: keys } } }),
    );
    expect(Responses?.[articles]?.map(({ articleId }) => articleId).sort()).toEqual(
      ids.slice(1).sort(),
    );
    const many = [...keys, { articleId: 'x' }];
    const tooMany = dynamo.send(
      new BatchGetCommand({ RequestItems: { [articles]: { Keys: many } } }),
    );
    expect(await nameOf(tooMany)).toBe('ValidationException');
  });

  it('is refused when it names an item twice', async () => {
    const request = { PutRequest: { Item: { articleId: 'twice' } } };
    const twice = dynamo.send(
      new BatchWriteCommand({ RequestItems: { [articles]: [request, request] } }),
    );
    expect(await nameOf(twice)).toBe('ValidationException');
  });

  it('of a scan comes in pages that miss nothing', async () => {
    const found = new Set<unknown>();
    for await (const { Items = [] } of paginateScan(
      { client: dynamo, pageSize: 7 },
      {
        TableName: articles,
        FilterExpression: 'begins_with(articleId, :b)',
        ExpressionAttributeValues: { ':b': 'batch-' },
      },
    )) {
      for (const { articleId } of Items) found.add(articleId);
    }
    expect(found.size).toBe(100);
  });
});
