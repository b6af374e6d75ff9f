import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { ResourceNames } from './services/resource-names.ts';

type Item = Readonly<Record<string, unknown>>;

/** Everything that the local tables hold, by table. */
export type StoreContents = {
  readonly feeds: readonly Item[];
  readonly articles: readonly Item[];
  readonly stories: readonly Item[];
  readonly links: readonly Item[];
};

/**
 * Reads the local tables whole.
 *
 * A scan: right for a store on this machine that a summary counts once, and nowhere else.
 */
export async function readContents(
  dynamo: DynamoDBDocumentClient,
  { tables }: ResourceNames,
): Promise<StoreContents> {
  const all = async (TableName: string) => {
    const items: Item[] = [];
    for await (const page of paginateScan({ client: dynamo }, { TableName }))
      items.push(...(page.Items ?? []));
    return items;
  };
  const [feeds, articles, stories, links] = await Promise.all([
    all(tables.feeds),
    all(tables.articles),
    all(tables.stories),
    all(tables.links),
  ]);
  return { feeds, articles, stories, links };
}
