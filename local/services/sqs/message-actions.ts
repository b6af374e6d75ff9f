import * as z from 'zod';
import { action, checkBatch, queueAt, queueUrl, runBatch } from './action.ts';
import type { QueueEvent } from './broker.ts';
import { checkRange } from './checks.ts';
import { settingOf } from './queue-settings.ts';
import { presentMessage, receiveMessages } from './receive-message.ts';
import { decideHiding, findReceived } from './received-message.ts';
import { checkBatchSize, decideSending } from './send-message.ts';

const attributes = z.record(
  z.string(),
  z.object({
    DataType: z.string(),
    StringValue: z.string().optional(),
    BinaryValue: z.base64().optional(),
  }),
);

const draft = {
  MessageBody: z.string(),
  DelaySeconds: z.number().optional(),
  MessageAttributes: attributes.optional(),
  MessageSystemAttributes: attributes.optional(),
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
};

const batchOf = <Shape extends z.core.$ZodLooseShape>(entry: Shape) =>
  z.object({ QueueUrl: queueUrl, Entries: z.array(z.object({ Id: z.string(), ...entry })) });

export const sendMessage = action(z.object({ QueueUrl: queueUrl, ...draft }), (input, context) => {
  const { events, answer } = decideSending(context.broker, queueAt(context, input.QueueUrl), input);
  context.broker.commit(events);
  return answer;
});

export const sendMessageBatch = action(batchOf(draft), ({ QueueUrl, Entries }, context) => {
  const queue = queueAt(context, QueueUrl);
  checkBatch(Entries);
  checkBatchSize(Entries);
  return runBatch(Entries, (entry) => {
    // Committed one by one, as a later entry may repeat an earlier one.
    const { events, answer } = decideSending(context.broker, queue, entry);
    context.broker.commit(events);
    return answer;
  });
});

const names = z.array(z.string()).optional();

const receiveInput = z.object({
  QueueUrl: queueUrl,
  AttributeNames: names,
  MessageSystemAttributeNames: names,
  MessageAttributeNames: names,
  MaxNumberOfMessages: z.number().default(1),
  VisibilityTimeout: z.number().optional(),
  WaitTimeSeconds: z.number().optional(),
});

export const receiveMessage = action(receiveInput, async (input, context) => {
  const { broker, addresses, signal } = context;
  const queue = queueAt(context, input.QueueUrl);
  const visibilitySeconds = input.VisibilityTimeout ?? settingOf(queue, 'VisibilityTimeout');
  const waitSeconds = input.WaitTimeSeconds ?? settingOf(queue, 'ReceiveMessageWaitTimeSeconds');
  checkRange('MaxNumberOfMessages', input.MaxNumberOfMessages, [1, 10]);
  checkRange('VisibilityTimeout', visibilitySeconds, [0, 43_200]);
  checkRange('WaitTimeSeconds', waitSeconds, [0, 20]);

  const delivery = { limit: input.MaxNumberOfMessages, visibilitySeconds };
  // Real time, as the broker's clock may stand still.
  const end = performance.now() + 1000 * waitSeconds;
  let messages = receiveMessages(broker, queue, delivery);
  while (messages.length === 0 && performance.now() < end && !signal.aborted) {
    await broker.change(queue.name, signal);
    // Nobody is left to receive it: handed out now, a message would be hidden for nothing.
    if (signal.aborted) break;
    messages = receiveMessages(broker, broker.find(queue.name), delivery);
  }
  const wanted = {
    systemAttributes: [
      ...(input.AttributeNames ?? []),
      ...(input.MessageSystemAttributeNames ?? []),
    ],
    attributes: input.MessageAttributeNames ?? [],
  };
  if (messages.length === 0) return {};
  return { Messages: messages.map((each) => presentMessage(each, wanted, addresses.arnOf)) };
});

const received = { ReceiptHandle: z.string() };

export const deleteMessage = action(
  z.object({ QueueUrl: queueUrl, ...received }),
  (input, context) => {
    const queue = queueAt(context, input.QueueUrl);
    const { found } = findReceived(queue, input.ReceiptHandle, context.broker.now());
    if (found !== undefined) context.broker.commit([gone(queue.name, found.id)]);
    return {};
  },
);

const gone = (queue: string, id: string): QueueEvent => ({ type: 'gone', queue, ids: [id] });

export const deleteMessageBatch = action(batchOf(received), ({ QueueUrl, Entries }, context) => {
  const queue = queueAt(context, QueueUrl);
  return runBatch(Entries, ({ ReceiptHandle }) => {
    const { found } = findReceived(queue, ReceiptHandle, context.broker.now());
    if (found !== undefined) context.broker.commit([gone(queue.name, found.id)]);
    return {};
  });
});

export const changeMessageVisibility = action(
  z.object({ QueueUrl: queueUrl, ...received, VisibilityTimeout: z.number() }),
  (input, context) => {
    context.broker.commit([
      decideHiding(queueAt(context, input.QueueUrl), input, context.broker.now()),
    ]);
    return {};
  },
);

export const changeMessageVisibilityBatch = action(
  batchOf({ ...received, VisibilityTimeout: z.number() }),
  ({ QueueUrl, Entries }, context) => {
    const queue = queueAt(context, QueueUrl);
    return runBatch(Entries, (entry) => {
      context.broker.commit([decideHiding(queue, entry, context.broker.now())]);
      return {};
    });
  },
);
