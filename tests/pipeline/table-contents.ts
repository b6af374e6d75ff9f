import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Services } from '../../local/services/start-services.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { type TableName, tables } from '../../shared/tables.ts';

type Item = Record<string, unknown>;

/** All items of all tables and the keys of all raw pages. */
export type Contents = Record<TableName, Item[]> & { rawKeys: string[] };

export async function readTables({ clients, names }: Services): Promise<Contents> {
  const dynamo = documentClient(clients.dynamo);
  const contents: Partial<Contents> = {};
  for (const table of Object.keys(tables) as TableName[]) {
    const items: Item[] = [];
    const pages = paginateScan({ client: dynamo }, { TableName: names.tables[table] });
    for await (const { Items = [] } of pages) items.push(...Items);
    contents[table] = items.toSorted((a, b) => (keyOf(table, a) < keyOf(table, b) ? -1 : 1));
  }
  const { Contents: objects = [] } = await clients.s3.send(
    new ListObjectsV2Command({ Bucket: names.bucket }),
  );
  return { ...contents, rawKeys: objects.map(({ Key = '' }) => Key).toSorted() } as Contents;
}

const keyOf = (table: TableName, item: Item): string => {
  // Their keys are instants; what no two runs have in common is no order.
  if (table === 'changes') return `${item['articleId']} ${item['revision']} ${item['storyId']}`;
  const { partitionKey, sortKey } = { sortKey: undefined, ...tables[table] };
  return `${item[partitionKey]} ${sortKey === undefined ? '' : item[sortKey]}`;
};

/** Instants of doing, which no two runs share. */
const doing = new Set([
  ...['fetchedAt', 'changedAt', 'changedBucket', 'changeKey', 'movedAt', 'observedAt'],
  ...['linkedAt', 'discardedAt'],
  ...[
    'addedAt',
    'nextPollAt',
    // Chosen by how old the newest entries were, and spread by the instant; polls that found nothing
    // are counted by it.
    'intervalMinutes',
    'pollEveryMinutes',
    'polls',
    'lookedUntil',
    'lastPolledAt',
    'lastSuccessAt',
    'lastFullAt',
    'expiresAt',
  ],
  ...['freshUntil', 'pausedUntil', 'nextSlotAt', 'version'],
  // Packed: which feeds were sent, and when.
  'sent',
]);

/** Contents that two runs must agree on: everything but the instants at which things were done. */
export function withoutInstants(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(withoutInstants);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !doing.has(name))
      .map(([name, inner]) => [name, withoutInstants(inner)]),
  );
}
