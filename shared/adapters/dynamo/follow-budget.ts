import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unlessConditionFails } from './conditional-write.ts';
import { schemaVersion } from './stored-item.ts';

/** No language begins like this, so that no term is like it. */
const term = '@followed';
const keptDays = 3;
const daySeconds = 24 * 60 * 60;

/** Counts what a day has spent in an item of LinkIndex, and gives no more than the day has. */
export const dynamoFollowBudget =
  (client: DynamoDBDocumentClient, table: string, perDay: number) =>
  async (day: string): Promise<boolean> => {
    const expiresAt = Date.parse(day) / 1000 + keptDays * daySeconds;
    const taken = await unlessConditionFails(
      client.send(
        new UpdateCommand({
          TableName: table,
          Key: { term, posting: day },
          UpdateExpression: 'SET expiresAt = :expires, schemaVersion = :version ADD used :one',
          ConditionExpression: 'attribute_not_exists(used) OR used < :most',
          ExpressionAttributeValues: {
            ...{ ':expires': expiresAt, ':version': schemaVersion },
            ...{ ':one': 1, ':most': perDay },
          },
        }),
      ),
    );
    return taken !== undefined;
  };
