import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FeedStore } from '../../ports/feeds.ts';
import { packSent, unpackSent } from './pack-look.ts';
import { readItem, schemaVersion } from './stored-item.ts';

/** One item for all feeds of a shard; no feed's id looks like its key. */
const keyOf = (shard: number): { readonly feedId: string } => ({ feedId: `@look/${shard}` });

/** How far a shard was looked through, as an item of the Feeds table. */
export const lookItem = z.object({
  lookedUntil: z.iso.datetime({ precision: 3 }).exactOptional(),
  sent: z.instanceof(Uint8Array).transform(unpackSent),
});

/** The part of a feed store that remembers how far the schedule was followed. */
export function dynamoLooks(
  client: DynamoDBDocumentClient,
  table: string,
): Pick<FeedStore, 'findLook' | 'saveLook'> {
  return {
    async findLook(shard) {
      const Key = keyOf(shard);
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key, ConsistentRead: true }),
      );
      if (Item === undefined) return { sent: [] };
      const { lookedUntil, sent } = readItem(lookItem, Item, { table, key: Key.feedId });
      return { ...(lookedUntil !== undefined && { until: lookedUntil }), sent };
    },
    async saveLook(shard, { until, sent }) {
      const Item = {
        ...keyOf(shard),
        ...(until !== undefined && { lookedUntil: until }),
        sent: packSent(sent),
        schemaVersion,
      };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
  };
}
