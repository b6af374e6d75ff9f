import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';

export type QueueDepth = {
  readonly queue: string;
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
};

const redrivePolicy = z.object({ deadLetterTargetArn: z.string() });

/** How many messages wait in each queue, its dead-letter queue and the quarantine; SQS counts roughly. */
export async function queueDepths(
  sqs: SQSClient,
  urls: Readonly<Record<string, string>>,
): Promise<QueueDepth[]> {
  const depths = await Promise.all(
    Object.entries(urls).map(async ([queue, url]) => {
      const attributes = await attributesOf(sqs, url);
      const deadLetters = await deadLettersOf(sqs, attributes['RedrivePolicy']);
      return [
        depthOf(queue, attributes),
        ...(deadLetters ? [depthOf(`${queue} dead letters`, deadLetters)] : []),
      ];
    }),
  );
  return depths.flat();
}

type Attributes = Readonly<Record<string, string>>;

async function attributesOf(sqs: SQSClient, url: string): Promise<Attributes> {
  const request = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] });
  return (await sqs.send(request)).Attributes ?? {};
}

/** The queue itself says where its dead letters go. */
async function deadLettersOf(
  sqs: SQSClient,
  policy: string | undefined,
): Promise<Attributes | undefined> {
  if (policy === undefined) return undefined;
  const { deadLetterTargetArn } = redrivePolicy.parse(JSON.parse(policy));
  const QueueName = deadLetterTargetArn.split(':').at(-1);
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  return attributesOf(sqs, QueueUrl);
}

const depthOf = (queue: string, attributes: Attributes): QueueDepth => ({
  queue,
  waiting: Number(attributes['ApproximateNumberOfMessages'] ?? 0),
  inFlight: Number(attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0),
  delayed: Number(attributes['ApproximateNumberOfMessagesDelayed'] ?? 0),
});
