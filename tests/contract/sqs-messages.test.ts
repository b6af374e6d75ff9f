import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  SendMessageBatchCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { itLocally, onAws } from './on-aws.ts';
import { bodies, withSqs } from './sqs-clients.ts';

const { sqs, newQueue, send, receive, attributes } = withSqs();

const entries = (texts: readonly string[]) =>
  texts.map((MessageBody, at) => ({ Id: `e${at}`, MessageBody }));

describe('a message in SQS', () => {
  it.each([
    ['emoji and all scripts', 'واشنطن ــ 😀 北京 é\t\r\n'],
    ['the limits of what XML allows', '\u0020\uD7FF\uE000\uFFFD\u{10000}\u{10FFFF}'],
    ['markup', '<a href="x">&amp;</a>\u0085\u2028'],
  ])('keeps %s', async (_, text) => {
    const queue = await newQueue();
    const sent = await send(queue, text);
    const [message] = await receive(queue);
    expect(message).toMatchObject({
      Body: text,
      MessageId: sent.MessageId,
      MD5OfBody: sent.MD5OfMessageBody,
    });
  });

  it.each(['\u0000', 'a\u000B', '\u001F', '\uFFFE', '\uFFFF', '\uD800', 'x\uDC00y'])(
    'may not hold what XML forbids: %j',
    async (text) => {
      const queue = await newQueue();
      await expect(send(queue, text)).rejects.toMatchObject({ name: 'InvalidMessageContents' });
    },
  );

  it('may not be empty', async () => {
    const queue = await newQueue();
    await expect(send(queue, '')).rejects.toThrow(/MessageBody/);
  });

  it('may have 1 MiB and no byte more', async () => {
    const queue = await newQueue();
    const most = 'é'.repeat(524_288);
    await send(queue, most);
    expect(bodies(await receive(queue))).toEqual([most]);
    await expect(send(queue, `${most}x`)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('carries attributes of each type, and shows those that were asked for', async () => {
    const queue = await newQueue();
    const MessageAttributes = {
      'trace.id': { DataType: 'String', StringValue: 'ü' },
      'trace.step': { DataType: 'Number.int', StringValue: '7' },
      bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 255, 10) },
    };
    const sent = await send(queue, 'with attributes', { MessageAttributes });
    const [message] = await receive(queue, { VisibilityTimeout: 0 });
    expect(message?.MessageAttributes).toMatchObject(MessageAttributes);
    expect(message?.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
    const [some] = await receive(queue, { MessageAttributeNames: ['trace.*'] });
    expect(Object.keys(some?.MessageAttributes ?? {}).sort()).toEqual(['trace.id', 'trace.step']);
  });

  it('has the digest of attributes that AWS documents and clients check', async () => {
    const queue = await newQueue();
    const MessageAttributes = { step: { DataType: 'String', StringValue: 'fetch' } };
    const sent = await send(queue, 'x', { MessageAttributes });
    // md5 of: 4+"step", 4+"String", 0x01, 4+"fetch", computed by hand.
    expect(sent.MD5OfMessageAttributes).toBe('9a5f61604eba810d385db3b54ae8b6b9');
  });

  it.each([
    ['an unknown type', { a: { DataType: 'Text', StringValue: 'x' } }],
    ['no value', { a: { DataType: 'String', StringValue: '' } }],
    ['a number that is none', { a: { DataType: 'Number', StringValue: 'seven' } }],
    ['a reserved name', { 'AWS.a': { DataType: 'String', StringValue: 'x' } }],
  ])('may not have an attribute with %s', async (_, MessageAttributes) => {
    const queue = await newQueue();
    await expect(send(queue, 'x', { MessageAttributes })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('keeps its group on a standard queue, where it only helps fairness', async () => {
    const queue = await newQueue();
    await send(queue, 'one', { MessageGroupId: 'host.example' });
    await send(queue, 'two', { MessageGroupId: 'host.example' });
    const found = [...(await receive(queue)), ...(await receive(queue))];
    expect(bodies(found).sort()).toEqual(['one', 'two']);
    expect(found[0]?.Attributes?.['MessageGroupId']).toBe('host.example');
  });
});

describe('a batch in SQS', () => {
  it('sends ten messages, and lets one fail without the others', async () => {
    const queue = await newQueue();
    const texts = Array.from({ length: 10 }, (_, at) => (at === 3 ? '\u0000' : `m${at}`));
    const { Successful = [], Failed = [] } = await sqs().send(
      new SendMessageBatchCommand({ QueueUrl: queue, Entries: entries(texts) }),
    );
    expect(Successful).toHaveLength(9);
    expect(Failed).toMatchObject([{ Id: 'e3', SenderFault: true, Code: 'InvalidMessageContents' }]);
  });

  it.each([
    ['EmptyBatchRequest', []],
    ['TooManyEntriesInBatchRequest', entries(Array(11).fill('x'))],
    ['BatchEntryIdsNotDistinct', [...entries(['a']), ...entries(['b'])]],
    ['InvalidBatchEntryId', [{ Id: 'no spaces', MessageBody: 'x' }]],
    ['BatchRequestTooLong', entries(['x'.repeat(600_000), 'x'.repeat(600_000)])],
  ])('is refused as a whole: %s', async (name, Entries) => {
    const queue = await newQueue();
    await expect(
      sqs().send(new SendMessageBatchCommand({ QueueUrl: queue, Entries })),
    ).rejects.toMatchObject({ name });
  });

  it('deletes and gives back', async () => {
    const queue = await newQueue();
    await sqs().send(
      new SendMessageBatchCommand({ QueueUrl: queue, Entries: entries(['a', 'b', 'c', 'd']) }),
    );
    const found = [];
    while (found.length < 4) found.push(...(await receive(queue)));
    const [first, second, third, fourth] = found;
    const handle = (Id: string, message: typeof first) => ({
      Id,
      ReceiptHandle: message?.ReceiptHandle,
    });
    const deleted = await sqs().send(
      new DeleteMessageBatchCommand({
        QueueUrl: queue,
        Entries: [handle('1', first), handle('2', second), { Id: '3', ReceiptHandle: 'none' }],
      }),
    );
    expect(deleted.Successful?.map(({ Id }) => Id)).toEqual(['1', '2']);
    expect(deleted.Failed).toMatchObject([{ Id: '3', Code: 'ReceiptHandleIsInvalid' }]);
    await sqs().send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: queue,
        Entries: [
          { ...handle('3', third), VisibilityTimeout: 0 },
          { ...handle('4', fourth), VisibilityTimeout: 0 },
        ],
      }),
    );
    const again = bodies([...(await receive(queue)), ...(await receive(queue))]);
    expect(again.sort()).toEqual(bodies([third, fourth].flatMap((each) => each ?? [])).sort());
  });
});

describe('queues in SQS', () => {
  it('are made once, and refused with other attributes', async () => {
    const queue = await newQueue({ VisibilityTimeout: '7' });
    const QueueName = queue.slice(queue.lastIndexOf('/') + 1);
    const make = (VisibilityTimeout: string) =>
      sqs().send(new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout } }));
    expect((await make('7')).QueueUrl).toBe(queue);
    await expect(make('8')).rejects.toMatchObject({ name: 'QueueNameExists' });
  });

  it('are found by name and by prefix', async () => {
    const queue = await newQueue();
    const QueueName = queue.slice(queue.lastIndexOf('/') + 1);
    expect((await sqs().send(new GetQueueUrlCommand({ QueueName }))).QueueUrl).toBe(queue);
    if (onAws) await sleep(1000);
    const { QueueUrls } = await sqs().send(new ListQueuesCommand({ QueueNamePrefix: QueueName }));
    expect(QueueUrls).toEqual([queue]);
  });

  it('that are not there are called so', async () => {
    const queue = await newQueue();
    await expect(send(`${queue}-none`, 'x')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    await expect(
      sqs().send(new GetQueueUrlCommand({ QueueName: 'newsloom-contract-none' })),
    ).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  it('have attributes that can be changed, within limits', async () => {
    const queue = await newQueue();
    const set = (Attributes: Record<string, string>) =>
      sqs().send(new SetQueueAttributesCommand({ QueueUrl: queue, Attributes }));
    await set({ VisibilityTimeout: '120' });
    await expect(set({ VisibilityTimeout: '43201' })).rejects.toMatchObject({
      name: 'InvalidAttributeValue',
    });
    await expect(set({ NoSuchThing: '1' })).rejects.toMatchObject({ name: 'InvalidAttributeName' });
    expect(await attributes(queue)).toMatchObject({ VisibilityTimeout: '120', DelaySeconds: '0' });
  });

  it('have tags', async () => {
    const queue = await newQueue();
    await sqs().send(new TagQueueCommand({ QueueUrl: queue, Tags: { stage: 'test' } }));
    const { Tags } = await sqs().send(new ListQueueTagsCommand({ QueueUrl: queue }));
    expect(Tags).toEqual({ stage: 'test' });
  });

  itLocally('are gone when they are deleted', async () => {
    const { QueueUrl } = await sqs().send(new CreateQueueCommand({ QueueName: 'short-lived' }));
    await sqs().send(new DeleteQueueCommand({ QueueUrl }));
    await expect(send(QueueUrl ?? '', 'x')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });
});
