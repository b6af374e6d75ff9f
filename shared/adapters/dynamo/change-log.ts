import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mostWritingMs } from '../../article/change-timing.ts';
import type { Change } from '../../model/change.ts';
import type { ChangeLog } from '../../ports/changes.ts';
import { articleShards } from '../../tables.ts';
import { changeItems, cursorOf, hourOf, keysAround, readChanges } from './change-item.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { queryPages } from './query-pages.ts';

/** A log that can tell of many changes in one item. */
export type BatchLog = ChangeLog & {
  /** Where it fails, any of them may have been told. */
  putAll(changes: readonly Change[]): Promise<void>;
};

type Tables = { readonly changes: string; readonly articles: string };

/** The log of changes in DynamoDB, but for reading it, which is the read client's. */
export function dynamoChangeLog(client: DynamoDBDocumentClient, tables: Tables): BatchLog {
  const putAll: BatchLog['putAll'] = async (changes) => {
    const puts = changeItems(changes).map((Item) =>
      client.send(new PutCommand({ TableName: tables.changes, Item }), {
        abortSignal: AbortSignal.timeout(mostWritingMs),
      }),
    );
    await Promise.all(puts);
  };
  return {
    putAll,
    put: (change) => putAll([change]),

    async holds(change) {
      const shards = Array.from({ length: articleShards }, (_, shard) =>
        isInShard(client, { table: tables.changes, shard, change }),
      );
      return (await Promise.all(shards)).includes(true);
    },

    async redate(articleId, { of, from, to }) {
      const saved = await unlessConditionFails(
        client.send(
          new UpdateCommand({
            TableName: tables.articles,
            Key: { articleId },
            UpdateExpression: 'SET #stamp = :to',
            ConditionExpression: '#stamp = :from',
            ExpressionAttributeNames: { '#stamp': of },
            ExpressionAttributeValues: { ':from': from, ':to': to },
          }),
        ),
      );
      return saved !== undefined;
    },
  };
}

type Place = { readonly table: string; readonly shard: number; readonly change: Change };

/** It may have been told with others, under a key that follows from all of them. */
async function isInShard(
  client: DynamoDBDocumentClient,
  { table, shard, change }: Place,
): Promise<boolean> {
  const { from, to } = keysAround(change.changedAt, change.changedAt);
  const cursor = cursorOf(change);
  const pages = queryPages(client, {
    TableName: table,
    KeyConditionExpression: 'changedBucket = :key AND changeKey BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':key': `${hourOf(change.changedAt)}#${shard}`,
      ...{ ':from': from, ':to': to },
    },
    ConsistentRead: true,
  });
  for await (const items of pages)
    for (const item of items)
      if (readChanges(item, table).changes.some((one) => cursorOf(one) === cursor)) return true;
  return false;
}
