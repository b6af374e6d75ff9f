import { randomUUID } from 'node:crypto';
import * as z from 'zod';

/** An event as a rule's target would get it, as far as we publish it. */
export type PublishedEvent = {
  readonly id: string;
  readonly bus: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** A request that EventBridge refuses as a whole. */
export class EventsError extends Error {
  override readonly name = 'EventsError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const maxEntries = 10;
/** Of all entries of a request together. */
const maxBytes = 256 * 1024;

const request = z.object({
  Entries: z
    .array(
      z.object({
        Source: z.string().optional(),
        DetailType: z.string().optional(),
        Detail: z.string().optional(),
        EventBusName: z.string().default('default'),
      }),
    )
    .min(1)
    .max(maxEntries),
});

type Entry = z.output<typeof request>['Entries'][number];

/**
 * Does what PutEvents does: refuses the request as a whole, or takes the entries that are right.
 *
 * @throws EventsError when there are too many entries, or too many bytes in them
 */
export function putEvents(body: string, now: Date): { events: PublishedEvent[]; reply: object } {
  const { Entries } = parse(body);
  const size = Entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (size > maxBytes)
    throw new EventsError(
      'ValidationException',
      'Total size of the entries in the request is over the limit.',
    );
  const results = Entries.map((entry) => take(entry, now));
  const events = results.flatMap(({ event }) => event ?? []);
  const reply = {
    FailedEntryCount: results.length - events.length,
    Entries: results.map(({ answer }) => answer),
  };
  return { events, reply };
}

function parse(body: string): z.output<typeof request> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (cause) {
    throw new EventsError('SerializationException', String(cause));
  }
  const parsed = request.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new EventsError('ValidationException', `${issue?.path.join('.')}: ${issue?.message}`);
}

const sizeOf = ({ Source = '', DetailType = '', Detail = '' }: Entry): number =>
  Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);

type Taken = { readonly event?: PublishedEvent; readonly answer: object };

function take({ Source, DetailType, Detail, EventBusName }: Entry, now: Date): Taken {
  const detail = Detail === undefined ? undefined : objectIn(Detail);
  if (!Source || !DetailType || Detail === undefined)
    return failed('InvalidArgument', 'Source, DetailType and Detail are required.');
  if (detail === undefined) return failed('MalformedDetail', 'Detail is malformed.');
  const id = randomUUID();
  const time = now.toISOString();
  const event = { id, bus: EventBusName, source: Source, 'detail-type': DetailType, time, detail };
  return { event, answer: { EventId: id } };
}

const failed = (ErrorCode: string, ErrorMessage: string): Taken => ({
  answer: { ErrorCode, ErrorMessage },
});

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}
