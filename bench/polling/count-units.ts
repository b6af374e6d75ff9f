import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Capacity units that the requests of a client consumed, by table; those of indexes apart. */
export type Units = Record<string, { reads: number; writes: number; indexWrites: number }>;

/**
 * Counts what DynamoDB says that each request consumed, in the units that are current then.
 *
 * The embedded one says nothing of indexes nor of conditions that failed. Both are counted by the rules
 * of AWS: an entry of an index whose key changes is deleted and written; a condition that fails costs a
 * write, of the one unit that our items come to.
 */
export function countUnits(client: DynamoDBClient, unitsNow: () => Units): void {
  client.middlewareStack.add(
    (next) => async (request) => {
      const input = request.input as unknown as Input;
      const units = unitsNow();
      const table = nameOf(input.TableName ?? Object.keys(input.RequestItems ?? {})[0]);
      const of = units[table] ?? { reads: 0, writes: 0, indexWrites: 0 };
      units[table] = of;
      const asked = { ...request, input: { ...input, ReturnConsumedCapacity: 'TOTAL' } };
      try {
        const answer = await next(asked as unknown as typeof request);
        const { ConsumedCapacity } = answer.output as unknown as Output;
        const consumed = [ConsumedCapacity]
          .flat()
          .reduce((sum, of) => sum + (of?.CapacityUnits ?? 0), 0);
        if (!isWrite(input)) of.reads += consumed;
        else {
          of.writes += consumed;
          of.indexWrites += movesDueEntry(input) ? 2 : 0;
        }
        return answer;
      } catch (error) {
        if (isWrite(input)) of.writes += 1;
        throw error;
      }
    },
    { step: 'initialize', name: 'countUnits' },
  );
}

type Input = {
  readonly TableName?: string;
  /** Of a batch, which is one of reads here, from one table. */
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly Item?: object;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
};
type Consumed = { readonly CapacityUnits?: number };
type Output = { readonly ConsumedCapacity?: Consumed | readonly Consumed[] };

const isWrite = ({ Item, UpdateExpression }: Input): boolean =>
  Item !== undefined || UpdateExpression !== undefined;

/** At the most: a poll that keeps its schedule writes the same again, which costs nothing at the index. */
const movesDueEntry = ({ ExpressionAttributeNames = {} }: Input): boolean =>
  Object.values(ExpressionAttributeNames).includes('nextPollAt');

const nameOf = (table = ''): string => table.split('-').at(-1) ?? table;
