import { type AttributeValue, BatchWriteItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { takeRecords } from '../../local/lambda/take-records.ts';
import type { Services } from '../../local/services/start-services.ts';
import { type QueueName, queueVariables } from '../../shared/queues.ts';
import { type TableName, tables } from '../../shared/tables.ts';

type Item = Record<string, AttributeValue>;
type Stored = {
  readonly Body: Uint8Array;
  readonly Metadata: Record<string, string>;
  readonly etag: string | undefined;
};
type Waiting = { readonly body: string; readonly group: string | undefined };

/** All that the services hold at one moment, the events that were published aside. */
export type StoreCopy = {
  readonly tables: Readonly<Record<TableName, ReadonlyMap<string, Item>>>;
  readonly objects: ReadonlyMap<string, Stored>;
  readonly messages: Readonly<Record<QueueName, readonly Waiting[]>>;
};

const tableNames = Object.keys(tables) as TableName[];
const queueNames = Object.keys(queueVariables) as QueueName[];

export async function copyStore(services: Services): Promise<StoreCopy> {
  const messages = await copyMessages(services);
  return { tables: await copyTables(services), objects: await copyObjects(services), messages };
}

/** Takes the messages that wait, and puts them back. */
async function copyMessages(services: Services): Promise<StoreCopy['messages']> {
  const taken = queueNames.map(async (queue) => [queue, await takeOut(services, queue)] as const);
  const messages = Object.fromEntries(await Promise.all(taken)) as StoreCopy['messages'];
  await putInQueues(services, messages);
  return messages;
}

/** Makes the services hold again what they held then, and nothing else. */
export async function putBack(services: Services, copy: StoreCopy): Promise<void> {
  const now = await copyTables(services);
  await Promise.all([
    ...tableNames.map((table) => putTableBack(services, table, [now[table], copy.tables[table]])),
    putObjectsBack(services, copy.objects),
  ]);
  for (const queue of queueNames) await takeOut(services, queue);
  await putInQueues(services, copy.messages);
}

async function copyTables({ clients, names }: Services): Promise<StoreCopy['tables']> {
  const copies = tableNames.map(async (table) => {
    const items = new Map<string, Item>();
    const pages = paginateScan({ client: clients.dynamo }, { TableName: names.tables[table] });
    for await (const { Items = [] } of pages)
      for (const item of Items) items.set(JSON.stringify(keyOf(table, item)), item);
    return [table, items] as const;
  });
  const copied: Partial<Record<TableName, ReadonlyMap<string, Item>>> = Object.fromEntries(
    await Promise.all(copies),
  );
  return copied as StoreCopy['tables'];
}

function keyOf(table: TableName, item: Item): Item {
  const { partitionKey, sortKey } = { sortKey: undefined, ...tables[table] };
  const names = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  return Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}

type FromTo = readonly [now: ReadonlyMap<string, Item>, then: ReadonlyMap<string, Item>];

async function putTableBack({ clients, names }: Services, table: TableName, [now, then]: FromTo) {
  const writes = [
    ...[...then]
      .filter(([key, item]) => asText(now.get(key)) !== asText(item))
      .map(([, Item]) => ({ PutRequest: { Item } })),
    ...[...now]
      .filter(([key]) => !then.has(key))
      .map(([, item]) => ({ DeleteRequest: { Key: keyOf(table, item) } })),
  ];
  for (let at = 0; at < writes.length; at += 25) {
    const RequestItems = { [names.tables[table]]: writes.slice(at, at + 25) };
    const { UnprocessedItems = {} } = await clients.dynamo.send(
      new BatchWriteItemCommand({ RequestItems }),
    );
    if (Object.keys(UnprocessedItems).length > 0) throw new Error(`${table} was not put back`);
  }
}

const asText = (item: Item | undefined): string =>
  JSON.stringify(item, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );

async function copyObjects(services: Services): Promise<StoreCopy['objects']> {
  const { clients, names } = services;
  const objects = new Map<string, Stored>();
  for (const [Key, etag] of await listObjects(services)) {
    const { Body, Metadata = {} } = await clients.s3.send(
      new GetObjectCommand({ Bucket: names.bucket, Key }),
    );
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    objects.set(Key, { Body: bytes, Metadata, etag });
  }
  return objects;
}

async function listObjects({ clients, names }: Services) {
  const { Contents = [], IsTruncated } = await clients.s3.send(
    new ListObjectsV2Command({ Bucket: names.bucket }),
  );
  if (IsTruncated) throw new Error('more objects than one list holds');
  return new Map(Contents.map(({ Key = '', ETag }) => [Key, ETag]));
}

async function putObjectsBack(services: Services, objects: StoreCopy['objects']): Promise<void> {
  const { clients, names } = services;
  const there = await listObjects(services);
  const Bucket = names.bucket;
  for (const Key of there.keys())
    if (!objects.has(Key)) await clients.s3.send(new DeleteObjectCommand({ Bucket, Key }));
  for (const [Key, { etag, ...stored }] of objects)
    if (there.get(Key) !== etag)
      await clients.s3.send(new PutObjectCommand({ Bucket, Key, ...stored }));
}

async function takeOut(services: Services, queue: QueueName): Promise<readonly Waiting[]> {
  const records = await takeRecords(services.clients.sqs, services.queueUrls.queues[queue]);
  return records.map(({ body, attributes }) => ({ body, group: attributes.MessageGroupId }));
}

let copies = 0;

async function putInQueues({ clients, queueUrls }: Services, messages: StoreCopy['messages']) {
  for (const queue of queueNames)
    for (const { body, group } of messages[queue]) {
      const QueueUrl = queueUrls.queues[queue];
      // The queue must not take a message that is put back for one that it has seen.
      const fifo = QueueUrl.endsWith('.fifo') && { MessageDeduplicationId: `copy-${copies++}` };
      const grouped = group !== undefined && { MessageGroupId: group };
      await clients.sqs.send(
        new SendMessageCommand({ QueueUrl, MessageBody: body, ...grouped, ...fifo }),
      );
    }
}
