import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { type EventSource, runEventSources } from '../../local/event-source-loop.ts';
import { bodies, withSqs } from './sqs-clients.ts';

const { sqs, newQueue, send, receive, attributes, arn } = withSqs();

type Handler = EventSource['handler'];
const source = (queueUrl: string, handler: Handler, more: Partial<EventSource> = {}) => ({
  name: 'step',
  queueUrl,
  handler,
  batchSize: 10,
  concurrency: 5,
  timeoutSeconds: 5,
  ...more,
});
const untilIdle = (...sources: EventSource[]) =>
  runEventSources({ sources, sqs: sqs(), until: 'idle' });

const isEmpty = async (queue: string) => {
  const counts = await attributes(queue);
  return [
    counts['ApproximateNumberOfMessages'],
    counts['ApproximateNumberOfMessagesNotVisible'],
    counts['ApproximateNumberOfMessagesDelayed'],
  ].every((count) => count === '0');
};

describe('the event-source loop', () => {
  it('hands a function what Lambda would, and deletes what it has handled', async () => {
    const queue = await newQueue();
    await send(queue, '{"task":"😀"}', {
      MessageGroupId: 'host.example',
      MessageAttributes: {
        text: { DataType: 'String', StringValue: 'x' },
        bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(1, 2) },
      },
    });
    const events: SQSEvent[] = [];
    await untilIdle(source(queue, async (event) => void events.push(event)));
    expect(events).toHaveLength(1);
    expect(events[0]?.Records).toMatchObject([
      {
        body: '{"task":"😀"}',
        messageId: expect.stringMatching(/^[\w-]{36}$/),
        receiptHandle: expect.any(String),
        md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventSource: 'aws:sqs',
        eventSourceARN: await arn(queue),
        awsRegion: (await arn(queue)).split(':')[3],
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: expect.any(String),
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
          MessageGroupId: 'host.example',
        },
        messageAttributes: {
          text: { dataType: 'String', stringValue: 'x' },
          bytes: { dataType: 'Binary', binaryValue: 'AQI=' },
        },
      },
    ]);
    expect(await isEmpty(queue)).toBe(true);
  });

  it('delivers again only the messages that the function reports', async () => {
    const queue = await newQueue({ VisibilityTimeout: '1' });
    for (const body of ['a', 'b', 'c']) await send(queue, body);
    const seen: string[] = [];
    await untilIdle(
      source(queue, async ({ Records }) => {
        const failed = Records.filter(({ body }) => body === 'b' && !seen.includes('b'));
        seen.push(...Records.map(({ body }) => body));
        return { batchItemFailures: failed.map((each) => ({ itemIdentifier: each.messageId })) };
      }),
    );
    expect(seen.sort()).toEqual(['a', 'b', 'b', 'c']);
  });

  it.each<[string, Handler]>([
    ['throws', async () => Promise.reject(new Error('bug'))],
    [
      'throws before it awaits',
      () => {
        throw new Error('bug');
      },
    ],
    ['reports no id', async () => ({ batchItemFailures: [{ itemIdentifier: '' }] })],
    ['reports an unknown id', async () => ({ batchItemFailures: [{ itemIdentifier: 'none' }] })],
    ['does not end in time', () => sleep(1500, undefined, { ref: false })],
  ])('delivers the whole batch again when the function %s', async (_, failing) => {
    const queue = await newQueue({ VisibilityTimeout: '1' });
    for (const body of ['a', 'b']) await send(queue, body);
    const seen: string[] = [];
    const handler: Handler = (event) => {
      const first = event.Records.every(
        ({ attributes: { ApproximateReceiveCount } }) => ApproximateReceiveCount === '1',
      );
      seen.push(...event.Records.map(({ body }) => body));
      return first ? failing(event) : Promise.resolve();
    };
    await untilIdle(source(queue, handler, { timeoutSeconds: 0.2 }));
    expect(seen.sort()).toEqual(['a', 'a', 'b', 'b']);
  });

  it('tries a failed batch again as soon as it is told to, in order', async () => {
    const queue = await newQueue({ FifoQueue: 'true', VisibilityTimeout: '1000' });
    for (const body of ['a', 'b']) {
      await send(queue, body, { MessageGroupId: 'g', MessageDeduplicationId: body });
    }
    const tries: string[] = [];
    await runEventSources({
      sqs: sqs(),
      until: 'idle',
      retrySeconds: 0,
      sources: [
        source(queue, async ({ Records }) => {
          tries.push(...Records.map(({ body }) => body));
          if (tries.length < 3) throw new Error('hiccup');
        }),
      ],
    });
    expect(tries.filter((body) => body === 'a')).toHaveLength(2);
    expect(tries.at(-1)).toBe('b');
  });

  it('leaves what always fails to the dead-letter queue', async () => {
    const dead = await newQueue();
    const deadLetterTargetArn = await arn(dead);
    const queue = await newQueue({
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 }),
    });
    await send(queue, 'poison');
    let tries = 0;
    const outcomes: unknown[] = [];
    await runEventSources({
      sqs: sqs(),
      until: 'idle',
      onBatch: ({ source: name, messages, failed, error }) =>
        outcomes.push([name, messages, failed, String(error)]),
      sources: [
        source(queue, async () => {
          tries++;
          throw new Error('bug');
        }),
      ],
    });
    expect(tries).toBe(3);
    expect(outcomes[0]).toEqual(['step', 1, 1, 'Error: bug']);
    expect(bodies(await receive(dead))).toEqual(['poison']);
  });

  it('runs a chain of functions until none has anything left, delayed messages too', async () => {
    const [first, second] = [await newQueue(), await newQueue()];
    const ended: string[] = [];
    for (let at = 0; at < 25; at++) await send(first, `m${at}`);
    await untilIdle(
      source(first, async ({ Records }) => {
        for (const { body } of Records) await send(second, body, { DelaySeconds: 1 });
      }),
      source(second, async ({ Records }) => void ended.push(...Records.map(({ body }) => body))),
    );
    expect(new Set(ended).size).toBe(25);
    expect((await isEmpty(first)) && (await isEmpty(second))).toBe(true);
  });

  it('does not wait for messages that are put off for longer than is worth it', async () => {
    const queue = await newQueue();
    await send(queue, 'now');
    await send(queue, 'later', { DelaySeconds: 600 });
    const seen: string[] = [];
    await runEventSources({
      sqs: sqs(),
      until: 'idle',
      isWorthWaiting: () => false,
      sources: [
        source(queue, async ({ Records }) => void seen.push(...Records.map(({ body }) => body))),
      ],
    });
    expect(seen).toEqual(['now']);
  });

  it('runs no more invocations at once than the source allows', async () => {
    const queue = await newQueue();
    for (let at = 0; at < 12; at++) await send(queue, `m${at}`);
    let [now, most] = [0, 0];
    await untilIdle(
      source(
        queue,
        async () => {
          now++;
          most = Math.max(most, now);
          await sleep(30);
          now--;
        },
        { batchSize: 1, concurrency: 3 },
      ),
    );
    expect(most).toBe(3);
  });

  it('keeps the order of a group of a FIFO queue, and stops it at a failure', async () => {
    const queue = await newQueue({ FifoQueue: 'true', VisibilityTimeout: '1' });
    for (let at = 0; at < 30; at++) {
      const group = at % 2 === 0 ? 'even' : 'odd';
      await send(queue, String(at), { MessageGroupId: group, MessageDeduplicationId: String(at) });
    }
    const done: number[] = [];
    let failures = 0;
    await untilIdle(
      source(
        queue,
        async ({ Records }) => {
          const from = Records.findIndex(({ body }) => body === '8' && failures === 0);
          if (from !== -1) failures++;
          const stop = from === -1 ? Records.length : from;
          await sleep(5);
          done.push(...Records.slice(0, stop).map(({ body }) => Number(body)));
          return {
            batchItemFailures: Records.slice(stop).map((each) => ({
              itemIdentifier: each.messageId,
            })),
          };
        },
        { batchSize: 4 },
      ),
    );
    const even = done.filter((each) => each % 2 === 0);
    const odd = done.filter((each) => each % 2 === 1);
    expect(failures).toBe(1);
    expect(even).toEqual([...even].sort((a, b) => a - b));
    expect(odd).toEqual([...odd].sort((a, b) => a - b));
    expect(done).toHaveLength(30);
  });

  it('stops on a signal when the running batch is done, and drops nothing', async () => {
    const queue = await newQueue();
    for (let at = 0; at < 20; at++) await send(queue, `m${at}`);
    const stop = new AbortController();
    const [begun, ended]: [string[], string[]] = [[], []];
    const loop = runEventSources({
      sqs: sqs(),
      until: stop.signal,
      sources: [
        source(
          queue,
          async ({ Records }) => {
            begun.push(...Records.map(({ body }) => body));
            stop.abort();
            await sleep(100);
            ended.push(...Records.map(({ body }) => body));
          },
          { batchSize: 2, concurrency: 1 },
        ),
      ],
    });
    await loop;
    expect(ended).toEqual(begun);
    const left: string[] = [];
    await untilIdle(
      source(queue, async ({ Records }) => void left.push(...Records.map(({ body }) => body))),
    );
    expect([...ended, ...left]).toHaveLength(20);
  });

  it('does nothing when it was told to stop before it began', async () => {
    const queue = await newQueue();
    await sqs().send(new SendMessageCommand({ QueueUrl: queue, MessageBody: 'kept' }));
    const handler = () => Promise.reject(new Error('must not run'));
    await runEventSources({
      sqs: sqs(),
      until: AbortSignal.abort(),
      sources: [source(queue, handler)],
    });
    expect(bodies(await receive(queue))).toEqual(['kept']);
  });

  it('gives up when the queue is not there', async () => {
    const missing = `${await newQueue()}-none`;
    await expect(untilIdle(source(missing, async () => undefined))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });
});
