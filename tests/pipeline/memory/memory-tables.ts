import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type IndexDefinition,
  type TableDefinition,
  type TableName,
  tables,
} from '../../../shared/tables.ts';
import { holds, type Item, type Placeholders, updated } from './expressions.ts';
import { MemoryPartitions } from './memory-partitions.ts';

/** The items of all tables at one moment; nobody changes an item, only which there are. */
export type TablesCopy = Readonly<Record<TableName, ReadonlyMap<string, Item>>>;

type Key = Item;
type Answer = Record<string, unknown>;
/** What of the input of a command is read here. */
export type DynamoInput = Placeholders & {
  readonly TableName?: string;
  readonly Key?: Key;
  readonly Item?: Item;
  readonly IndexName?: string;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ReturnValues?: string;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Key;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, DynamoInput>>[];
};

const tableNames = Object.keys(tables) as TableName[];
const definitionOf = (table: TableName): TableDefinition => tables[table];

/**
 * DynamoDB in the memory of this process: its commands as the document client is given them, with its
 * conditions, its indexes and its pages, each command at one moment. It sees every finished write at once.
 */
export class MemoryTables {
  private readonly names: ReadonlyMap<string, TableName>;
  private items: Record<TableName, Map<string, Item>>;
  /** Of the table itself and of its indexes, as far as somebody has asked, by partition key. */
  private partitions = copyOf(() => new Map<string, MemoryPartitions>());

  constructor(names: Readonly<Record<TableName, string>>) {
    this.names = new Map(tableNames.map((table) => [names[table], table]));
    this.items = copyOf(() => new Map<string, Item>());
  }

  copy(): TablesCopy {
    return copyOf((table) => new Map(this.items[table]));
  }

  putBack(copy: TablesCopy): void {
    this.items = copyOf((table) => new Map(copy[table]));
    for (const table of tableNames) this.partitions[table].clear();
  }

  get(input: DynamoInput): Answer {
    const item = this.find(this.tableOf(input.TableName), input.Key);
    return item === undefined ? {} : { Item: item };
  }

  put({ Item = {}, ...input }: DynamoInput): Answer {
    return this.write({ ...input, Key: Item }, () => Item);
  }

  delete(input: DynamoInput): Answer {
    return this.write(input, () => undefined);
  }

  update({ UpdateExpression = '', ...input }: DynamoInput): Answer {
    return this.write(input, (before) =>
      updated(UpdateExpression, before ?? input.Key ?? {}, input),
    );
  }

  batchGet({ RequestItems = {} }: DynamoInput): Answer {
    const asked = Object.entries(RequestItems) as [string, { Keys: readonly Key[] }][];
    const found = asked.map(([name, { Keys }]) => {
      const table = this.tableOf(name);
      checkBatch(
        Keys.map((key) => keyOf(table, key)),
        100,
      );
      // In no order that a caller could count on.
      return [name, Keys.flatMap((key) => this.find(table, key) ?? []).reverse()];
    });
    return { Responses: Object.fromEntries(found), UnprocessedKeys: {} };
  }

