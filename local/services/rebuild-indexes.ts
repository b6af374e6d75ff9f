import { createRequire } from 'node:module';

type Stored = Readonly<Record<string, unknown>>;

/** What is used of the LevelDB binding. */
type LevelDb = {
  open(): Promise<void>;
  close(): Promise<void>;
  iterator(range: { gte: string; lt: string }): AsyncIterable<[string, Stored]>;
  batch(
    operations: ({ type: 'put'; key: string; value: Stored } | { type: 'del'; key: string })[],
  ): Promise<void>;
};

type Table = Stored & {
  readonly TableName: string;
  readonly GlobalSecondaryIndexes?: readonly Stored[];
};

/** What is used of dynalite's insides: how it computes the entries of indexes. */
type Insides = {
  getIndexActions(
    indexes: readonly Stored[],
    before: undefined,
    item: Stored,
    table: Table,
  ): { puts: { index: string; key: string; item: Stored }[] };
};

// From where dynalite finds them, so that they are of the versions that it uses.
const dynaliteRequire = createRequire(createRequire(import.meta.url).resolve('dynalite'));

/** Opens dynalite's database, which must not be running. */
export function openDatabase(folder: string): LevelDb {
  const { Level } = dynaliteRequire('level');
  return new Level(folder, { valueEncoding: 'json' });
}

/**
 * Makes the indexes of all tables what the items say.
 *
 * dynalite writes the entries of indexes before the item, one by one: when it is killed between, an entry
 * would stay for ever that no item has. DynamoDB itself has no such thing.
 */
export async function rebuildIndexes(folder: string): Promise<void> {
  const database = openDatabase(folder);
  await database.open();
  try {
    for await (const [key, stored] of database.iterator(rangeOf('table'))) {
      // Written by dynalite under this name.
      const table = stored as Table;
      // Killed while it made the table, which it would take for unfinished for ever: nothing is in it.
      if (table['TableStatus'] === 'CREATING') await database.batch([{ type: 'del', key }]);
      else await rebuildTable(database, table);
    }
  } finally {
    await database.close();
  }
}

const rangeOf = (name: string) => ({ gte: `${name}~`, lt: `${name}~\u00FF` });

async function rebuildTable(database: LevelDb, table: Table): Promise<void> {
  const { TableName: name, GlobalSecondaryIndexes: indexes = [] } = table;
  if (indexes.length === 0) return;
  const { getIndexActions }: Insides = dynaliteRequire('./db');
  const due = new Map<string, Stored>();
  for await (const [, item] of database.iterator(rangeOf(`item-${name}`))) {
    for (const entry of getIndexActions(indexes, undefined, item, table).puts) {
      due.set(`index-global~${name}~${entry.index}~${entry.key}`, entry.item);
    }
  }
  const operations: Parameters<LevelDb['batch']>[0] = [];
  for await (const [key, value] of database.iterator(rangeOf(`index-global~${name}`))) {
    // What is there as it should be needs no writing.
    if (JSON.stringify(due.get(key)) === JSON.stringify(value)) due.delete(key);
    else operations.push({ type: 'del', key });
  }
  for (const [key, value] of due) operations.push({ type: 'put', key, value });
  await database.batch(operations);
}
