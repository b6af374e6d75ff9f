import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { ConfigError } from '../../shared/errors.ts';
import { type TableDefinition, type TableName, tables } from '../../shared/tables.ts';

/**
 * Creates the tables that are missing.
 *
 * @throws ConfigError when a table is there with other keys or indexes than its definition has
 */
export async function createTables(
  dynamo: DynamoDBClient,
  names: Readonly<Record<TableName, string>>,
): Promise<void> {
  await Promise.all(
    // Object.entries forgets the type of the keys.
    (Object.entries(tables) as [TableName, TableDefinition][]).map(([table, definition]) =>
      createTable(dynamo, createTableRequest(names[table], definition)),
    ),
  );
}

async function createTable(dynamo: DynamoDBClient, request: TableRequest): Promise<void> {
  const existing = await describeTable(dynamo, request.TableName);
  if (existing === undefined) {
    await dynamo.send(new CreateTableCommand(request));
  } else if (shapeOf(existing) !== shapeOf(request)) {
    // Neither the stand-in nor DynamoDB itself can change the keys of a live table.
    throw new ConfigError(
      `table ${request.TableName} was made by another version of Newsloom and has other keys or indexes; ` +
        'start afresh in another folder',
    );
  }
  await waitUntilTableExists(
    { client: dynamo, maxWaitTime: 120, minDelay: 1 },
    { TableName: request.TableName },
  );
}

async function describeTable(
  dynamo: DynamoDBClient,
  name: string,
): Promise<TableDescription | undefined> {
  try {
    return (await dynamo.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

type TableRequest = CreateTableCommandInput & { TableName: string };

/** The request that makes a table of this definition. */
export function createTableRequest(name: string, definition: TableDefinition): TableRequest {
  const indexes = Object.entries(definition.indexes);
  const keys = [definition, ...Object.values(definition.indexes)];
  const textKeys = new Set(keys.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]));
  const typeOf = (key: string) => (key === definition.sortKey ? definition.sortKeyType : undefined);
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(definition),
    AttributeDefinitions: [...textKeys]
      .filter((key) => key !== undefined)
      .map((key) => ({ AttributeName: key, AttributeType: typeOf(key) ?? 'S' })),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map(([index, { projection, ...indexKeys }]) => ({
        IndexName: index,
        KeySchema: keySchema(indexKeys),
        Projection:
          projection.length === 0
            ? { ProjectionType: 'KEYS_ONLY' as const }
            : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projection] },
      })),
    }),
  };
}

function keySchema({
  partitionKey,
  sortKey,
}: Pick<TableDefinition, 'partitionKey'> & { readonly sortKey?: string | undefined }) {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' as const },
    ...(sortKey === undefined ? [] : [{ AttributeName: sortKey, KeyType: 'RANGE' as const }]),
  ];
}

/** What cannot change while a table lives, as comparable text. */
function shapeOf(table: CreateTableCommandInput | TableDescription): string {
  const indexes = table.GlobalSecondaryIndexes ?? [];
  return JSON.stringify([
    (table.KeySchema ?? []).map((key) => [key.KeyType, key.AttributeName]),
    (table.AttributeDefinitions ?? [])
      .map((key) => `${key.AttributeName} ${key.AttributeType}`)
      .sort(),
    indexes
      .map(({ IndexName, KeySchema = [], Projection }) => [
        IndexName,
        KeySchema.map((key) => [key.KeyType, key.AttributeName]),
        Projection?.ProjectionType,
        [...(Projection?.NonKeyAttributes ?? [])].sort(),
      ])
      .sort(([a], [b]) => String(a).localeCompare(String(b))),
  ]);
}
