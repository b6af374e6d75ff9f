import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
  PutCommand,
} from '@aws-sdk/lib-dynamodb';
import { ConcurrentWriteError } from '../../errors.ts';
import type { StoryState } from '../../linking/story-state.ts';
import type { StoryStore } from '../../ports/stories.ts';
import { batchesOf } from './batches.ts';
import { itemOf, stateOf } from './story-item.ts';

/** The only module that knows how stories are read and written in DynamoDB. */
export function dynamoStoryStore(client: DynamoDBDocumentClient, table: string): StoryStore {
  return {
    async findMany(ids, read) {
      const found: StoryState[] = [];
      for (const batch of batchesOf([...new Set(ids)], 100)) {
        let keys: Record<string, unknown>[] | undefined = batch.map((storyId) => ({ storyId }));
        while (keys !== undefined && keys.length > 0) {
          const ConsistentRead = read === 'latest';
          const answer: BatchGetCommandOutput = await client.send(
            new BatchGetCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead } } }),
          );
          found.push(...(answer.Responses?.[table] ?? []).map((item) => stateOf(item, table)));
          keys = answer.UnprocessedKeys?.[table]?.Keys;
        }
      }
      return found;
    },

    async save(state, replaces) {
      const condition =
        replaces === 0
          ? { ConditionExpression: 'attribute_not_exists(storyId)' }
          : {
              ConditionExpression: '#version = :replaces',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':replaces': replaces },
            };
      try {
        await client.send(new PutCommand({ TableName: table, Item: itemOf(state), ...condition }));
      } catch (cause) {
        if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
        throw new ConcurrentWriteError(`story ${state.story.storyId}`, { cause });
      }
    },
  };
}
