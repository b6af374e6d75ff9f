import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readChanges } from '../../shared/adapters/dynamo/change-item.ts';
import type { ArticleRecord } from '../../shared/model/article.ts';
import type { Change } from '../../shared/model/change.ts';

type Item = Readonly<Record<string, unknown>>;
type Command = { readonly input: Record<string, never> };

/** What the log of changes and its reader ask of DynamoDB, over a list; two items a page. */
export function aChangeTable(
  records: Map<string, ArticleRecord>,
  before: (command: string) => Promise<void>,
) {
  const items = new Map<string, Item>();
  /** What was told, in whatever items. */
  const changes = () =>
    [...items.values()].flatMap((item) => readChanges(item, 'changes').changes as Change[]);
  const client = {
    async send(command: Command): Promise<unknown> {
      const { name } = command.constructor;
      await before(name);
      switch (name) {
        case 'PutCommand': {
          const item: Item = command.input['Item'] ?? {};
          items.set(String(item['changeKey']), item);
          return {};
        }
        case 'QueryCommand':
          return query(items, command.input);
        default:
          return update(records, command.input);
      }
    },
  };
  return { client: client as unknown as DynamoDBDocumentClient, items, changes };
}

function query(items: ReadonlyMap<string, Item>, input: Record<string, never>) {
  const values: Item = input['ExpressionAttributeValues'] ?? {};
  const start: Item | undefined = input['ExclusiveStartKey'];
  const found = [...items.values()]
    .filter(({ changedBucket }) => changedBucket === values[':key'])
    .filter(({ changeKey: key }) => String(key) >= String(values[':from']))
    .filter(({ changeKey: key }) => String(key) <= String(values[':to']))
    .filter(({ changeKey: key }) => start === undefined || String(key) > String(start['changeKey']))
    .sort((a, b) => (String(a['changeKey']) < String(b['changeKey']) ? -1 : 1));
  const page = found.slice(0, 2);
  return { Items: page, ...(found.length > 2 && { LastEvaluatedKey: page[1] }) };
}

function update(records: Map<string, ArticleRecord>, input: Record<string, never>) {
  const id = String(Reflect.get(input['Key'] ?? {}, 'articleId'));
  const values: Item = input['ExpressionAttributeValues'] ?? {};
  const stamp = String(Reflect.get(input['ExpressionAttributeNames'] ?? {}, '#stamp'));
  const record = records.get(id);
  if (record === undefined || Reflect.get(record, stamp) !== values[':from'])
    throw new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
  records.set(id, { ...record, [stamp]: values[':to'] } as ArticleRecord);
  return {};
}
