import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { startServices } from '../../local/services/start-services.ts';

/**
 * The victim of `services-restart.test.ts`: writes to all services on the folder it is given, says what was
 * acknowledged, and goes on until somebody kills it.
 */
const folder = process.argv[2] ?? '';
const { clients, names, queueUrls } = await startServices({ folder });
const say = (line: string) => process.stdout.write(`${line}\n`);

async function write(writer: number) {
  for (let at = 0; ; at++) {
    const id = `${writer}-${at}`;
    const body = id.repeat(500);
    await clients.sqs.send(
      new SendMessageCommand({ QueueUrl: queueUrls.queues.articles, MessageBody: id }),
    );
    say(`message ${id}`);
    await clients.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key: id, Body: body }));
    say(`object ${id}`);
    const Item = { feedId: { S: id }, catalog: { S: 'feeds' }, url: { S: body } };
    await clients.dynamo.send(new PutItemCommand({ TableName: names.tables.feeds, Item }));
    say(`item ${id}`);
  }
}

async function work() {
  const QueueUrl = queueUrls.queues.articles;
  for (;;) {
    const { Messages = [] } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    for (const { Body, ReceiptHandle } of Messages) {
      say(`received ${Body}`);
      if (Number(Body?.split('-')[1]) % 3 !== 0) continue;
      await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      say(`deleted ${Body}`);
    }
  }
}

await Promise.all([write(0), write(1), write(2), work()]);
