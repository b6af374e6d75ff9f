import {
  largestItem,
  longestPartitionKey,
  longestSortKey,
  type TableName,
  tables,
} from '../../shared/tables.ts';

type Item = Readonly<Record<string, unknown>>;

/** What DynamoDB counts of an item: its names and its values, in bytes. */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) =>
      sum + (value === undefined ? 0 : Buffer.byteLength(name) + bytesOf(value)),
    0,
  );

/** A list or a map takes three bytes more, and one for each of its parts; a number 21 at most. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return 21;
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + 1 + bytesOf(one), 3);
  if (typeof value === 'object' && value !== null)
    return 3 + Object.keys(value).length + itemBytes({ ...value });
  return 1;
}

/** What of an item DynamoDB would refuse to store in a table, in words. */
export function refusalsOf(table: TableName, item: Item): string[] {
  const { partitionKey, sortKey, indexes } = { sortKey: undefined, ...tables[table] };
  const keys = [{ partitionKey, sortKey }, ...Object.values(indexes)];
  const tooLong = keys.flatMap((key: { partitionKey: string; sortKey?: string | undefined }) => [
    ...over(item, key.partitionKey, longestPartitionKey),
    ...(key.sortKey === undefined ? [] : over(item, key.sortKey, longestSortKey)),
  ]);
  const bytes = itemBytes(item);
  return bytes > largestItem ? [...tooLong, `an item of ${bytes} bytes`] : tooLong;
}

function over(item: Item, name: string, most: number): string[] {
  const bytes = Buffer.byteLength(String(item[name] ?? ''));
  return bytes > most ? [`${name} of ${bytes} bytes`] : [];
}
