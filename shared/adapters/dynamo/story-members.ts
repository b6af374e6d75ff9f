import {
  type DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandOutput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ArticleId } from '../../model/ids.ts';
import type { StoryMembers } from '../../ports/stories.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { readItem } from './stored-item.ts';

const entry = z.object({ articleId: z.string().transform((id) => id as ArticleId) });

/** Articles by the story that they are in, from the `story` index. */
export function dynamoStoryMembers(client: DynamoDBDocumentClient, table: string): StoryMembers {
  return {
    async *membersOf(storyId) {
      let from: Record<string, unknown> | undefined;
      do {
        const answer: QueryCommandOutput = await client.send(
          new QueryCommand({
            TableName: table,
            IndexName: 'story',
            KeyConditionExpression: 'storyId = :story',
            ExpressionAttributeValues: { ':story': storyId },
            ExclusiveStartKey: from,
          }),
        );
        const key = `members of ${storyId}`;
        yield (answer.Items ?? []).map((item) => readItem(entry, item, { table, key }).articleId);
        from = answer.LastEvaluatedKey;
      } while (from !== undefined);
    },

    async move(articleId, { from, into, at }) {
      const moved = await unlessConditionFails(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: { articleId },
            UpdateExpression: 'SET storyId = :into, movedAt = :at',
            // In no story yet: a join is on its way, and learns of the move when it comes to that.
            ConditionExpression:
              'storyId = :from OR (attribute_not_exists(storyId) AND attribute_exists(revision))',
            ExpressionAttributeValues: { ':from': from, ':into': into, ':at': at },
          }),
        ),
      );
      return moved !== undefined;
    },
  };
}
