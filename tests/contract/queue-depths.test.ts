import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Services, startServices } from '../../local/services/start-services.ts';
import { queueDepths } from '../../shared/adapters/sqs/queue-depths.ts';

describe('what waits in the queues', () => {
  let now = Date.parse('2026-01-05T10:00:00.000Z');
  let services: Services;
  beforeAll(async () => {
    services = await startServices({ clock: () => new Date(now) });
  });
  afterAll(() => services?.stop());

  it('is told for each with its dead letters, and for how long the oldest has waited', async () => {
    const { clients, queueUrls, oldestSeconds } = services;
    const urls = { ...queueUrls.queues, quarantine: queueUrls.quarantine };
    const send = (QueueUrl: string) =>
      clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a task' }));
    await send(queueUrls.queues.feeds);
    await send(queueUrls.deadLetters.articles);
    now += 90_000;
    await send(queueUrls.queues.feeds);
    const depths = await queueDepths(clients.sqs, urls, oldestSeconds);
    const depthOf = (queue: string) => depths.find((depth) => depth.queue === queue);
    expect(depthOf('feeds')).toMatchObject({ waiting: 2, oldestSeconds: 90 });
    expect(depthOf('articles dead letters')).toMatchObject({ waiting: 1, oldestSeconds: 90 });
    expect(depthOf('quarantine')).toEqual({
      ...{ queue: 'quarantine', waiting: 0, inFlight: 0, delayed: 0 },
    });
  });

  it('is told without ages where nobody knows them, as SQS does not', async () => {
    const { clients, queueUrls } = services;
    const [feeds] = await queueDepths(clients.sqs, { feeds: queueUrls.queues.feeds });
    expect(feeds).not.toHaveProperty('oldestSeconds');
  });
});