  batchWrite({ RequestItems = {} }: DynamoInput): Answer {
    type Request = { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Key } };
    for (const [TableName, requests] of Object.entries(RequestItems) as [string, Request[]][]) {
      const keys = requests.map(
        ({ PutRequest: put, DeleteRequest: gone }) => put?.Item ?? gone?.Key ?? {},
      );
      checkBatch(
        keys.map((key) => keyOf(this.tableOf(TableName), key)),
        25,
      );
      for (const { PutRequest: put, DeleteRequest: gone } of requests)
        if (put === undefined) this.delete({ TableName, ...gone });
        else this.put({ TableName, Item: put.Item });
    }
    return { UnprocessedItems: {} };
  }

  query(input: DynamoInput): Answer {
    const { IndexName, KeyConditionExpression: wanted = '', ScanIndexForward = true } = input;
    const table = this.tableOf(input.TableName);
    const index = IndexName === undefined ? undefined : indexOf(table, IndexName);
    const order = orderOf(table, index);
    const found = [...this.partition({ table, index }, input).values()]
      .filter((item) => isListed(item, index) && holds(wanted, item, input))
      .sort((a, b) => (order(a, b) < 0 === ScanIndexForward ? -1 : 1));
    return this.page(found, input, { table, index });
  }

  scan(input: DynamoInput): Answer {
    const table = this.tableOf(input.TableName);
    const order = orderOf(table, undefined);
    const all = [...this.items[table].values()].sort(order);
    return this.page(all, input, { table, index: undefined });
  }

  private page(all: readonly Item[], input: DynamoInput, of: Place): Answer {
    const { Limit = all.length, ExclusiveStartKey: start, FilterExpression: filter } = input;
    const { table, index } = of;
    const from =
      start === undefined
        ? 0
        : 1 + all.findIndex((one) => keyOf(table, one) === keyOf(table, start));
    const some = all.slice(from, from + Limit);
    const last = some.length === Limit && Limit < all.length ? some.at(-1) : undefined;
    const Items = some
      .filter((item) => filter === undefined || holds(filter, item, input))
      .map((item) => projected(item, of));
    return {
      Items,
      Count: Items.length,
      ...(last && { LastEvaluatedKey: keyAttributes(table, index, last) }),
    };
  }

  private write(
    input: DynamoInput,
    change: (before: Item | undefined) => Item | undefined,
  ): Answer {
    const { ConditionExpression: condition, ReturnValues, Key = {} } = input;
    const table = this.tableOf(input.TableName);
    const before = this.find(table, Key);
    if (condition !== undefined && !holds(condition, before, input))
      throw new ConditionalCheckFailedException({
        ...{ message: 'The conditional request failed', $metadata: {} },
      });
    const after = change(before);
    this.set(table, keyOf(table, Key), after === undefined ? undefined : (frozen(after) as Item));
    if (ReturnValues === 'ALL_OLD') return { Attributes: before };
    return ReturnValues === undefined || ReturnValues === 'NONE' ? {} : { Attributes: after };
  }

  private set(table: TableName, key: string, item: Item | undefined): void {
    const before = this.items[table].get(key);
    if (item === undefined) this.items[table].delete(key);
    else this.items[table].set(key, item);
    for (const partitions of this.partitions[table].values()) partitions.move(key, before, item);
  }

  private find(table: TableName, key: Key | undefined): Item | undefined {
    return this.items[table].get(keyOf(table, key ?? {}));
  }

  /** The items of the key that a query names, by whatever placeholder. */
  private partition({ table, index }: Place, input: DynamoInput): ReadonlyMap<string, Item> {
    const { partitionKey } = index ?? definitionOf(table);
    const [, name = '', placeholder = ''] =
      /([\w#]+)\s*=\s*(:\w+)/.exec(input.KeyConditionExpression ?? '') ?? [];
    if ((input.ExpressionAttributeNames?.[name] ?? name) !== partitionKey)
      throw new Error(`a query of ${table} must begin with ${partitionKey} = :value`);
    const known = this.partitions[table].get(partitionKey);
    const partitions = known ?? new MemoryPartitions(partitionKey, this.items[table]);
    this.partitions[table].set(partitionKey, partitions);
    return partitions.of(input.ExpressionAttributeValues?.[placeholder]);
  }

  private tableOf(name = ''): TableName {
    const table = this.names.get(name);
    if (table === undefined) throw new Error(`there is no table ${name}`);
    return table;
  }
}

type Place = { readonly table: TableName; readonly index: IndexDefinition | undefined };

const copyOf = <T>(each: (table: TableName) => T): Record<TableName, T> =>
  Object.fromEntries(tableNames.map((table) => [table, each(table)])) as Record<TableName, T>;

function keyOf(table: TableName, item: Item): string {
  const names = keyNames(definitionOf(table));
  if (names.some((name) => item[name] === undefined || item[name] === ''))
    throw new Error(`a key of ${table} lacks one of ${names.join(', ')}`);
  return names.map((name) => String(item[name])).join('\u0000');
}

const keyNames = ({ partitionKey, sortKey }: TableDefinition | IndexDefinition): string[] =>
  sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];

function indexOf(table: TableName, name: string): IndexDefinition {
  const index = definitionOf(table).indexes[name];
  if (index === undefined) throw new Error(`table ${table} has no index ${name}`);
  return index;
}

/** An index has only what has its keys. */
const isListed = (item: Item, index: IndexDefinition | undefined): boolean =>
  index === undefined || keyNames(index).every((name) => item[name] !== undefined);

function projected(item: Item, { table, index }: Place): Item {
  if (index === undefined) return item;
  const names = [...keyNames(definitionOf(table)), ...keyNames(index), ...index.projection];
  return Object.fromEntries(names.flatMap((name) => (name in item ? [[name, item[name]]] : [])));
}

function keyAttributes(table: TableName, index: IndexDefinition | undefined, item: Item): Key {
  const names = [...keyNames(definitionOf(table)), ...(index === undefined ? [] : keyNames(index))];
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}

/** By the sort key, then by the key of the table. */
function orderOf(table: TableName, index: IndexDefinition | undefined) {
  const { sortKey } = index ?? definitionOf(table);
  return (a: Item, b: Item): number => {
    const [x, y] = sortKey === undefined ? [0, 0] : [a[sortKey], b[sortKey]];
    if (x === y) return keyOf(table, a) < keyOf(table, b) ? -1 : 1;
    return (x as string) < (y as string) ? -1 : 1;
  };
}

function checkBatch(keys: readonly string[], most: number): void {
  if (keys.length > most) throw new Error(`a batch has ${keys.length} items, and may have ${most}`);
  if (new Set(keys).size < keys.length) throw new Error('a batch names an item twice');
}

/** A copy, without what is undefined, that nobody changes. */
function frozen(value: unknown): unknown {
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Array.isArray(value))
    return Object.isFrozen(value) ? value : Object.freeze(value.map(frozen));
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.freeze(Object.fromEntries(entries.map(([name, inner]) => [name, frozen(inner)])));
}
