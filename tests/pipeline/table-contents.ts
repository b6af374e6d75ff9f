import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Services } from '../../local/services/start-services.ts';
import { cursorOf } from '../../shared/adapters/dynamo/change-item.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { unpackMemory } from '../../shared/adapters/dynamo/pack-memory.ts';
import { s3RawArchive } from '../../shared/adapters/s3/raw-archive.ts';
import { s3RawPages } from '../../shared/adapters/s3/raw-pages.ts';
import type { Change } from '../../shared/model/change.ts';
import type { RawPage } from '../../shared/ports/articles.ts';
import { type TableName, tables } from '../../shared/tables.ts';

type Item = Record<string, unknown>;

/** All items of all tables, and by the key of each raw page what it holds. */
export type Contents = Record<TableName, Item[]> & { rawPages: ReadonlyMap<string, string> };

export async function readTables({ clients, names }: Services): Promise<Contents> {
  const dynamo = documentClient(clients.dynamo);
  const contents: Partial<Contents> = {};
  for (const table of Object.keys(tables) as TableName[]) {
    const items: Item[] = [];
    const pages = paginateScan({ client: dynamo }, { TableName: names.tables[table] });
    for await (const { Items = [] } of pages) items.push(...Items);
    contents[table] = items.toSorted((a, b) => (keyOf(table, a) < keyOf(table, b) ? -1 : 1));
  }
  const rawPages = await readPages(clients.s3, names.bucket);
  return { ...contents, rawPages } as Contents;
}

/** Changes as readers of the log find them: each once, whatever it was told with. */
export function changesIn({ changes: items }: Pick<Contents, 'changes'>): Item[] {
  const told = items.flatMap(({ changes }) => changes as Change[]);
  const byCursor = new Map(told.map((one) => [cursorOf(one), one]));
  const whatOf = ({ articleId, revision, storyId }: Change) =>
    `${articleId} ${revision} ${storyId}`;
  // Cursors begin with instants; what no two runs have in common is no order.
  return [...byCursor.values()].toSorted((a, b) => (whatOf(a) < whatOf(b) ? -1 : 1));
}

async function readPages(s3: S3Client, bucket: string): Promise<Contents['rawPages']> {
  const pages = new Map<string, string>();
  for await (const listed of s3RawPages(s3, bucket).rawPages())
    for (const { key, articleId = '' } of listed) {
      const page = await s3RawArchive(s3, bucket).find(key);
      pages.set(key, hashOfPage(articleId, page));
    }
  return pages;
}

/** Of all that an archived page holds, but when it was fetched. */
export function hashOfPage(articleId: string, page: RawPage | undefined): string {
  const { bytes = new Uint8Array(), fetchedAt: _when, ...facts } = page ?? {};
  const hash = createHash('sha256').update(articleId).update(bytes);
  return hash.update(JSON.stringify(facts)).digest('hex');
}

/**
 * Contents that two runs must agree on: everything but the instants at which things were done. Where a
 * page stands in the archive, and with which others a change was told, hangs on what else was fetched with
 * it; what it holds does not.
 */
export function comparable({ rawPages, ...tables }: Contents): Record<string, readonly unknown[]> {
  const items = { ...tables, changes: changesIn(tables) };
  const held = (item: Item) =>
    'rawKey' in item ? { ...item, rawKey: rawPages.get(String(item['rawKey'])) } : item;
  const contents = Object.entries(items).map(([table, all]) => [table, all.map(held)] as const);
  const pages = [...rawPages.values()].toSorted();
  const all = withoutInstants({ ...Object.fromEntries(contents), rawPages: pages });
  return all as Record<string, readonly unknown[]>;
}

const keyOf = (table: TableName, item: Item): string => {
  const { partitionKey, sortKey } = { sortKey: undefined, ...tables[table] };
  return `${item[partitionKey]} ${sortKey === undefined ? '' : item[sortKey]}`;
};

/** Instants of doing, which no two runs share. */
const doing = new Set([
  ...['fetchedAt', 'changedAt', 'movedAt', 'observedAt'],
  ...['linkedAt', 'discardedAt', 'takenDownAt'],
  ...[
    'addedAt',
    'nextPollAt',
    // Chosen by how old the newest entries were, and spread by the instant; polls that found nothing
    // are counted by it.
    'pollEveryMinutes',
    'polls',
    'days',
    'lookedUntil',
    'lastPolledAt',
    'lastSuccessAt',
    'lastFullAt',
    'expiresAt',
  ],
  ...['freshUntil', 'pausedUntil', 'nextSlotAt', 'version'],
  // Of subscriptions.
  ...['confirmedAt', 'leaseUntil', 'lastPushAt', 'pushPollAt'],
  // Packed: which feeds were sent, and when.
  'sent',
]);

/** A value without the instants at which things were done. */
export function withoutInstants(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(withoutInstants);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !doing.has(name))
      .map(([name, inner]) => [name, withoutInstants(name === 'memory' ? read(inner) : inner)]),
  );
}

/** What a feed remembers: packed with when it was polled, which counts for nothing here. */
const read = (memory: unknown): unknown =>
  memory instanceof Uint8Array ? unpackMemory(memory) : memory;
