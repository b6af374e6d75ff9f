import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { StoryId } from '../../model/ids.ts';
import type { LinkIndex, Posting, TimeWindow } from '../../ports/stories.ts';
import { readItem, schemaVersion } from './stored-item.ts';
import { writeBatches } from './write-batches.ts';

/** So many postings fill the 4 KB that a query reads for half a unit; more find nothing more. */
const postingsRead = 24;

export const postingItem = z.object({
  term: z.string(),
  posting: z.string().regex(/^.{24}#s/),
  crowd: z.number(),
});

/** The only module that knows how a posting looks in DynamoDB: `term`, and `instant#storyId`. */
export function dynamoLinkIndex(client: DynamoDBDocumentClient, table: string): LinkIndex {
  return {
    async find(terms, window) {
      const found = await Promise.all(terms.map((term) => newest(client, table, { term, window })));
      return found.flat();
    },

    async saveAll(postings, expiresAt) {
      const expiry = Math.floor(expiresAt.getTime() / 1000);
      const puts = postings.map(({ term, at, storyId, crowd }) => ({
        PutRequest: {
          Item: { term, posting: `${at}#${storyId}`, crowd, expiresAt: expiry, schemaVersion },
        },
      }));
      await writeBatches(client, table, puts);
    },
  };
}

async function newest(
  client: DynamoDBDocumentClient,
  table: string,
  { term, window }: { readonly term: string; readonly window: TimeWindow },
): Promise<Posting[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'term = :term AND posting BETWEEN :from AND :to',
      // `$` follows `#`: every story of the last instant is within.
      ExpressionAttributeValues: { ':term': term, ':from': window.from, ':to': `${window.to}$` },
      ScanIndexForward: false,
      Limit: postingsRead,
    }),
  );
  return Items.map((item) => {
    const { posting, crowd } = readItem(postingItem, item, { table, key: term });
    return { term, at: posting.slice(0, 24), storyId: posting.slice(25) as StoryId, crowd };
  });
}
