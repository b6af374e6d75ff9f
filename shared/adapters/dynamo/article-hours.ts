import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ArticleId } from '../../model/ids.ts';
import type { ArticleHours } from '../../ports/articles.ts';
import { articleShards } from '../../tables.ts';
import { queryPages } from './query-pages.ts';
import { readItem } from './stored-item.ts';

const entry = z.object({ articleId: z.string().transform((id) => id as ArticleId) });

/** Articles by the hour of their publication, from the `latest` index, and by that of their second look. */
export function dynamoArticleHours(client: DynamoDBDocumentClient, table: string): ArticleHours {
  const pages = (query: Partial<QueryCommandInput>) =>
    idsOf(queryPages(client, { TableName: table, ...query }), table);
  return {
    async *publishedIn(hour) {
      for (let shard = 0; shard < articleShards; shard++)
        yield* pages({
          IndexName: 'latest',
          KeyConditionExpression: 'latestBucket = :bucket',
          ExpressionAttributeValues: { ':bucket': `${hour}#${shard}` },
        });
    },

    missedUntil: (hour) =>
      pages({
        IndexName: 'revisit',
        KeyConditionExpression: 'revisitHour = :hour',
        ExpressionAttributeValues: { ':hour': hour },
      }),
  };
}

async function* idsOf(
  pages: AsyncIterable<readonly Record<string, unknown>[]>,
  table: string,
): AsyncGenerator<ArticleId[]> {
  for await (const page of pages)
    yield page.map(
      (item) => readItem(entry, item, { table, key: String(item['articleId']) }).articleId,
    );
}
