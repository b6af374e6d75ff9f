import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import {
  deadLetterRetentionDays,
  type QueueDefinition,
  type QueueName,
  queues,
  visibilityTimeoutSeconds,
} from '../../shared/queues.ts';
import type { ResourceNames } from './resource-names.ts';

/** Where the queues of one installation are. */
export type QueueUrls = {
  readonly queues: Readonly<Record<QueueName, string>>;
  readonly deadLetters: Readonly<Record<QueueName, string>>;
  readonly quarantine: string;
};

type Options = {
  /** Instead of the timeout that is deployed. */
  readonly visibilitySeconds?: number | undefined;
};

const retention = { MessageRetentionPeriod: String(deadLetterRetentionDays * 24 * 60 * 60) };

/** Creates the queues that are missing, and sets all to what their definitions say. */
export async function createQueues(
  sqs: SQSClient,
  names: ResourceNames,
  { visibilitySeconds }: Options = {},
): Promise<QueueUrls> {
  const create = async (queue: QueueName) => {
    const definition: QueueDefinition = queues[queue];
    const fifo = fifoAttributes(definition);
    const deadLetters = await createQueue(sqs, names.deadLetters[queue], {
      fixed: fifo,
      settings: retention,
    });
    const main = await createQueue(sqs, names.queues[queue], {
      fixed: fifo,
      settings: {
        VisibilityTimeout: String(visibilitySeconds ?? visibilityTimeoutSeconds(definition)),
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: deadLetters.arn,
          maxReceiveCount: definition.maxReceiveCount,
        }),
      },
    });
    return { queue, main: main.url, deadLetters: deadLetters.url };
  };
  // Object.keys forgets the type of the keys.
  const created = await Promise.all((Object.keys(queues) as QueueName[]).map(create));
  const quarantine = await createQueue(sqs, names.quarantine, { fixed: {}, settings: retention });
  const byName = (urlOf: (one: (typeof created)[number]) => string) =>
    Object.fromEntries(created.map((one) => [one.queue, urlOf(one)])) as Record<QueueName, string>;
  return {
    queues: byName(({ main }) => main),
    deadLetters: byName(({ deadLetters }) => deadLetters),
    quarantine: quarantine.url,
  };
}

const fifoAttributes = ({ fifo }: QueueDefinition): Readonly<Record<string, string>> =>
  fifo ? { FifoQueue: 'true' } : {};

type Attributes = Readonly<Record<string, string>>;

async function createQueue(
  sqs: SQSClient,
  name: string,
  { fixed, settings }: { fixed: Attributes; settings: Attributes },
): Promise<{ url: string; arn: string }> {
  const Attributes = { ...fixed, ...settings };
  let url = await findQueue(sqs, name);
  if (url === undefined) {
    url = (await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }))).QueueUrl;
  } else {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: settings }));
  }
  if (url === undefined) throw new Error(`SQS gave queue ${name} no URL`);
  const { Attributes: { QueueArn } = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  if (QueueArn === undefined) throw new Error(`SQS gave queue ${name} no ARN`);
  return { url, arn: QueueArn };
}

async function findQueue(sqs: SQSClient, name: string): Promise<string | undefined> {
  try {
    return (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}
