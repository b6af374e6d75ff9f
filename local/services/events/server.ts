import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Clock } from '../../../shared/ports/web.ts';
import { listenOnLoopback, type Service } from '../loopback.ts';
import { readBody } from '../read-body.ts';
import { EventsError, type PublishedEvent, putEvents } from './put-events.ts';

export type { PublishedEvent };

type EventsOptions = {
  /** Where what was published is kept, a line an event; in memory without one. */
  readonly folder?: string | undefined;
  readonly clock?: Clock;
};

export type EventService = Service & {
  /** All that was ever published, in order. */
  published(): AsyncIterable<PublishedEvent>;
};

const maxRequestBytes = 4 * 1024 * 1024;

/** Starts an EventBridge stand-in that speaks the AWS JSON protocol: it takes events, and keeps them. */
export async function startEvents({
  folder,
  clock = () => new Date(),
}: EventsOptions = {}): Promise<EventService> {
  const log = folder === undefined ? memoryLog() : await fileLog(folder);
  const server = createServer((request, response) => {
    answer(request, log, clock)
      .then((body) => send(response, 200, body))
      .catch((error: unknown) => refuse(response, error));
  });
  return { ...(await listenOnLoopback(server)), published: log.read };
}

type EventLog = {
  append(events: readonly PublishedEvent[]): Promise<void>;
  read(): AsyncIterable<PublishedEvent>;
};

function memoryLog(): EventLog {
  const events: PublishedEvent[] = [];
  return {
    append: async (more) => void events.push(...more),
    async *read() {
      yield* events;
    },
  };
}

async function fileLog(folder: string): Promise<EventLog> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'events.jsonl');
  await appendFile(file, '');
  return {
    append: (events) =>
      appendFile(file, events.map((event) => `${JSON.stringify(event)}\n`).join('')),
    async *read() {
      for await (const line of createInterface({ input: createReadStream(file) })) {
        const event = parseLine(line);
        if (event !== undefined) yield event;
      }
    },
  };
}

/** The last line may be cut off, where a process was killed while it wrote. */
function parseLine(line: string): PublishedEvent | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function answer(request: IncomingMessage, log: EventLog, clock: Clock): Promise<object> {
  const target = String(request.headers['x-amz-target']);
  if (target !== 'AWSEvents.PutEvents')
    throw new EventsError('UnknownOperationException', `${target} is not known here`);
  const body = await readBody(request, maxRequestBytes);
  if (body === undefined) throw new EventsError('ValidationException', 'too large');
  const { events, reply } = putEvents(body.toString(), clock());
  await log.append(events);
  return reply;
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof EventsError)
    send(response, 400, { __type: error.code, message: error.message });
  else send(response, 500, { __type: 'InternalException', message: String(error) });
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(text);
}
