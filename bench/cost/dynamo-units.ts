import type { IndexDefinition, TableDefinition } from '../../shared/tables.ts';

export type Item = Readonly<Record<string, unknown>>;

/**
 * Bytes of an item as DynamoDB counts them: names and values, three more for a list or a map and
 * one for each of its elements.
 *
 * See "DynamoDB item sizes and formats" in the developer guide.
 */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + (value === undefined ? 0 : utf8(name) + valueBytes(value)),
    0,
  );
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return utf8(value);
  if (typeof value === 'number') return Math.ceil(String(value).replace(/\D/g, '').length / 2) + 1;
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.reduce((sum, each) => sum + 1 + valueBytes(each), 3);
  if (typeof value === 'object' && value !== null)
    return 3 + Object.keys(value).length + itemBytes({ ...value });
  return 1;
}

const utf8 = (text: string) => Buffer.byteLength(text);
const kilobytes = (bytes: number, unit: number) => Math.max(1, Math.ceil(bytes / 1024 / unit));

/** Of an item that is read; one that is not there costs as much as a small one. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  kilobytes(bytes, 4) * (consistent ? 1 : 0.5);

/** Of the table alone, for a write that turns one item into another. */
export const tableWriteUnits = (before: Item | undefined, after: Item | undefined): number =>
  kilobytes(Math.max(before ? itemBytes(before) : 0, after ? itemBytes(after) : 0), 1);

/**
 * Of one index, for the same write: nothing where its entry stays as it is, one write where an entry
 * comes, goes or changes, and two where its key changes.
 */
export function indexWriteUnits(
  entries: { readonly before: Item | undefined; readonly after: Item | undefined },
  keys: readonly string[],
): number {
  const { before, after } = entries;
  const [old, fresh] = [before && itemBytes(before), after && itemBytes(after)];
  if (before === undefined || after === undefined)
    return old === undefined && fresh === undefined ? 0 : kilobytes(old ?? fresh ?? 0, 1);
  if (keys.some((key) => before[key] !== after[key]))
    return kilobytes(old ?? 0, 1) + kilobytes(fresh ?? 0, 1);
  const same = JSON.stringify(before) === JSON.stringify(after);
  return same ? 0 : kilobytes(Math.max(old ?? 0, fresh ?? 0), 1);
}

/** What an index holds of an item; nothing where the item lacks one of the keys. */
export function indexEntry(
  item: Item | undefined,
  table: TableDefinition,
  index: IndexDefinition,
): Item | undefined {
  if (item === undefined || keysOf(index).some((key) => item[key] === undefined)) return undefined;
  const entry: Record<string, unknown> = {};
  for (const name of namesHeld(table, index))
    if (item[name] !== undefined) entry[name] = item[name];
  return entry;
}

const heldByIndexes = new WeakMap<IndexDefinition, readonly string[]>();

/** What an index holds, in one order; told once, for each write of a run asks for it. */
function namesHeld(table: TableDefinition, index: IndexDefinition): readonly string[] {
  const known = heldByIndexes.get(index);
  if (known !== undefined) return known;
  const names = new Set([...keysOf(table), ...keysOf(index), ...index.projection]);
  const held = [...names].toSorted();
  heldByIndexes.set(index, held);
  return held;
}

export const keysOf = ({
  partitionKey,
  sortKey,
}: {
  readonly partitionKey: string;
  readonly sortKey?: string;
}): string[] => (sortKey === undefined ? [partitionKey] : [partitionKey, sortKey]);
