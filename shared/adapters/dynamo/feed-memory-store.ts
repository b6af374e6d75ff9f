import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ConcurrentWriteError } from '../../errors.ts';
import type { Feed } from '../../model/feed.ts';
import type { FeedId } from '../../model/ids.ts';
import { unlessConditionFails } from './conditional-write.ts';
import {
  isEmptyMemory,
  memoryItem,
  memoryKeyOf,
  packMemory,
  type ReadMemory,
  remembered,
  withOther,
} from './feed-memory.ts';
import { getMany } from './get-many.ts';
import { readItem, schemaVersion } from './stored-item.ts';
import { updateOf } from './update-expression.ts';

/** What feeds remember, in items beside their own. */
export type FeedMemories = {
  read(item: Readonly<Record<string, unknown>>): ReadMemory;
  /**
   * Stores what a feed remembers, if that has changed; a poll that finds nothing new pays nothing for it.
   * What another poll has stored since this one looked is kept: its entries are no news to the next one.
   *
   * @returns the feed with all that is remembered now
   */
  keep(feed: Feed): Promise<Feed>;
};

/** So many polls of one feed at once are no accident. */
const mostPolls = 5;

export function dynamoFeedMemories(client: DynamoDBDocumentClient, table: string): FeedMemories {
  const read: FeedMemories['read'] = (item) =>
    remembered(readItem(memoryItem, item, { table, key: String(item['feedId']) }));

  const findLatest = async (feedId: FeedId) => {
    const request = { keys: [memoryKeyOf(feedId)], ConsistentRead: true };
    const [item] = await getMany(client, table, request);
    return item && read(item);
  };

  /** @returns whether the memory that is there is still the one that was known */
  const replace = async (feed: Feed, known: string | undefined): Promise<boolean> => {
    const { packed: memory, hash: memoryHash } = packMemory(feed);
    const { entriesSeen } = feed.polling;
    const write = updateOf({ set: { memory, entriesSeen, memoryHash, schemaVersion } });
    const saved = client.send(
      new UpdateCommand({
        ...{ TableName: table, Key: memoryKeyOf(feed.feedId), ...write },
        ConditionExpression: 'attribute_not_exists(memoryHash) OR memoryHash = :known',
        ExpressionAttributeValues: { ...write.ExpressionAttributeValues, ':known': known ?? '' },
      }),
    );
    return (await unlessConditionFails(saved)) !== undefined;
  };

  return {
    read,
    async keep(feed) {
      if (feed.memoryHash === undefined && isEmptyMemory(feed.polling)) return feed;
      let next = feed;
      let known = feed.memoryHash;
      for (let polls = 0; polls < mostPolls; polls++) {
        const { hash: memoryHash } = packMemory(next);
        if (memoryHash === known || (await replace(next, known))) return { ...next, memoryHash };
        const other = await findLatest(feed.feedId);
        known = other?.memoryHash;
        if (other !== undefined) next = { ...feed, polling: withOther(feed.polling, other) };
      }
      throw new ConcurrentWriteError(`memory of feed ${feed.url}`);
    },
  };
}
