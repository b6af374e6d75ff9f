import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EventService, startEvents } from '../../local/services/events/server.ts';
import { eventBridgePublisher } from '../../shared/adapters/eventbridge/publish-events.ts';
import type { NewsEvent } from '../../shared/events.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'newsloom-events-'));
let service: EventService;
let client: EventBridgeClient;

async function start() {
  service = await startEvents({ folder, clock: () => new Date('2030-05-05T10:00:00.000Z') });
  client = new EventBridgeClient({
    ...{ region: 'us-east-1', endpoint: service.endpoint },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}
async function stop() {
  client.destroy();
  await service.stop();
}
beforeAll(start);
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

const merged = (eventKey: string): NewsEvent => ({
  type: 'StoryMerged',
  detail: { schemaVersion: 1, eventKey, storyId: `s${'0'.repeat(24)}`, into: `s${'1'.repeat(24)}` },
});

it('publishes more events than a request takes, in order, and keeps them over a restart', async () => {
  const events = Array.from({ length: 23 }, (_, at) => merged(`key ${at}`));
  await eventBridgePublisher(client, 'bus')(events);
  await stop();
  await start();

  const kept = [];
  for await (const event of service.published()) kept.push(event);
  expect(kept.map(({ detail }) => detail)).toEqual(events.map(({ detail }) => detail));
  expect(kept[0]).toMatchObject({
    ...{ bus: 'bus', source: 'newsloom', 'detail-type': 'StoryMerged' },
    time: '2030-05-05T10:00:00.000Z',
  });
});

it('publishes events that together are larger than a request may be', async () => {
  const large = Array.from({ length: 6 }, (_, at) => merged(`${at}${'x'.repeat(90_000)}`));
  await eventBridgePublisher(client, 'bus')(large);

  const kept: unknown[] = [];
  for await (const { detail } of service.published()) kept.push(detail);
  expect(kept.slice(-large.length)).toEqual(large.map(({ detail }) => detail));
});

const entry = { Source: 'newsloom', DetailType: 'StoryMerged', Detail: '{}' };

it('takes what is right of a request and says what is wrong with the rest', async () => {
  const { Entries, FailedEntryCount } = await client.send(
    new PutEventsCommand({ Entries: [entry, { ...entry, Detail: 'no JSON' }, { Detail: '{}' }] }),
  );
  expect(FailedEntryCount).toBe(2);
  expect(Entries).toEqual([
    { EventId: expect.any(String) },
    { ErrorCode: 'MalformedDetail', ErrorMessage: expect.any(String) },
    { ErrorCode: 'InvalidArgument', ErrorMessage: expect.any(String) },
  ]);
});

it.each([
  ['more than ten entries', Array.from({ length: 11 }, () => entry)],
  ['more than 256 KB', [{ ...entry, Detail: JSON.stringify({ text: 'x'.repeat(270_000) }) }]],
])('refuses %s, as EventBridge does', async (_what, Entries) => {
  const refused = client.send(new PutEventsCommand({ Entries }));
  await expect(refused).rejects.toMatchObject({ name: 'ValidationException' });
});
