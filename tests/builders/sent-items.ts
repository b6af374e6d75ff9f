import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type Item = Readonly<Record<string, unknown>>;

type Sent = {
  readonly Item?: Item;
  readonly Key?: Item;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
  readonly RequestItems?: Readonly<Record<string, readonly { PutRequest?: { Item: Item } }[]>>;
};

/** A client that takes every write, and the items that it was sent: whole, or as an update sets them. */
export function sentItems(): { readonly client: DynamoDBDocumentClient; readonly items: Item[] } {
  const items: Item[] = [];
  const send = async ({ input }: { readonly input: Sent }) => {
    const { Item, Key, RequestItems = {}, ExpressionAttributeNames: names = {} } = input;
    const { ExpressionAttributeValues: values = {} } = input;
    if (Item !== undefined) items.push(Item);
    for (const requests of Object.values(RequestItems))
      for (const { PutRequest } of requests) if (PutRequest) items.push(PutRequest.Item);
    if (Key !== undefined) {
      const set = Object.entries(values).map(([place, value]) => [
        names[place.replace(':', '#')] ?? place,
        value,
      ]);
      items.push({ ...Key, ...Object.fromEntries(set) });
    }
    return {};
  };
  return { client: { send } as unknown as DynamoDBDocumentClient, items };
}
