import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { type QuerySender, queryPages } from '../adapters/dynamo/query-pages.ts';

export type Item = Readonly<Record<string, unknown>>;

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
  for await (const page of queryPages(client, inputOf(query))) yield* page;
}

function inputOf({
  table,
  index,
  partition: [attribute, value],
  range,
  newestFirst = false,
}: KeyQuery): QueryCommandInput {
  return {
    TableName: table,
    IndexName: index,
    KeyConditionExpression: range ? '#key = :key AND #sort BETWEEN :from AND :to' : '#key = :key',
    ExpressionAttributeNames: { '#key': attribute, ...(range && { '#sort': range.attribute }) },
    ExpressionAttributeValues: {
      ':key': value,
      ...(range && { ':from': range.from, ':to': range.to }),
    },
    ScanIndexForward: !newestFirst,
    Limit: pageSize,
  };
}
