import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';

export type Item = Readonly<Record<string, unknown>>;

/** What a client is asked through; a DynamoDBDocumentClient is one. */
export type QuerySender = Pick<DynamoDBDocumentClient, 'send'>;

/** One key of a table or index, and the part of its sort key that is wanted. */
export type KeyQuery = {
  readonly table: string;
  readonly index?: string;
  readonly partition: readonly [attribute: string, value: string];
  /** Both ends included. */
  readonly range?: {
    readonly attribute: string;
    readonly from: string;
    readonly to: string;
  };
  readonly newestFirst?: boolean;
};

/** Small enough for a caller who wants a few, large enough for one who wants all. */
const pageSize = 100;

/** Every item of one key in the order of its sort key, read a page at a time as the caller goes on. */
export async function* queryItems(client: QuerySender, query: KeyQuery): AsyncGenerator<Item> {
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(commandOf(query, from));
    yield* Items;
    // A page may be empty, or end with the last item, and still say that it is not the last.
    from = LastEvaluatedKey;
  } while (from !== undefined);
}

function commandOf(
  { table, index, partition: [attribute, value], range, newestFirst = false }: KeyQuery,
  from: Record<string, unknown> | undefined,
): QueryCommand {
  return new QueryCommand({
    TableName: table,
    IndexName: index,
    KeyConditionExpression: range ? '#key = :key AND #sort BETWEEN :from AND :to' : '#key = :key',
    ExpressionAttributeNames: { '#key': attribute, ...(range && { '#sort': range.attribute }) },
    ExpressionAttributeValues: {
      ':key': value,
      ...(range && { ':from': range.from, ':to': range.to }),
    },
    ScanIndexForward: !newestFirst,
    ExclusiveStartKey: from,
    Limit: pageSize,
  });
}
