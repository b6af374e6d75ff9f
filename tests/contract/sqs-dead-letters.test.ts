import { setTimeout as sleep } from 'node:timers/promises';
import {
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { onAws } from './on-aws.ts';
import { bodies, withSqs } from './sqs-clients.ts';

const { sqs, newQueue, send, receive, arn, pass } = withSqs();

describe('dead letters in SQS', () => {
  const newPair = async (fifo: Record<string, string> = {}) => {
    const dead = await newQueue(fifo);
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: await arn(dead),
      maxReceiveCount: 2,
    });
    return { dead, queue: await newQueue({ ...fifo, VisibilityTimeout: '1', RedrivePolicy }) };
  };

  it('are messages that were received too often', async () => {
    const { dead, queue } = await newPair();
    const { MessageId } = await send(queue, 'poison');
    for (let tries = 0; tries < 2; tries++) {
      expect(await receive(queue)).toHaveLength(1);
      await pass(2);
    }
    expect(await receive(queue)).toEqual([]);
    const [letter] = await receive(dead);
    expect(letter).toMatchObject({
      Body: 'poison',
      MessageId,
      Attributes: { DeadLetterQueueSourceArn: await arn(queue) },
    });
  });

  it('go back to where they came from, counted from the start', async () => {
    const { dead, queue } = await newPair();
    await send(queue, 'poison');
    for (let tries = 0; tries < 3; tries++) {
      await receive(queue);
      await pass(2);
    }
    const SourceArn = await arn(dead);
    await sqs().send(new StartMessageMoveTaskCommand({ SourceArn }));
    if (onAws) await sleep(5000);
    const { Results } = await sqs().send(new ListMessageMoveTasksCommand({ SourceArn }));
    expect(Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
    const [back] = await receive(queue);
    expect(back).toMatchObject({ Body: 'poison', Attributes: { ApproximateReceiveCount: '1' } });
    expect(await receive(dead)).toEqual([]);
  });

  it('can be moved to another queue', async () => {
    const { dead, queue } = await newPair();
    const other = await newQueue();
    await send(queue, 'poison');
    for (let tries = 0; tries < 3; tries++) {
      await receive(queue);
      await pass(2);
    }
    await sqs().send(
      new StartMessageMoveTaskCommand({
        SourceArn: await arn(dead),
        DestinationArn: await arn(other),
      }),
    );
    if (onAws) await sleep(5000);
    expect(bodies(await receive(other))).toEqual(['poison']);
  });

  it('are not in a queue that gets none', async () => {
    const SourceArn = await arn(await newQueue());
    await expect(sqs().send(new StartMessageMoveTaskCommand({ SourceArn }))).rejects.toThrow();
    await expect(
      sqs().send(new StartMessageMoveTaskCommand({ SourceArn: `${SourceArn}-none` })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('tell which queues they come from', async () => {
    const { dead, queue } = await newPair();
    const { queueUrls } = await sqs().send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }),
    );
    expect(queueUrls).toEqual([queue]);
  });

  it('let the rest of their group go on in a FIFO queue', async () => {
    const { dead, queue } = await newPair({ FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    await send(queue, 'poison', { MessageGroupId: 'g' });
    await send(queue, 'sound', { MessageGroupId: 'g' });
    for (let tries = 0; tries < 2; tries++) {
      expect(bodies(await receive(queue, { MaxNumberOfMessages: 1 }))).toEqual(['poison']);
      await pass(2);
    }
    const next = await receive(queue);
    const later = next.length > 0 ? next : await receive(queue);
    expect(bodies(later)).toEqual(['sound']);
    expect(bodies(await receive(dead))).toEqual(['poison']);
  });
});
