import { DeleteMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { itLocally } from './on-aws.ts';
import { bodies, withSqs } from './sqs-clients.ts';

const { sqs, newQueue, send, receive, pass } = withSqs();

describe('a FIFO queue in SQS', () => {
  const fifo = { FifoQueue: 'true', VisibilityTimeout: '2' };
  const post = (queue: string, group: string, text: string) =>
    send(queue, text, { MessageGroupId: group, MessageDeduplicationId: `${group}-${text}` });

  it('keeps the order of a group', async () => {
    const queue = await newQueue(fifo);
    for (let at = 0; at < 5; at++) await post(queue, 'ar', `m${at}`);
    const found = await receive(queue);
    expect(bodies(found)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
    const numbers = found.map(({ Attributes }) => Attributes?.['SequenceNumber'] ?? '');
    expect(numbers.every((number) => /^\d{20}$/.test(number))).toBe(true);
    expect([...numbers].sort()).toEqual(numbers);
  });

  it('delivers nothing of a group while some of it is in flight, and other groups meanwhile', async () => {
    const queue = await newQueue(fifo);
    await post(queue, 'ar', 'm0');
    await post(queue, 'ar', 'm1');
    const [first] = await receive(queue, { MaxNumberOfMessages: 1 });
    expect(first?.Body).toBe('m0');
    await post(queue, 'fr', 'n0');
    expect(bodies(await receive(queue))).toEqual(['n0']);
    await sqs().send(
      new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: first?.ReceiptHandle }),
    );
    expect(bodies(await receive(queue))).toEqual(['m1']);
  });

  it('delivers a failed message again before its successors', async () => {
    const queue = await newQueue(fifo);
    await post(queue, 'ar', 'm0');
    await post(queue, 'ar', 'm1');
    const [, second] = await receive(queue);
    await sqs().send(
      new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: second?.ReceiptHandle }),
    );
    await post(queue, 'ar', 'm2');
    expect(await receive(queue)).toEqual([]);
    await pass(3);
    expect(bodies(await receive(queue))).toEqual(['m0', 'm2']);
  });

  it('refuses to delete with a receipt whose time is up', async () => {
    const queue = await newQueue(fifo);
    await post(queue, 'ar', 'm0');
    const [message] = await receive(queue);
    await pass(3);
    await expect(
      sqs().send(
        new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('takes a message once, by the id that its sender gives', async () => {
    const queue = await newQueue(fifo);
    const first = await post(queue, 'ar', 'same');
    const second = await post(queue, 'ar', 'same');
    expect(second.MessageId).toBe(first.MessageId);
    expect(second.SequenceNumber).toBe(first.SequenceNumber);
    const [message] = await receive(queue);
    await sqs().send(
      new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle }),
    );
    await post(queue, 'ar', 'same');
    expect(await receive(queue)).toEqual([]);
  });

  itLocally('takes it again after five minutes', async () => {
    const queue = await newQueue(fifo);
    await post(queue, 'ar', 'same');
    await pass(301);
    await post(queue, 'ar', 'same');
    expect(bodies(await receive(queue))).toEqual(['same', 'same']);
  });

  it('takes a message once by its content, when it is set so', async () => {
    const queue = await newQueue({ ...fifo, ContentBasedDeduplication: 'true' });
    await send(queue, 'same', { MessageGroupId: 'ar' });
    await send(queue, 'same', { MessageGroupId: 'ar' });
    expect(await receive(queue)).toHaveLength(1);
  });

  it('needs a group and an id, and no delay', async () => {
    const queue = await newQueue(fifo);
    await expect(send(queue, 'x')).rejects.toThrow(/MessageGroupId/);
    await expect(send(queue, 'x', { MessageGroupId: 'g' })).rejects.toThrow(/Deduplication/);
    await expect(
      send(queue, 'x', { MessageGroupId: 'g', MessageDeduplicationId: 'd', DelaySeconds: 1 }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(
      send(await newQueue(), 'x', { MessageDeduplicationId: 'd' }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});
