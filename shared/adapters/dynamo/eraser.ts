import { DeleteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ConcurrentWriteError } from '../../errors.ts';
import type { ArticleRecord } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { Eraser, KnownVersion } from '../../ports/takedown.ts';
import { itemOf } from './article-item.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { queryPages } from './query-pages.ts';
import { readItem } from './stored-item.ts';
import { writeBatches } from './write-batches.ts';

type Tables = Readonly<Record<'articles' | 'revisions' | 'stories' | 'linkIndex', string>>;

const version = z.object({
  revision: z.int().positive(),
  title: z.string(),
  observedAt: z.string(),
  rawKey: z.string().exactOptional(),
  pointsTo: z.array(z.string().transform((id) => id as ArticleId)).exactOptional(),
});

/** Deletes what a takedown has to delete of the tables. */
export function dynamoEraser(
  client: DynamoDBDocumentClient,
  tables: Tables,
): Omit<Eraser, 'eraseRawPages' | 'rawPagesOf'> {
  return {
    async bury(tombstone, seen) {
      const put = new PutCommand({
        ...{ TableName: tables.articles, Item: itemOf(tombstone), ...conditionOf(seen) },
      });
      if ((await unlessConditionFails(client.send(put))) === undefined)
        throw new ConcurrentWriteError(`article ${tombstone.articleId}`);
    },

    async lift(articleId) {
      await unlessConditionFails(
        client.send(
          new DeleteCommand({
            ...{ TableName: tables.articles, Key: { articleId } },
            ConditionExpression: 'attribute_exists(takenDownAt)',
          }),
        ),
      );
    },

    versionsOf: (articleId) => versionsOf(client, tables.revisions, articleId),

    async removeVersions(articleId, revisions) {
      const deletes = revisions.map((revision) => ({
        DeleteRequest: { Key: { articleId, revision } },
      }));
      await writeBatches(client, tables.revisions, deletes);
    },

    async removeStory(storyId) {
      await client.send(new DeleteCommand({ TableName: tables.stories, Key: { storyId } }));
    },

    async removePostings(postings) {
      const deletes = postings.map(({ term, at, storyId }) => ({
        DeleteRequest: { Key: { term, posting: `${at}#${storyId}` } },
      }));
      await writeBatches(client, tables.linkIndex, deletes);
    },
  };
}

/** A put replaces the whole item, so it has to be the one that was read. */
function conditionOf(seen: ArticleRecord | undefined) {
  if (seen === undefined) return { ConditionExpression: 'attribute_not_exists(articleId)' };
  if (!('revision' in seen)) return { ConditionExpression: 'attribute_not_exists(revision)' };
  return {
    ConditionExpression: 'revision = :seen',
    ExpressionAttributeValues: { ':seen': seen.revision },
  };
}

async function versionsOf(
  client: DynamoDBDocumentClient,
  table: string,
  articleId: string,
): Promise<KnownVersion[]> {
  const found: KnownVersion[] = [];
  const pages = queryPages(client, {
    TableName: table,
    KeyConditionExpression: 'articleId = :id',
    ExpressionAttributeValues: { ':id': articleId },
    // Their texts are not read: they are to be deleted, not to be known.
    ProjectionExpression: '#revision, #title, #rawKey, #observedAt, #pointsTo',
    ExpressionAttributeNames: {
      ...{ '#revision': 'revision', '#title': 'title', '#rawKey': 'rawKey' },
      ...{ '#observedAt': 'observedAt', '#pointsTo': 'pointsTo' },
    },
    ConsistentRead: true,
  });
  for await (const page of pages)
    found.push(...page.map((item) => readItem(version, item, { table, key: articleId })));
  return found;
}
