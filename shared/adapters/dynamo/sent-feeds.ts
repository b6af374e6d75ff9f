import { gunzipSync, gzipSync } from 'node:zlib';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FeedId } from '../../model/ids.ts';
import type { FeedStore, SentFeed } from '../../ports/feeds.ts';
import { readItem, schemaVersion } from './stored-item.ts';

/** One item for all feeds of a shard that are under way; no feed's id looks like its key. */
const keyOf = (shard: number): { readonly feedId: string } => ({ feedId: `@sent/${shard}` });
const maxUnpackedBytes = 5_000_000;

const sentFeeds = z
  .array(z.tuple([z.string(), z.string(), z.string()]))
  .transform((all) =>
    all.map(([feedId, dueAt, sentAt]): SentFeed => ({ feedId: feedId as FeedId, dueAt, sentAt })),
  );

/** Which feeds of a shard were sent to be polled, as an item of the Feeds table. */
export const sentItem = z.object({
  sent: z.instanceof(Uint8Array).transform((packed) => {
    const json = gunzipSync(packed, { maxOutputLength: maxUnpackedBytes }).toString();
    return sentFeeds.parse(JSON.parse(json));
  }),
});

/** The part of a feed store that remembers which feeds are under way. */
export function dynamoSentFeeds(
  client: DynamoDBDocumentClient,
  table: string,
): Pick<FeedStore, 'findSent' | 'saveSent'> {
  return {
    async findSent(shard) {
      const Key = keyOf(shard);
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key, ConsistentRead: true }),
      );
      return Item === undefined ? [] : readItem(sentItem, Item, { table, key: Key.feedId }).sent;
    },
    async saveSent(shard, sent) {
      const all = sent.map(({ feedId, dueAt, sentAt }) => [feedId, dueAt, sentAt]);
      const Item = { ...keyOf(shard), sent: gzipSync(JSON.stringify(all)), schemaVersion };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
  };
}
