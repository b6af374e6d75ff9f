import {
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type BatchWriteCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { batchesOf } from '../../collections/batches-of.ts';
import { ConcurrentWriteError } from '../../errors.ts';

type Requests = NonNullable<BatchWriteCommandInput['RequestItems']>[string];

/** A batch that the table leaves unfinished is sent again so often, then the queue tries later. */
const mostTries = 6;

/** Sends puts and deletes of one table, in as few requests as it can; all of them are done when it returns. */
export async function writeBatches(
  client: DynamoDBDocumentClient,
  table: string,
  requests: Requests,
): Promise<void> {
  for (const batch of batchesOf(requests, 25)) {
    let rest: Requests | undefined = batch;
    for (let attempt = 0; rest !== undefined && rest.length > 0; attempt++) {
      if (attempt === mostTries) throw new ConcurrentWriteError(`table ${table}`);
      if (attempt > 0) await new Promise((done) => setTimeout(done, 25 * 2 ** attempt));
      const answer: BatchWriteCommandOutput = await client.send(
        new BatchWriteCommand({ RequestItems: { [table]: rest } }),
      );
      rest = answer.UnprocessedItems?.[table];
    }
  }
}
