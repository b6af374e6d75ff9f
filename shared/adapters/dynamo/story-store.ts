import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ConcurrentWriteError } from '../../errors.ts';
import type { StoryStore } from '../../ports/stories.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { getMany } from './get-many.ts';
import { itemOf, stateOf } from './story-item.ts';

/** The only module that knows how stories are read and written in DynamoDB. */
export function dynamoStoryStore(client: DynamoDBDocumentClient, table: string): StoryStore {
  return {
    async findMany(ids, read) {
      const keys = [...new Set(ids)].map((storyId) => ({ storyId }));
      const ConsistentRead = read === 'latest';
      const items = await getMany(client, table, { keys, ConsistentRead });
      return items.map((item) => stateOf(item, table));
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
      const put = new PutCommand({ TableName: table, Item: itemOf(state), ...condition });
      if ((await unlessConditionFails(client.send(put))) === undefined)
        throw new ConcurrentWriteError(`story ${state.story.storyId}`);
    },
  };
}
