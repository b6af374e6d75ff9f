import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ConcurrentWriteError } from '../../errors.ts';
import type { FeedId } from '../../model/ids.ts';
import type { Subscription } from '../../model/subscription.ts';
import type { SubscriptionStore } from '../../ports/subscriptions.ts';
import { subscriptionKeyPrefix } from '../../tables.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { readItem, schemaVersion } from './stored-item.ts';

const instant = z.iso.datetime({ precision: 3 });

/** An item of the Feeds table that holds a subscription, read back. */
export const subscriptionItem = z.object({
  subscription: z.object({
    hub: z.string(),
    topic: z.string(),
    token: z.string(),
    secret: z.string(),
    asked: z.object({ mode: z.enum(['subscribe', 'unsubscribe']), at: instant }).exactOptional(),
    confirmedAt: instant.exactOptional(),
    leaseUntil: instant.exactOptional(),
    failures: z.int(),
    problem: z.string().exactOptional(),
    retryAt: instant.exactOptional(),
    lastPushAt: instant.exactOptional(),
    pushPollAt: instant.exactOptional(),
    misses: z.int(),
    missedAt: instant.exactOptional(),
  }),
  version: z.int(),
});

/**
 * The only module that knows how a subscription looks in DynamoDB: an item beside the feed's own,
 * so that a push rewrites a few hundred bytes and not what was seen of the feed.
 */
export function dynamoSubscriptionStore(
  client: DynamoDBDocumentClient,
  table: string,
): SubscriptionStore {
  return {
    async find(id) {
      const key = keyOf(id);
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { feedId: key }, ConsistentRead: true }),
      );
      if (Item === undefined) return undefined;
      const { subscription, version } = readItem(subscriptionItem, Item, { table, key });
      return { feedId: id, ...subscription, version };
    },

    async save({ feedId, version, ...subscription }: Subscription, replaces) {
      const put = new PutCommand({
        TableName: table,
        Item: { feedId: keyOf(feedId), subscription, version, schemaVersion },
        ...(replaces === 0
          ? { ConditionExpression: 'attribute_not_exists(feedId)' }
          : {
              ConditionExpression: 'version = :replaces',
              ExpressionAttributeValues: { ':replaces': replaces },
            }),
      });
      if ((await unlessConditionFails(client.send(put))) === undefined)
        throw new ConcurrentWriteError(`subscription of feed ${feedId}`);
    },
  };
}

const keyOf = (id: FeedId): string => `${subscriptionKeyPrefix}${id}`;
