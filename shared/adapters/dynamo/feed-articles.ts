import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ArticleId } from '../../model/ids.ts';
import type { FeedArticles } from '../../ports/articles.ts';
import { readItem } from './stored-item.ts';

const maxArticles = 200;

const entry = z.object({
  articleId: z.string().transform((id) => id as ArticleId),
  url: z.string(),
});

/** Articles by the feed that brought them, from the `feed` index. */
export function dynamoFeedArticles(client: DynamoDBDocumentClient, table: string): FeedArticles {
  return {
    async ofFeed(feedId, since) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'feed',
          KeyConditionExpression: 'feedId = :feedId AND publishedAt >= :since',
          ExpressionAttributeValues: { ':feedId': feedId, ':since': since },
          ScanIndexForward: false,
          Limit: maxArticles,
        }),
      );
      return Items.map((item) => readItem(entry, item, { table, key: String(item['articleId']) }));
    },
  };
}
