import { type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueUrls } from './services/create-queues.ts';

/** Messages that nobody will try again of themselves. */
export type Aside = {
  /** Failed as often as they may. */
  readonly deadLetters: readonly { readonly queue: string; readonly body: string }[];
  /** Can never succeed. */
  readonly quarantined: readonly { readonly step: string; readonly reason: string }[];
};

const mostMessages = 500;
/** So long do they stay hidden once read; the services give them back when they start again. */
const hiddenSeconds = 60;

/** Reads what lies in the dead-letter queues and in the quarantine, and leaves it there. */
export async function readAside(
  sqs: SQSClient,
  { deadLetters, quarantine }: QueueUrls,
): Promise<Aside> {
  const dead = await Promise.all(
    Object.entries(deadLetters).map(async ([queue, url]) =>
      (await readAll(sqs, url)).map(({ Body = '' }) => ({ queue, body: Body })),
    ),
  );
  const quarantined = (await readAll(sqs, quarantine)).map(({ Body = '{}' }) => {
    const { step, reason } = JSON.parse(Body);
    return { step: String(step), reason: String(reason) };
  });
  return { deadLetters: dead.flat(), quarantined };
}

async function readAll(sqs: SQSClient, QueueUrl: string): Promise<Message[]> {
  const all: Message[] = [];
  while (all.length < mostMessages) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        ...{ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 },
        VisibilityTimeout: hiddenSeconds,
      }),
    );
    if (Messages.length === 0) break;
    all.push(...Messages);
  }
  return all;
}
