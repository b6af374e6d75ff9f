import {
  type DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from '@aws-sdk/lib-dynamodb';

/** What a query is asked through; a DynamoDBDocumentClient is one. */
export type QuerySender = Pick<DynamoDBDocumentClient, 'send'>;

/**
 * The items of a query, a page at a time as the caller goes on. A page may be empty, or end with the
 * last item, and still not be the last.
 */
export async function* queryPages(
  client: QuerySender,
  query: QueryCommandInput,
): AsyncGenerator<Record<string, unknown>[]> {
  let from: Record<string, unknown> | undefined;
  do {
    const answer: QueryCommandOutput = await client.send(
      new QueryCommand({ ...query, ExclusiveStartKey: from }),
    );
    yield answer.Items ?? [];
    from = answer.LastEvaluatedKey;
  } while (from !== undefined);
}
