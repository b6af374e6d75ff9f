import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FeedId } from '../../model/ids.ts';
import type { AppliedList, FeedStore, ScheduledFeed } from '../../ports/feeds.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { dueShardOf, itemOf } from './feed-item.ts';
import { dynamoPolls, scheduleAttributes, type UpdateFeed } from './feed-polls.ts';
import { dynamoFeedReader, findFeed } from './feed-reader.ts';
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

/** Feeds in DynamoDB, for those who write them, too. */
export function dynamoFeedStore(client: DynamoDBDocumentClient, table: string): FeedStore {
  const update: UpdateFeed = (feedId, write) =>
    unlessConditionFails(
      client.send(new UpdateCommand({ TableName: table, Key: { feedId }, ...write })),
    );

  return {
    ...dynamoFeedReader(client, table),

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

    ...dynamoPolls({ update, find: (feedId) => findFeed(client, table, { feedId, latest: true }) }),
    ...appliedLists(client, table),
  };
}

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
