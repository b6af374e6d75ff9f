import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { batchesOf } from '../../collections/batches-of.ts';
import type { Feed } from '../../model/feed.ts';
import type { FeedId } from '../../model/ids.ts';
import type { FeedStore } from '../../ports/feeds.ts';
import { catalog, feedItem, feedOf } from './feed-item.ts';
import { getMany } from './get-many.ts';
import { readItem } from './stored-item.ts';

/** Feeds in DynamoDB, for those who only look at them. */
export function dynamoFeedReader(
  client: DynamoDBDocumentClient,
  table: string,
): Pick<FeedStore, 'find' | 'list'> {
  const find = (feedId: FeedId, latest: boolean) => findFeed(client, table, { feedId, latest });
  return {
    // A poll that reads what was true a moment ago does no harm; only a feed that was just added must not be missed.
    find: async (feedId) => (await find(feedId, false)) ?? (await find(feedId, true)),
    list: () => list(client, table),
  };
}

type Wanted = { readonly feedId: FeedId; readonly latest: boolean };

/** A feed as it is, or as it was a moment ago for half the price. */
export async function findFeed(
  client: DynamoDBDocumentClient,
  table: string,
  { feedId, latest }: Wanted,
): Promise<Feed | undefined> {
  const request = { TableName: table, Key: { feedId }, ConsistentRead: latest };
  const { Item } = await client.send(new GetCommand(request));
  return Item && read(Item, table);
}

const read = (item: Readonly<Record<string, unknown>>, table: string): Feed =>
  feedOf(readItem(feedItem, item, { table, key: String(item['feedId']) }));

async function* list(client: DynamoDBDocumentClient, table: string): AsyncGenerator<Feed> {
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      IndexName: 'catalog',
      KeyConditionExpression: '#catalog = :catalog', // a reserved word
      ExpressionAttributeNames: { '#catalog': 'catalog' },
      ExpressionAttributeValues: { ':catalog': catalog },
    },
  );
  for await (const { Items = [] } of pages)
    for (const batch of batchesOf(Items, 100)) {
      const keys = batch.map(({ feedId }) => ({ feedId }));
      const feeds = (await getMany(client, table, { keys })).map((item) => read(item, table));
      yield* feeds.toSorted((a, b) => (a.url < b.url ? -1 : 1));
    }
}
