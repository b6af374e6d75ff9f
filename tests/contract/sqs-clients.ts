import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll } from 'vitest';
import { type SqsService, startSqs } from '../../local/services/sqs/server.ts';
import { adjustableClock, localClient, onAws, uniqueName } from './on-aws.ts';

/** An SQS, local or real, with the few calls that every test of it makes. */
export function withSqs() {
  const { clock, pass } = adjustableClock();
  const created: string[] = [];
  let service: SqsService | undefined;
  let client: SQSClient | undefined;
  const sqs = () => {
    if (client === undefined) throw new Error('SQS is up only while tests run');
    return client;
  };

  beforeAll(async () => {
    service = onAws ? undefined : await startSqs({ clock });
    client = new SQSClient(service === undefined ? {} : localClient(service.endpoint));
  });
  afterAll(async () => {
    for (const QueueUrl of created) await sqs().send(new DeleteQueueCommand({ QueueUrl }));
    client?.destroy();
    await service?.stop();
  });

  const attributes = async (QueueUrl: string) =>
    (await sqs().send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })))
      .Attributes ?? {};
  return {
    pass,
    sqs,
    attributes,
    async newQueue(Attributes: Record<string, string> = {}): Promise<string> {
      const QueueName = uniqueName('queue') + (Attributes['FifoQueue'] === 'true' ? '.fifo' : '');
      const { QueueUrl = '' } = await sqs().send(new CreateQueueCommand({ QueueName, Attributes }));
      created.push(QueueUrl);
      return QueueUrl;
    },
    async arn(QueueUrl: string): Promise<string> {
      return (await attributes(QueueUrl))['QueueArn'] ?? '';
    },
    send: (QueueUrl: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
      sqs().send(new SendMessageCommand({ QueueUrl, MessageBody, ...more })),
    async receive(QueueUrl: string, more: object = {}): Promise<Message[]> {
      const { Messages = [] } = await sqs().send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          // AWS looks at some of its servers only, unless it may wait.
          WaitTimeSeconds: onAws ? 2 : 0,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
          ...more,
        }),
      );
      return Messages;
    },
  };
}

export const bodies = (messages: readonly Message[]): (string | undefined)[] =>
  messages.map(({ Body }) => Body);
