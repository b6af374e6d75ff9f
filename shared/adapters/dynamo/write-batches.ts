import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { batchesOf } from '../../collections/batches-of.ts';
import { sendParts } from '../send-parts.ts';

type Requests = NonNullable<BatchWriteCommandInput['RequestItems']>[string];

/** Sends puts and deletes of one table, in as few requests as it can; all of them are done when it returns. */
export async function writeBatches(
  client: DynamoDBDocumentClient,
  table: string,
  requests: Requests,
): Promise<void> {
  for (const batch of batchesOf(requests, 25))
    await sendParts(batch, {
      service: `table ${table}`,
      async send(parts) {
        const answer: BatchWriteCommandOutput = await client.send(
          new BatchWriteCommand({ RequestItems: { [table]: [...parts] } }),
        );
        return (answer.UnprocessedItems?.[table] ?? []).map((part) => ({ part }));
      },
    });
}
