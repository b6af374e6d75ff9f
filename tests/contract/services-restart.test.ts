import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DescribeTableCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Services, startServices } from '../../local/services/start-services.ts';

let folder: string;
let running: Services | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsloom-services-'));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<Services> {
  await running?.stop();
  running = await startServices({ folder });
  return running;
}

describe('the services of this machine', () => {
  it('have everything that the definitions name, and tell functions where', async () => {
    const { clients, names, environment } = await start();
    const { Table } = await clients.dynamo.send(
      new DescribeTableCommand({ TableName: environment['ARTICLES_TABLE'] }),
    );
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual([
      'feed',
      'latest',
      'revisit',
      'story',
    ]);
    expect(environment).toMatchObject({
      RAW_BUCKET: names.bucket,
      FEED_QUEUE_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\d{12}\/newsloom-feeds$/),
      LINK_QUEUE_URL: expect.stringMatching(/newsloom-links\.fifo$/),
      QUARANTINE_QUEUE_URL: expect.stringMatching(/newsloom-quarantine$/),
      AWS_ENDPOINT_URL_DYNAMODB: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
  });

  it('go on from what an earlier start stored, and give out at once what it had in flight', async () => {
    const first = await start();
    const queue = first.queueUrls.queues.articles;
    await first.clients.sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: 'work' }));
    await first.clients.sqs.send(new ReceiveMessageCommand({ QueueUrl: queue }));

    const second = await start();
    expect(second.names).toEqual(first.names);
    const { Messages } = await second.clients.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: second.queueUrls.queues.articles,
        MessageSystemAttributeNames: ['All'],
      }),
    );
    expect(Messages).toMatchObject([
      { Body: 'work', Attributes: { ApproximateReceiveCount: '2' } },
    ]);
  });

  it('are used by one process at a time', async () => {
    await start();
    await expect(startServices({ folder })).rejects.toThrow(
      `${folder} is in use by this very process`,
    );
    await running?.stop();
    await start();
  });

  it('keep every acknowledged write when they are killed', async () => {
    const acknowledged = await runAndKill(folder, 240);
    const { clients, names, queueUrls } = await start();
    const of = (kind: string) =>
      acknowledged
        .filter((line) => line.startsWith(`${kind} `))
        .map((line) => line.split(' ')[1] ?? '');

    for (const id of of('object')) {
      const { Body } = await clients.s3.send(
        new GetObjectCommand({ Bucket: names.bucket, Key: id }),
      );
      expect(await Body?.transformToString()).toBe(id.repeat(500));
    }
    const { Contents = [] } = await clients.s3.send(
      new ListObjectsV2Command({ Bucket: names.bucket }),
    );
    expect(Contents.map(({ Key }) => Key)).toEqual(expect.arrayContaining(of('object')));
    expect(await readdir(join(folder, 's3', names.bucket, 'objects', 'drafts'))).toEqual([]);

    const { Items = [] } = await clients.dynamo.send(
      new QueryCommand({
        TableName: names.tables.feeds,
        IndexName: 'catalog',
        KeyConditionExpression: '#catalog = :feeds',
        ExpressionAttributeNames: { '#catalog': 'catalog' },
        ExpressionAttributeValues: { ':feeds': { S: 'feeds' } },
      }),
    );
    expect(Items.map(({ feedId }) => feedId?.S)).toEqual(expect.arrayContaining(of('item')));

    const left: (string | undefined)[] = [];
    for (;;) {
      const { Messages = [] } = await clients.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrls.queues.articles, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) break;
      left.push(...Messages.map(({ Body }) => Body));
    }
    const deleted = new Set(of('deleted'));
    expect(left).toEqual(
      expect.arrayContaining(
        of('message').filter((id) => !deleted.has(id) && !lastDeletion(acknowledged, id)),
      ),
    );
    expect(left.filter((id) => deleted.has(id ?? ''))).toEqual([]);
    expect(new Set(left).size).toBe(left.length);
  });
});

/** A message that was just being deleted may be gone or not. */
const lastDeletion = (acknowledged: readonly string[], id: string) =>
  acknowledged.filter((line) => line.startsWith('received ')).at(-1) === `received ${id}`;

/** @returns what the victim said until it was killed, after so many lines */
async function runAndKill(target: string, lines: number): Promise<string[]> {
  const script = fileURLToPath(new URL('./write-until-killed.ts', import.meta.url));
  const victim = spawn(process.execPath, ['--import', 'tsx', script, target], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of victim.stdout) {
    output += chunk;
    if (output.split('\n').length > lines) victim.kill('SIGKILL');
  }
  // The last line may have been cut off.
  return output.split('\n').slice(0, -1);
}
