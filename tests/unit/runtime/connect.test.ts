import http from 'node:http';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listenOnLoopback } from '../../../local/services/loopback.ts';
import { failuresToOpen } from '../../../shared/adapters/circuit-breaker.ts';
import { connect } from '../../../shared/runtime/connect.ts';

type Answer = (response: http.ServerResponse) => void;

let answer: Answer = (response) => void response.end();
/** SQS alone: a call of another service that was given up may be heard of later. */
let asked = 0;
const server = http.createServer(({ headers }, response) => {
  if (String(headers['x-amz-target']).startsWith('AmazonSQS.')) asked++;
  answer(response);
});

beforeAll(async () => {
  const { endpoint } = await listenOnLoopback(server);
  for (const service of ['DYNAMODB', 'SQS', 'S3'])
    vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, endpoint);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('AWS_MAX_ATTEMPTS', '2');
});
afterEach(() => {
  asked = 0;
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

const surroundings = { now: () => new Date(0) };
/** On a busy machine even a connection may take longer; then that is what is given up. */
const impatient = { ...surroundings, serviceTimeoutMs: 60 };
const getItem = new GetItemCommand({ TableName: 't', Key: { id: { S: 'x' } } });

describe('the client of a service that hangs', () => {
  it('gives up when no answer comes', async () => {
    answer = () => undefined;
    const client = connect(DynamoDBClient, impatient);
    await expect(client.send(getItem)).rejects.toMatchObject({
      message: expect.stringContaining('DynamoDB: TimeoutError'),
      cause: { $metadata: { attempts: 2 } },
    });
  });

  it('gives up on a body that stops half-way', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('half of it');
    };
    const client = connect(S3Client, impatient);
    const read = async () => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
      return Body?.transformToByteArray();
    };
    await expect(read()).rejects.toThrow();
  });
});

describe('the client of a service that is down', () => {
  it('asks no more after a few calls', async () => {
    answer = (response) => void response.writeHead(500).end();
    const client = connect(SQSClient, surroundings);
    for (let call = 0; call < 12; call++)
      await expect(client.send(new ListQueuesCommand({}))).rejects.toThrow(/^SQS: /);
    expect(asked).toBe(2 * failuresToOpen);
  });

  it('has a breaker of its own', async () => {
    answer = (response) => void response.writeHead(500).end();
    const one = connect(SQSClient, surroundings);
    for (let call = 0; call < failuresToOpen; call++)
      await expect(one.send(new ListQueuesCommand({}))).rejects.toThrow();
    answer = (response) =>
      void response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
    await expect(connect(DynamoDBClient, surroundings).send(getItem)).resolves.toBeDefined();
  });
});
