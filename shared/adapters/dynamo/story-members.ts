import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ArticleId } from '../../model/ids.ts';
import type { StoryMembers } from '../../ports/stories.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { queryPages } from './query-pages.ts';
import { readItem } from './stored-item.ts';

const entry = z.object({ articleId: z.string().transform((id) => id as ArticleId) });

/** Articles by the story that they are in, from the `story` index. */
export function dynamoStoryMembers(client: DynamoDBDocumentClient, table: string): StoryMembers {
  return {
    async *membersOf(storyId) {
      const key = `members of ${storyId}`;
      const pages = queryPages(client, {
        TableName: table,
        IndexName: 'story',
        KeyConditionExpression: 'storyId = :story',
        ExpressionAttributeValues: { ':story': storyId },
      });
      for await (const page of pages)
        yield page.map((item) => readItem(entry, item, { table, key }).articleId);
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
