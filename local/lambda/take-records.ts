import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { recordOf } from './record-of.ts';

/** Takes every message off a queue that can be seen there, as the records that a function would get. */
export async function takeRecords(client: SQSClient, QueueUrl: string): Promise<SQSRecord[]> {
  const queueArn = `arn:aws:sqs:local:000000000000:${QueueUrl.split('/').at(-1)}`;
  const records: SQSRecord[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        ...{ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 },
        MessageSystemAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) return records;
    const Entries = Messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    records.push(...Messages.map((message) => recordOf(message, queueArn)));
  }
}
