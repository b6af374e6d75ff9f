import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { batchesOf } from '../../collections/batches-of.ts';
import { sendParts } from '../send-parts.ts';

type Item = Record<string, unknown>;

type Request = {
  readonly keys: readonly Item[];
  /** Sees every finished write, and costs twice as much. */
  readonly ConsistentRead?: boolean;
};

/**
 * The items that exist of many keys, in no order.
 *
 * @throws DependencyBusyError when DynamoDB keeps handing keys back
 */
export async function getMany(
  client: DynamoDBDocumentClient,
  table: string,
  { keys, ...options }: Request,
): Promise<Item[]> {
  const found: Item[] = [];
  for (const batch of batchesOf(keys, 100))
    await sendParts(batch, {
      service: `table ${table}`,
      async send(parts) {
        const answer: BatchGetCommandOutput = await client.send(
          new BatchGetCommand({ RequestItems: { [table]: { Keys: [...parts], ...options } } }),
        );
        found.push(...(answer.Responses?.[table] ?? []));
        return (answer.UnprocessedKeys?.[table]?.Keys ?? []).map((part) => ({ part }));
      },
    });
  return found;
}
