import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { mostWritingMs } from '../../article/change-timing.ts';
import type { Change } from '../../model/change.ts';
import type { ArticleId, StoryId } from '../../model/ids.ts';
import type { ChangeLog } from '../../ports/changes.ts';
import { articleShards } from '../../tables.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { revisionItem } from './revision-store.ts';
import { schemaVersion } from './stored-item.ts';

export const changeItem = z.object({
  changeKey: z.string(),
  articleId: z.string().transform((id) => id as ArticleId),
  kind: z.enum([
    ...(['created', 'revised', 'removed', 'restored', 'reread', 'relinked'] as const),
    'taken-down' as const,
  ]),
  changedAt: z.iso.datetime({ precision: 3 }),
  revision: z.int().positive().exactOptional(),
  change: revisionItem.shape.kind.exactOptional(),
  cause: revisionItem.shape.cause,
  storyId: z
    .string()
    .transform((id) => id as StoryId)
    .exactOptional(),
});

type Tables = { readonly changes: string; readonly articles: string };

/** The only module that knows how a change looks in DynamoDB: an hour's shard, and its place in it. */
export function dynamoChangeLog(client: DynamoDBDocumentClient, tables: Tables): ChangeLog {
  return {
    async put(change) {
      await client.send(
        new PutCommand({
          TableName: tables.changes,
          Item: { ...keyOf(change), ...change, schemaVersion },
        }),
        { abortSignal: AbortSignal.timeout(mostWritingMs) },
      );
    },

    async holds(change) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tables.changes, Key: keyOf(change), ConsistentRead: true }),
      );
      return Item !== undefined;
    },

    async redate(articleId, { of, from, to }) {
      const saved = await unlessConditionFails(
        client.send(
          new UpdateCommand({
            TableName: tables.articles,
            Key: { articleId },
            UpdateExpression: 'SET #stamp = :to',
            ConditionExpression: '#stamp = :from',
            ExpressionAttributeNames: { '#stamp': of },
            ExpressionAttributeValues: { ':from': from, ':to': to },
          }),
        ),
      );
      return saved !== undefined;
    },
  };
}

/** The key follows from the change, so that telling it twice tells it once. */
function keyOf({ articleId, changedAt, kind, revision, storyId }: Change) {
  const what = kind === 'relinked' ? storyId : kind === 'taken-down' ? 't' : `r${revision}`;
  return {
    changedBucket: `${changedAt.slice(0, 13)}#${Number.parseInt(articleId.slice(-4), 16) % articleShards}`,
    changeKey: `${changedAt}#${articleId}#${what}`,
  };
}
