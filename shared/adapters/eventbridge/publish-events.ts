import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { type BatchLimits, batchesWithin } from '../../collections/batches-within.ts';
import { eventSource, type NewsEvent } from '../../events.ts';
import type { PublishEvents } from '../../ports/events.ts';
import { sendParts } from '../send-parts.ts';

/** What a request may hold: 10 entries, and 256 KB in all; a margin is left for the envelope. */
const limits: BatchLimits<PutEventsRequestEntry> = {
  items: 10,
  bytes: 240_000,
  /** As EventBridge counts an entry: its source, its type and its detail. */
  sizeOf: ({ Detail = '', DetailType = '', Source = '' }) =>
    Buffer.byteLength(Detail) + Buffer.byteLength(DetailType) + Buffer.byteLength(Source),
};
/** Publishes on a bus; an event that is published twice has the same `eventKey` twice. */
export function eventBridgePublisher(client: EventBridgeClient, busName: string): PublishEvents {
  return async (events) => {
    const entries = events.map((event) => entryOf(event, busName));
    for (const batch of batchesWithin(entries, limits)) await putAll(client, batch);
  };
}

const entryOf = ({ type, detail }: NewsEvent, EventBusName: string): PutEventsRequestEntry => ({
  ...{ EventBusName, Source: eventSource, DetailType: type },
  Detail: JSON.stringify(detail),
});

/** A request succeeds as a whole and says of each entry whether it did: those that did not go again. */
const putAll = (client: EventBridgeClient, batch: PutEventsRequestEntry[]): Promise<void> =>
  sendParts(batch, {
    service: 'EventBridge',
    async send(parts) {
      const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...parts] }));
      return parts.flatMap((part, at) => {
        const { EventId, ErrorCode, ErrorMessage } = Entries[at] ?? {};
        return EventId === undefined ? [{ part, problem: `${ErrorCode} ${ErrorMessage}` }] : [];
      });
    },
  });
