import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import {
  largestItem,
  longestPartitionKey,
  longestSortKey,
  type TableName,
  tables,
} from '../../shared/tables.ts';

/** What DynamoDB counts of an item: its names and its values, in bytes. */
export function itemBytes(item: Readonly<Record<string, unknown>>): number {
  return mapBytes(marshall(item, { removeUndefinedValues: true }));
}

const mapBytes = (map: Readonly<Record<string, AttributeValue>>): number =>
  Object.entries(map).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOf(value),
    0,
  );

/** A list or a map takes three bytes more, and one for each of its parts. */
function bytesOf(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.B !== undefined) return value.B.length;
  if (value.N !== undefined) return 21;
  if (value.L !== undefined) return value.L.reduce((sum, one) => sum + 1 + bytesOf(one), 3);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + mapBytes(value.M);
  return 1;
}

/** What of an item DynamoDB would refuse to store in a table, in words. */
export function refusalsOf(table: TableName, item: Readonly<Record<string, unknown>>): string[] {
  const { partitionKey, sortKey, indexes } = { sortKey: undefined, ...tables[table] };
  const keys = [{ partitionKey, sortKey }, ...Object.values(indexes)];
  const tooLong = keys.flatMap((key: { partitionKey: string; sortKey?: string | undefined }) => [
    ...over(item, key.partitionKey, longestPartitionKey),
    ...(key.sortKey === undefined ? [] : over(item, key.sortKey, longestSortKey)),
  ]);
  const bytes = itemBytes(item);
  return bytes > largestItem ? [...tooLong, `an item of ${bytes} bytes`] : tooLong;
}

function over(item: Readonly<Record<string, unknown>>, name: string, most: number): string[] {
  const bytes = Buffer.byteLength(String(item[name] ?? ''));
  return bytes > most ? [`${name} of ${bytes} bytes`] : [];
}
