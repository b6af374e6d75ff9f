import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type TableDefinition, type TableName, tables } from '../../shared/tables.ts';
import {
  type Item,
  indexEntry,
  indexWriteUnits,
  itemBytes,
  keysOf,
  readUnits,
  tableWriteUnits,
} from './dynamo-units.ts';
import type { Ledger } from './ledger.ts';

type Send = (command: unknown) => Promise<Record<string, unknown>>;

type Metered = {
  readonly names: Readonly<Record<TableName, string>>;
  readonly ledger: Ledger;
};

/**
 * Counts the units of each request, those of the indexes too: it remembers every item that was
 * written, and lets one write of an item wait for the one before it.
 */
export function dynamoMeter({ names, ledger }: Metered) {
  const known = new Map<string, Item>();
  const busy = new Map<string, Promise<unknown>>();
  const byName = new Map(
    (Object.keys(tables) as TableName[]).map((table) => [names[table], table]),
  );
  const definitionOf = (name: string) => {
    const table = byName.get(name);
    if (table === undefined) throw new Error(`no table ${name}`);
    return { table, definition: tables[table] as TableDefinition };
  };
  const idOf = (name: string, item: Item) =>
    [name, ...keysOf(definitionOf(name).definition).map((attribute) => item[attribute])].join(' ');

  const countWrite = (name: string, id: string, after: Item | undefined) => {
    const { table, definition } = definitionOf(name);
    const before = known.get(id);
    ledger.add(`${table} write units`, tableWriteUnits(before, after));
    for (const [index, keys] of Object.entries(definition.indexes)) {
      const entries = {
        before: indexEntry(before, definition, keys),
        after: indexEntry(after, definition, keys),
      };
      const units = indexWriteUnits(entries, keysOf(keys));
      if (units > 0) ledger.add(`${table} write units, index ${index}`, units);
    }
    if (after === undefined) known.delete(id);
    else known.set(id, after);
  };

  const inTurn = async <T>(id: string, run: () => Promise<T>): Promise<T> => {
    const turn = (busy.get(id) ?? Promise.resolve()).then(run, run);
    busy.set(id, turn);
    return turn;
  };

  async function write(
    name: string,
    item: Item,
    after: (answer: Item) => Item | undefined,
    send: () => ReturnType<Send>,
  ) {
    const id = idOf(name, item);
    const { table } = definitionOf(name);
    return inTurn(id, async () => {
      ledger.add(`${table} writes`);
      try {
        const answer = await send();
        countWrite(name, id, after(answer));
        return answer;
      } catch (error) {
        // A condition that fails is paid for by what stands there.
        if (error instanceof ConditionalCheckFailedException)
          ledger.add(`${table} write units`, tableWriteUnits(known.get(id), undefined));
        throw error;
      }
    });
  }

  const countRead = (name: string, key: Item, consistent: boolean) => {
    const item = known.get(idOf(name, key));
    const { table } = definitionOf(name);
    ledger.add(
      `${table} read units`,
      readUnits(item === undefined ? 0 : itemBytes(item), consistent),
    );
  };

  return async function meter(command: unknown, send: () => ReturnType<Send>) {
    if (command instanceof PutCommand) {
      const { TableName = '', Item = {} } = command.input;
      return write(TableName, Item, () => Item, send);
    }
    if (command instanceof UpdateCommand) {
      const { TableName = '', Key = {} } = command.input;
      // What became of the item, and with it what the caller asks for, if anything.
      command.input.ReturnValues = 'ALL_NEW';
      return write(TableName, Key, ({ Attributes }) => Attributes as Item | undefined, send);
    }
    if (command instanceof DeleteCommand) {
      const { TableName = '', Key = {} } = command.input;
      return write(TableName, Key, () => undefined, send);
    }
    const answer = await send();
    if (command instanceof BatchWriteCommand) {
      for (const [name, requests = []] of Object.entries(command.input.RequestItems ?? {}))
        for (const { PutRequest, DeleteRequest } of requests) {
          const item = PutRequest?.Item ?? DeleteRequest?.Key ?? {};
          ledger.add(`${definitionOf(name).table} writes`);
          countWrite(name, idOf(name, item), PutRequest?.Item);
        }
    } else if (command instanceof GetCommand) {
      const { TableName = '', Key = {}, ConsistentRead = false } = command.input;
      countRead(TableName, Key, ConsistentRead);
    } else if (command instanceof BatchGetCommand) {
      for (const [name, { Keys = [], ConsistentRead = false }] of Object.entries(
        command.input.RequestItems ?? {},
      ))
        for (const key of Keys) countRead(name, key, ConsistentRead);
    } else if (command instanceof QueryCommand) {
      const { TableName = '', ConsistentRead = false } = command.input;
      const items = (answer['Items'] ?? []) as Item[];
      const bytes = items.reduce((sum, item) => sum + itemBytes(item), 0);
      ledger.add(`${definitionOf(TableName).table} read units`, readUnits(bytes, ConsistentRead));
    } else throw new Error(`a request that nobody counts: ${String(command?.constructor.name)}`);
    return answer;
  };
}
