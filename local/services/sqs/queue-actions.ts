import * as z from 'zod';
import { type ActionContext, action, queueAt, queueUrl, textMap } from './action.ts';
import type { Queue } from './queue.ts';
import {
  checkSettings,
  defaultSettings,
  parseRedrivePolicy,
  unknownAttribute,
} from './queue-settings.ts';
import { SqsError } from './sqs-error.ts';

export const createQueue = action(
  z.object({ QueueName: z.string(), Attributes: textMap.default({}), tags: textMap.default({}) }),
  ({ QueueName, Attributes, tags }, { broker, addresses }) => {
    checkName(QueueName, Attributes['FifoQueue'] === 'true');
    checkSettings(Attributes, QueueName.endsWith('.fifo'));
    const existing = broker.queues.get(QueueName);
    if (existing === undefined) {
      const event = { type: 'queue', queue: QueueName, attributes: Attributes, tags } as const;
      broker.commit([{ ...event, at: broker.now() }]);
    } else {
      checkSame(existing, Attributes);
    }
    return { QueueUrl: addresses.urlOf(QueueName) };
  },
);

function checkName(name: string, isFifo: boolean): void {
  if (!/^[\w-]{1,80}$/.test(name.replace(/\.fifo$/, '')) || name.length > 80) {
    throw new SqsError(
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
  if (isFifo === name.endsWith('.fifo')) return;
  throw new SqsError(
    'InvalidParameterValue',
    'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
  );
}

/** Only attributes that the request names are compared, as SQS does. */
function checkSame(existing: Queue, attributes: Readonly<Record<string, string>>): void {
  const stored: Record<string, string> = { ...defaultSettings(), ...existing.attributes };
  const differing = Object.keys(attributes).find((name) => stored[name] !== attributes[name]);
  if (differing === undefined) return;
  throw new SqsError(
    'QueueNameExists',
    `A queue already exists with the same name and a different value for attribute ${differing}`,
  );
}

export const getQueueUrl = action(
  z.object({ QueueName: z.string() }),
  ({ QueueName }, { broker, addresses }) => ({
    QueueUrl: addresses.urlOf(broker.find(QueueName).name),
  }),
);

export const listQueues = action(
  z.object({
    QueueNamePrefix: z.string().default(''),
    MaxResults: z.number().int().min(1).max(1000).default(1000),
    NextToken: z.string().optional(),
  }),
  ({ QueueNamePrefix, MaxResults, NextToken = '' }, { broker, addresses }) => {
    const after = Buffer.from(NextToken, 'base64url').toString();
    const names = [...broker.queues.keys()]
      .filter((name) => name.startsWith(QueueNamePrefix) && name > after)
      .sort();
    const page = names.slice(0, MaxResults);
    const last = page.at(-1);
    return {
      QueueUrls: page.map(addresses.urlOf),
      ...(page.length < names.length &&
        last !== undefined && { NextToken: Buffer.from(last).toString('base64url') }),
    };
  },
);

export const deleteQueue = action(z.object({ QueueUrl: queueUrl }), ({ QueueUrl }, context) => {
  context.broker.commit([{ type: 'queue-gone', queue: queueAt(context, QueueUrl).name }]);
  return {};
});

export const purgeQueue = action(z.object({ QueueUrl: queueUrl }), ({ QueueUrl }, context) => {
  context.broker.commit([{ type: 'purged', queue: queueAt(context, QueueUrl).name }]);
  return {};
});

export const setQueueAttributes = action(
  z.object({ QueueUrl: queueUrl, Attributes: textMap }),
  ({ QueueUrl, Attributes }, context) => {
    const queue = queueAt(context, QueueUrl);
    checkSettings(Attributes, queue.isFifo);
    if ('FifoQueue' in Attributes && !queue.isFifo) throw unknownAttribute('FifoQueue');
    update(context, queue, { attributes: { ...queue.attributes, ...Attributes } });
    return {};
  },
);

function update(
  { broker }: ActionContext,
  { name: queue, attributes, tags }: Queue,
  change: Partial<Pick<Queue, 'attributes' | 'tags'>>,
): void {
  broker.commit([{ type: 'queue', queue, attributes, tags, ...change, at: broker.now() }]);
}

export const getQueueAttributes = action(
  z.object({ QueueUrl: queueUrl, AttributeNames: z.array(z.string()).default([]) }),
  ({ QueueUrl, AttributeNames }, context) => {
    const all = attributesOf(queueAt(context, QueueUrl), context);
    if (AttributeNames.includes('All')) return { Attributes: all };
    const chosen = Object.entries(all).filter(([name]) => AttributeNames.includes(name));
    return chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) };
  },
);

function attributesOf(
  queue: Queue,
  { broker, addresses }: ActionContext,
): Readonly<Record<string, string>> {
  const { visible, inFlight, delayed } = queue.count(broker.now());
  return {
    ...defaultSettings(),
    ...(queue.isFifo && {
      FifoQueue: 'true',
      ContentBasedDeduplication: 'false',
      DeduplicationScope: 'queue',
      FifoThroughputLimit: 'perQueue',
    }),
    // An attribute that is set to nothing is not set.
    ...Object.fromEntries(Object.entries(queue.attributes).filter(([, value]) => value !== '')),
    QueueArn: addresses.arnOf(queue.name),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
  };
}

export const listDeadLetterSourceQueues = action(
  z.object({ QueueUrl: queueUrl }),
  ({ QueueUrl }, context) => {
    const { name } = queueAt(context, QueueUrl);
    const sources = [...context.broker.queues.values()].filter((source) => feeds(source, name));
    return { queueUrls: sources.map((source) => context.addresses.urlOf(source.name)) };
  },
);

/** Whether a queue's failures go to that dead-letter queue. */
export const feeds = ({ attributes }: Queue, deadLetterQueue: string): boolean =>
  parseRedrivePolicy(attributes['RedrivePolicy'])?.deadLetterQueue === deadLetterQueue;

export const tagQueue = action(
  z.object({ QueueUrl: queueUrl, Tags: textMap }),
  ({ QueueUrl, Tags }, context) => {
    const queue = queueAt(context, QueueUrl);
    update(context, queue, { tags: { ...queue.tags, ...Tags } });
    return {};
  },
);

export const untagQueue = action(
  z.object({ QueueUrl: queueUrl, TagKeys: z.array(z.string()) }),
  ({ QueueUrl, TagKeys }, context) => {
    const queue = queueAt(context, QueueUrl);
    const kept = Object.entries(queue.tags).filter(([key]) => !TagKeys.includes(key));
    update(context, queue, { tags: Object.fromEntries(kept) });
    return {};
  },
);

export const listQueueTags = action(z.object({ QueueUrl: queueUrl }), ({ QueueUrl }, context) => ({
  Tags: queueAt(context, QueueUrl).tags,
}));
