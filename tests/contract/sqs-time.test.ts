import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { itLocally } from './on-aws.ts';
import { bodies, withSqs } from './sqs-clients.ts';

const { sqs, newQueue, send, receive, attributes, pass } = withSqs();

describe('time in SQS', () => {
  it('hides a received message until its visibility timeout has passed', async () => {
    const queue = await newQueue({ VisibilityTimeout: '3' });
    await send(queue, 'work');
    const [first] = await receive(queue);
    expect(await receive(queue)).toEqual([]);
    expect(await attributes(queue)).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '1' });
    await pass(4);
    const [second] = await receive(queue);
    expect(second?.MessageId).toBe(first?.MessageId);
    expect(second?.Attributes).toMatchObject({
      ApproximateReceiveCount: '2',
      ApproximateFirstReceiveTimestamp: first?.Attributes?.['ApproximateFirstReceiveTimestamp'],
      SentTimestamp: first?.Attributes?.['SentTimestamp'],
    });
  });

  it('delays a message when its sender says so', async () => {
    const queue = await newQueue();
    await send(queue, 'later', { DelaySeconds: 3 });
    await send(queue, 'now');
    expect(bodies(await receive(queue))).toEqual(['now']);
    expect(await attributes(queue)).toMatchObject({ ApproximateNumberOfMessagesDelayed: '1' });
    await pass(4);
    expect(bodies(await receive(queue))).toEqual(['later']);
  });

  it('delays all messages when the queue says so', async () => {
    const queue = await newQueue({ DelaySeconds: '3' });
    await send(queue, 'later');
    await send(queue, 'at once', { DelaySeconds: 0 });
    expect(bodies(await receive(queue))).toEqual(['at once']);
    await pass(4);
    expect(bodies(await receive(queue))).toEqual(['later']);
  });

  it.each([-1, 901])('refuses a delay of %i s', async (DelaySeconds) => {
    const queue = await newQueue();
    await expect(send(queue, 'x', { DelaySeconds })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('lets a consumer keep a message for longer, or give it back at once', async () => {
    const queue = await newQueue({ VisibilityTimeout: '3' });
    await send(queue, 'work');
    const [message] = await receive(queue);
    const change = (VisibilityTimeout: number) =>
      sqs().send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queue,
          ReceiptHandle: message?.ReceiptHandle,
          VisibilityTimeout,
        }),
      );
    await change(60);
    await pass(4);
    expect(await receive(queue)).toEqual([]);
    await change(0);
    await expect(change(5)).rejects.toMatchObject({ name: 'MessageNotInflight' });
    expect(bodies(await receive(queue))).toEqual(['work']);
  });

  it('answers a long poll as soon as a message comes', async () => {
    const queue = await newQueue();
    const started = performance.now();
    const polling = receive(queue, { WaitTimeSeconds: 10 });
    await sleep(200);
    await send(queue, 'news');
    expect(bodies(await polling)).toEqual(['news']);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('answers a long poll when a hidden message shows again', async () => {
    const queue = await newQueue({ VisibilityTimeout: '1' });
    await send(queue, 'again');
    await receive(queue);
    expect(bodies(await receive(queue, { WaitTimeSeconds: 5 }))).toEqual(['again']);
  });

  it('ends a long poll with nothing when its time is up', async () => {
    const queue = await newQueue();
    const started = performance.now();
    expect(await receive(queue, { WaitTimeSeconds: 1 })).toEqual([]);
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  itLocally('hands nothing to a client that has hung up', async () => {
    const queue = await newQueue();
    const hangUp = new AbortController();
    const polling = sqs().send(new ReceiveMessageCommand({ QueueUrl: queue, WaitTimeSeconds: 5 }), {
      abortSignal: hangUp.signal,
    });
    await sleep(100);
    hangUp.abort();
    await expect(polling).rejects.toThrow();
    await sleep(100);
    await send(queue, 'kept');
    await sleep(100);
    expect(bodies(await receive(queue))).toEqual(['kept']);
  });

  itLocally('forgets a message after the retention period', async () => {
    const queue = await newQueue({ MessageRetentionPeriod: '60' });
    await send(queue, 'old');
    await pass(61);
    expect(await receive(queue)).toEqual([]);
    expect(await attributes(queue)).toMatchObject({ ApproximateNumberOfMessages: '0' });
  });
});

describe('deletion in SQS', () => {
  it('removes a message for good', async () => {
    const queue = await newQueue({ VisibilityTimeout: '1' });
    await send(queue, 'done');
    const [message] = await receive(queue);
    const deletion = new DeleteMessageCommand({
      QueueUrl: queue,
      ReceiptHandle: message?.ReceiptHandle,
    });
    await sqs().send(deletion);
    await sqs().send(deletion); // A second deletion is a success, too.
    await pass(2);
    expect(await receive(queue)).toEqual([]);
  });

  it('counts while nobody else has received the message, even late', async () => {
    const queue = await newQueue({ VisibilityTimeout: '1' });
    await send(queue, 'slow');
    const [message] = await receive(queue);
    await pass(2);
    await sqs().send(
      new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle }),
    );
    expect(await receive(queue)).toEqual([]);
  });

  itLocally('with the receipt of an earlier delivery does nothing', async () => {
    const queue = await newQueue({ VisibilityTimeout: '1' });
    await send(queue, 'twice');
    const [first] = await receive(queue);
    await pass(2);
    const [second] = await receive(queue);
    await sqs().send(
      new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: first?.ReceiptHandle }),
    );
    await pass(2);
    expect((await receive(queue))[0]?.MessageId).toBe(second?.MessageId);
  });

  it('needs a receipt', async () => {
    const queue = await newQueue();
    await expect(
      sqs().send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: 'none' })),
    ).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  it('of everything is a purge', async () => {
    const queue = await newQueue();
    await send(queue, 'a');
    await send(queue, 'b', { DelaySeconds: 100 });
    await sqs().send(new PurgeQueueCommand({ QueueUrl: queue }));
    await pass(60);
    expect(await attributes(queue)).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesDelayed: '0',
    });
  });
});
