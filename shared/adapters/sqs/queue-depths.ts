import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';

export type QueueDepth = {
  readonly queue: string;
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** For how long the oldest message has waited, where that is known. */
  readonly oldestSeconds?: number;
};

/** SQS itself tells the age of messages to CloudWatch alone. */
type AgeOf = (queueName: string) => number | undefined;

const redrivePolicy = z.object({ deadLetterTargetArn: z.string() });

/** How many messages wait in each queue, its dead-letter queue and the quarantine; SQS counts roughly. */
export async function queueDepths(
  sqs: SQSClient,
  urls: Readonly<Record<string, string>>,
  ageOf: AgeOf = () => undefined,
): Promise<QueueDepth[]> {
  const aged = (url: string, depth: QueueDepth): QueueDepth => {
    const oldestSeconds = ageOf(url.split('/').at(-1) ?? '');
    return oldestSeconds === undefined ? depth : { ...depth, oldestSeconds };
  };
  const depths = await Promise.all(
    Object.entries(urls).map(async ([queue, url]) => {
      const attributes = await attributesOf(sqs, url);
      const deadLetters = await deadLettersOf(sqs, attributes['RedrivePolicy']);
      if (deadLetters === undefined) return [aged(url, depthOf(queue, attributes))];
      const dead = depthOf(`${queue} dead letters`, deadLetters.attributes);
      return [aged(url, depthOf(queue, attributes)), aged(deadLetters.url, dead)];
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
): Promise<{ readonly url: string; readonly attributes: Attributes } | undefined> {
  if (policy === undefined) return undefined;
  const { deadLetterTargetArn } = redrivePolicy.parse(JSON.parse(policy));
  const QueueName = deadLetterTargetArn.split(':').at(-1);
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  return { url: QueueUrl, attributes: await attributesOf(sqs, QueueUrl) };
}

const depthOf = (queue: string, attributes: Attributes): QueueDepth => ({
  queue,
  waiting: Number(attributes['ApproximateNumberOfMessages'] ?? 0),
  inFlight: Number(attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0),
  delayed: Number(attributes['ApproximateNumberOfMessagesDelayed'] ?? 0),
});
