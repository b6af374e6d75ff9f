import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { InvalidTaskError, SiteUnavailableError } from '../../../shared/errors.ts';
import type { QuarantinedMessage } from '../../../shared/messages.ts';
import { sqsHandler } from '../../../shared/runtime/sqs-handler.ts';

const aRecord = (id: string, body: unknown, group?: string, queue = 'q.fifo'): SQSRecord => ({
  messageId: id,
  receiptHandle: `handle-${id}`,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'x',
    ApproximateFirstReceiveTimestamp: '0',
    ...(group !== undefined && { MessageGroupId: group }),
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:eu-west-1:123456789012:${queue}`,
  awsRegion: 'eu-west-1',
});
const anEvent = (...Records: SQSRecord[]): SQSEvent => ({ Records });

/** A handler whose step does what the task says, and everything that it told. */
function aHandler({ quarantineFails = false } = {}) {
  const told = {
    ran: [] as string[],
    quarantined: [] as QuarantinedMessage[],
    counted: [] as string[],
  };
  const handler = sqsHandler({
    name: 'a-step',
    schema: z.strictObject({ do: z.string() }),
    step: async (task) => {
      told.ran.push(task.do);
      if (task.do === 'fail') throw new SiteUnavailableError('https://x.example/', 'is down');
      if (task.do === 'bug') throw new TypeError('undefined is not a function');
      if (task.do === 'poison') throw new InvalidTaskError('can never succeed');
      return { kind: 'done' };
    },
    quarantine: async (message) => {
      if (quarantineFails) throw new Error('no queue');
      told.quarantined.push(message);
    },
    observe: {
      done: ({ kind }) => void told.counted.push(kind),
      failed: (_error, fate) => void told.counted.push(fate),
    },
  });
  return { handler, told };
}

const failures = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

describe('a step as the handler of a queue', () => {
  it('hands back only the messages that failed', async () => {
    const { handler } = aHandler();

    const event = anEvent(
      aRecord('1', { do: 'a' }),
      aRecord('2', { do: 'fail' }),
      aRecord('3', { do: 'b' }),
    );

    expect(await handler(event)).toEqual(failures('2'));
  });

  it('retries a bug too', async () => {
    expect(await aHandler().handler(anEvent(aRecord('1', { do: 'bug' })))).toEqual(failures('1'));
  });

  it('sets poison aside with its reason', async () => {
    const { handler, told } = aHandler();

    expect(await handler(anEvent(aRecord('1', { do: 'poison' })))).toEqual(failures());
    expect(told.quarantined).toMatchObject([
      { step: 'a-step', code: 'invalid-task', body: '{"do":"poison"}' },
    ]);
  });

  it.each([['not JSON'], ['{"do":1}'], ['{"do":"a","extra":1}'], ['[]'], ['']])(
    'sets %j aside, which is no task',
    async (body) => {
      const { handler, told } = aHandler();

      expect(await handler(anEvent(aRecord('1', body)))).toEqual(failures());
      expect(told.quarantined).toMatchObject([{ code: 'invalid-task', body }]);
      expect(told.ran).toEqual([]);
    },
  );

  it('leaves poison in the queue when it cannot be set aside', async () => {
    const { handler } = aHandler({ quarantineFails: true });

    expect(await handler(anEvent(aRecord('1', { do: 'poison' })))).toEqual(failures('1'));
  });

  it('stops a group at its first failure, and goes on with the other groups', async () => {
    const { handler, told } = aHandler();
    const event = anEvent(
      aRecord('1', { do: 'a' }, 'ar'),
      aRecord('2', { do: 'fail' }, 'ar'),
      aRecord('3', { do: 'c' }, 'ar'),
      aRecord('4', { do: 'd' }, 'en'),
    );

    expect(await handler(event)).toEqual(failures('2', '3'));
    expect(told.ran.toSorted()).toEqual(['a', 'd', 'fail']);
  });

  it('runs all messages of a standard queue, whose groups are for fairness alone', async () => {
    const { handler, told } = aHandler();
    const event = anEvent(
      aRecord('1', { do: 'fail' }, 'news.example', 'q'),
      aRecord('2', { do: 'b' }, 'news.example', 'q'),
    );

    expect(await handler(event)).toEqual(failures('1'));
    expect(told.ran.toSorted()).toEqual(['b', 'fail']);
  });

  it('counts each message that it ran exactly once', async () => {
    const { handler, told } = aHandler();
    const tasks = ['a', 'fail', 'bug', 'poison'];

    await handler(anEvent(...tasks.map((task, at) => aRecord(String(at), { do: task }))));

    expect(told.counted.toSorted()).toEqual(['done', 'quarantine', 'retry', 'retry']);
  });
});
