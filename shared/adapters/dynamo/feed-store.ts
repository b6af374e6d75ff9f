import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchesOf } from '../../collections/batches-of.ts';
import type { Feed } from '../../model/feed.ts';
import type { FeedId } from '../../model/ids.ts';
import type { AppliedList, FeedStore, ScheduledFeed } from '../../ports/feeds.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { catalog, dueShardOf, feedItem, feedOf, itemOf } from './feed-item.ts';
import { dynamoPolls, scheduleAttributes, type UpdateFeed } from './feed-polls.ts';
import { getMany } from './get-many.ts';
import { dynamoLooks } from './looks.ts';
import { readItem, schemaVersion } from './stored-item.ts';
import { updateOf } from './update-expression.ts';

/** The item that remembers which list was applied; no feed's id looks like it. */
const appliedListKey = { feedId: '@feeds.yaml' };
const appliedListItem = z.object({
  hash: z.string(),
  // Twenty thousand ids would not fit into an item as they are.
  feedIds: z
    .instanceof(Uint8Array)
    .transform((packed) => gunzipSync(packed).toString().split(' ').filter(Boolean) as FeedId[]),
});

/** The only module that knows how a feed looks in DynamoDB. */
export function dynamoFeedStore(client: DynamoDBDocumentClient, table: string): FeedStore {
  const read: Read = (item) =>
    feedOf(readItem(feedItem, item, { table, key: String(item['feedId']) }));
  const find = async (feedId: FeedId, ConsistentRead: boolean) => {
    const request = { TableName: table, Key: { feedId }, ConsistentRead };
    const { Item } = await client.send(new GetCommand(request));
    return Item && read(Item);
  };
  const update: UpdateFeed = (feedId, write) =>
    unlessConditionFails(
      client.send(new UpdateCommand({ TableName: table, Key: { feedId }, ...write })),
    );

  return {
    async find(feedId) {
      // A poll that reads what was true a moment ago does no harm; only a feed that was just added must not be missed.
      return (await find(feedId, false)) ?? (await find(feedId, true));
    },

    async add(feed) {
      const put = new PutCommand({
        TableName: table,
        Item: itemOf(feed),
        ConditionExpression: 'attribute_not_exists(feedId)',
      });
      return (await unlessConditionFails(client.send(put))) === undefined ? 'known' : 'added';
    },

    ...operatorWrites(update),
    findScheduled: (shard, now, since) => findScheduled(client, table, { shard, now, since }),
    ...dynamoLooks(client, table),

    async lease({ feedId, dueAt }, until) {
      const { ExpressionAttributeValues, ...rest } = updateOf({ set: { nextPollAt: until } });
      await update(feedId, {
        ...rest,
        ConditionExpression: 'nextPollAt = :dueAt',
        ExpressionAttributeValues: { ...ExpressionAttributeValues, ':dueAt': dueAt },
      });
    },

    ...dynamoPolls({ update, find: (feedId) => find(feedId, true) }),
    list: () => list(client, table, read),
    ...appliedLists(client, table),
  };
}

type Item = Record<string, unknown>;
type Read = (item: Item) => Feed;

/** What a line of a list may leave out. */
const mayBeSaid = ['name', 'language', 'obeyRobots', 'everyMinutes'] as const;

/** What a person or a list says of a feed, and nothing that polling has learnt. */
function operatorWrites(update: UpdateFeed): Pick<FeedStore, 'setListing' | 'pause' | 'resume'> {
  const ifThere = { ConditionExpression: 'attribute_exists(feedId)' };
  return {
    async setListing(feedId, { tags, ...said }) {
      const set = {
        tags,
        ...Object.fromEntries(
          mayBeSaid.flatMap((name) => (said[name] === undefined ? [] : [[name, said[name]]])),
        ),
      };
      const remove = mayBeSaid.filter((attribute) => !(attribute in set));
      await update(feedId, { ...updateOf({ set, remove }), ...ifThere });
    },

    async pause(feedId, pausedBy) {
      const set = { status: 'paused', pausedBy };
      await update(feedId, {
        ...updateOf({ set, remove: scheduleAttributes }),
        ...ifThere,
      });
    },

    async resume(feedId, nextPollAt) {
      const set = { status: 'active', dueShard: dueShardOf(feedId), nextPollAt };
      await update(feedId, { ...updateOf({ set, remove: ['pausedBy'] }), ...ifThere });
    },
  };
}

type Scheduled = {
  readonly shard: number;
  readonly now: string;
  readonly since: string | undefined;
};

/** Sorts before every instant; a key may not be empty. */
const beforeAll = '0';

async function* findScheduled(
  client: DynamoDBDocumentClient,
  table: string,
  { shard, now, since = beforeAll }: Scheduled,
): AsyncGenerator<ScheduledFeed> {
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      IndexName: 'due',
      KeyConditionExpression: 'dueShard = :shard AND nextPollAt BETWEEN :since AND :now',
      ExpressionAttributeValues: { ':shard': String(shard), ':since': since, ':now': now },
    },
  );
  for await (const { Items = [] } of pages)
    for (const { feedId, nextPollAt, pollEveryMinutes } of Items)
      yield { feedId, nextPollAt, ...(pollEveryMinutes !== undefined && { pollEveryMinutes }) };
}

async function* list(
  client: DynamoDBDocumentClient,
  table: string,
  read: Read,
): AsyncGenerator<Feed> {
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
      const feeds = (await getMany(client, table, { keys })).map(read);
      yield* feeds.toSorted((a, b) => (a.url < b.url ? -1 : 1));
    }
}

function appliedLists(client: DynamoDBDocumentClient, table: string) {
  return {
    async findAppliedList() {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: appliedListKey, ConsistentRead: true }),
      );
      return Item && readItem(appliedListItem, Item, { table, key: appliedListKey.feedId });
    },
    async saveAppliedList({ hash, feedIds }: AppliedList) {
      const packed = gzipSync(feedIds.join(' '));
      const Item = { ...appliedListKey, hash, feedIds: packed, schemaVersion };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
  };
}
