import { setTimeout } from 'node:timers/promises';
import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { batchesOf } from '../../collections/batches-of.ts';

type Item = Record<string, unknown>;

/** How often DynamoDB may hand keys back before we give up; it does so when it is throttled. */
const maxRounds = 6;

type Request = {
  readonly keys: readonly Item[];
  /** Sees every finished write, and costs twice as much. */
  readonly ConsistentRead?: boolean;
};

/**
 * The items that exist of many keys, in no order.
 *
 * @throws when DynamoDB keeps handing keys back
 */
export async function getMany(
  client: DynamoDBDocumentClient,
  table: string,
  { keys, ...options }: Request,
): Promise<Item[]> {
  const found: Item[] = [];
  for (const batch of batchesOf(keys, 100)) {
    let left: Item[] = batch;
    for (let round = 0; left.length > 0; round++) {
      if (round === maxRounds) throw new Error(`table ${table} is throttled`);
      if (round > 0) await setTimeout(50 * 2 ** round);
      const answer: BatchGetCommandOutput = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ...options } } }),
      );
      found.push(...(answer.Responses?.[table] ?? []));
      left = answer.UnprocessedKeys?.[table]?.Keys ?? [];
    }
  }
  return found;
}
