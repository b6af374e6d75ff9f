import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { expect, it } from 'vitest';
import { eventBridgePublisher } from '../../../../shared/adapters/eventbridge/publish-events.ts';
import type { NewsEvent } from '../../../../shared/events.ts';

const merged = (key: string): NewsEvent => ({
  type: 'StoryMerged',
  detail: { schemaVersion: 1, eventKey: key, storyId: 's1', into: 's2' },
});

/** A bus that turns away an entry as often as its key says: `name!3`. */
function stubbornBus() {
  const requests: string[][] = [];
  const refused = new Map<string, number>();
  const send = async ({ input: { Entries = [] } }: PutEventsCommand) => {
    const keys = Entries.map(({ Detail = '' }) => String(JSON.parse(Detail).eventKey));
    requests.push(keys);
    const answers = keys.map((key) => {
      const times = refused.get(key) ?? 0;
      if (times >= Number(key.split('!')[1] ?? 0)) return { EventId: key };
      refused.set(key, times + 1);
      return { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' };
    });
    const FailedEntryCount = answers.filter((answer) => 'ErrorCode' in answer).length;
    return { Entries: answers, FailedEntryCount };
  };
  const publish = eventBridgePublisher({ send } as unknown as EventBridgeClient, 'bus');
  return { publish, requests };
}

it('sends again what the bus turned away, and only that', async () => {
  const { publish, requests } = stubbornBus();
  await publish(['a', 'b!2', 'c', 'd!1'].map(merged));
  expect(requests).toEqual([['a', 'b!2', 'c', 'd!1'], ['b!2', 'd!1'], ['b!2']]);
});

it('gives up on an event that is turned away again and again, so that the step fails', async () => {
  const { publish, requests } = stubbornBus();
  await expect(publish(['a', 'b!9'].map(merged))).rejects.toThrow(
    'EventBridge: 1 of 2 left: ThrottlingException slow down',
  );
  expect(requests).toHaveLength(5);
});
