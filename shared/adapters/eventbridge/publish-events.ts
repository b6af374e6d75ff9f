import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { type BatchLimits, batchesWithin } from '../../collections/batches-within.ts';
import { eventSource, type NewsEvent } from '../../events.ts';
import type { PublishEvents } from '../../ports/events.ts';

/** What a request may hold: 10 entries, and 256 KB in all; a margin is left for the envelope. */
const limits: BatchLimits<PutEventsRequestEntry> = {
  items: 10,
  bytes: 240_000,
  /** As EventBridge counts an entry: its source, its type and its detail. */
  sizeOf: ({ Detail = '', DetailType = '', Source = '' }) =>
    Buffer.byteLength(Detail) + Buffer.byteLength(DetailType) + Buffer.byteLength(Source),
};
/** Entries that EventBridge turned away are sent again so often, then the queue tries later. */
const mostTries = 4;
const firstPauseMs = 50;

type Options = { readonly sleep?: (milliseconds: number) => Promise<void> };

/** Publishes on a bus; an event that is published twice has the same `eventKey` twice. */
export function eventBridgePublisher(
  client: EventBridgeClient,
  busName: string,
  { sleep = (ms) => new Promise((done) => setTimeout(done, ms)) }: Options = {},
): PublishEvents {
  return async (events) => {
    const entries = events.map((event) => entryOf(event, busName));
    for (const batch of batchesWithin(entries, limits)) await putAll(client, batch, sleep);
  };
}

const entryOf = ({ type, detail }: NewsEvent, EventBusName: string): PutEventsRequestEntry => ({
  ...{ EventBusName, Source: eventSource, DetailType: type },
  Detail: JSON.stringify(detail),
});

/** A request succeeds as a whole and says of each entry whether it did: those that did not go again. */
async function putAll(
  client: EventBridgeClient,
  batch: PutEventsRequestEntry[],
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> {
  for (let entries = batch, attempt = 1; ; attempt++) {
    const { Entries = [], FailedEntryCount = 0 } = await client.send(
      new PutEventsCommand({ Entries: entries }),
    );
    if (FailedEntryCount === 0) return;
    const failed = Entries.flatMap(({ ErrorCode, ErrorMessage }, at) =>
      ErrorCode === undefined
        ? []
        : [{ entry: entries[at], problem: `${ErrorCode} ${ErrorMessage}` }],
    );
    if (attempt === mostTries)
      throw new Error(`${failed.length} events could not be published: ${failed[0]?.problem}`);
    entries = failed.flatMap(({ entry }) => entry ?? []);
    await sleep(firstPauseMs * 2 ** attempt);
  }
}
