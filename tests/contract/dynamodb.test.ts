import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { withServices } from './with-services.ts';

const services = withServices();

describe('DynamoDB', () => {
  it('stores an item and reads it back', async () => {
    const { dynamo, names } = services;
    const Item = {
      host: 'one.example',
      tokens: 3,
      list: ['α', '😀'],
      deep: { a: [1, { b: true }] },
    };
    await dynamo.send(new PutCommand({ TableName: names.tables.hosts, Item }));
    const found = await dynamo.send(
      new GetCommand({ TableName: names.tables.hosts, Key: { host: 'one.example' } }),
    );
    expect(found.Item).toEqual(Item);
  });
});
