import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Clock } from '../../../shared/ports/web.ts';
import { listenOnLoopback, type Service } from '../loopback.ts';
import { readBody } from '../read-body.ts';
import type { Action } from './action.ts';
import { type Addresses, addressesAt } from './addresses.ts';
import { Broker } from './broker.ts';
import * as messages from './message-actions.ts';
import { moveTaskActions } from './move-task-actions.ts';
import * as queues from './queue-actions.ts';
import { SqsError } from './sqs-error.ts';

type SqsOptions = {
  /** Where the queues' journal is kept; in memory without one. */
  readonly folder?: string | undefined;
  /** Drives delays, visibility, deduplication and retention. */
  readonly clock?: Clock;
  readonly region?: string;
};

export type SqsService = Service & {
  /** Shows again what consumers held that cannot be alive. */
  releaseInFlight(): void;
  /** When the next message of a queue can be delivered, of which SQS itself says nothing. */
  nextDelivery(queue: string): Date | undefined;
  /** For how long the oldest message of a queue has been in it, which SQS tells CloudWatch alone. */
  oldestSeconds(queue: string): number | undefined;
};

/** A message of 1 MiB is up to six times as long in JSON, as an escape has six letters. */
const maxRequestBytes = 8 * 1024 * 1024;

/** Starts an SQS stand-in that speaks the AWS JSON protocol. */
export async function startSqs({
  folder,
  clock = () => new Date(),
  region = 'us-east-1',
}: SqsOptions = {}): Promise<SqsService> {
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const journalFile = folder === undefined ? undefined : join(folder, 'journal.jsonl');
  const broker = new Broker({ journalFile, clock });
  const actions = actionTable();
  const waiting = waitingClients();
  let addresses: Addresses | undefined;

  const server = createServer((request, response) => {
    // Requests come after the port is known.
    if (addresses === undefined) return void response.writeHead(503).end();
    const signal = waiting.signalFor(response);
    void answer(request, actions, { broker, addresses, signal })
      .catch((error: unknown) => refusal(error))
      .then((reply) => send(response, reply));
  });
  const { endpoint, stop } = await listenOnLoopback(server);
  addresses = addressesAt(endpoint, region);
  return {
    endpoint,
    releaseInFlight: () => broker.releaseInFlight(),
    nextDelivery(queue) {
      const at = broker.nextDelivery(queue);
      return at === undefined ? undefined : new Date(at);
    },
    oldestSeconds(queue) {
      const sent = broker.oldestSent(queue);
      return sent === undefined ? undefined : Math.max(0, (clock().getTime() - sent) / 1000);
    },
    async stop() {
      waiting.dismiss();
      await stop();
      broker.close();
    },
  };
}

const actionTable = (): ReadonlyMap<string, Action> =>
  new Map<string, Action>(
    Object.entries({
      CreateQueue: queues.createQueue,
      DeleteQueue: queues.deleteQueue,
      GetQueueUrl: queues.getQueueUrl,
      ListQueues: queues.listQueues,
      GetQueueAttributes: queues.getQueueAttributes,
      SetQueueAttributes: queues.setQueueAttributes,
      PurgeQueue: queues.purgeQueue,
      TagQueue: queues.tagQueue,
      UntagQueue: queues.untagQueue,
      ListQueueTags: queues.listQueueTags,
      ListDeadLetterSourceQueues: queues.listDeadLetterSourceQueues,
      SendMessage: messages.sendMessage,
      SendMessageBatch: messages.sendMessageBatch,
      ReceiveMessage: messages.receiveMessage,
      DeleteMessage: messages.deleteMessage,
      DeleteMessageBatch: messages.deleteMessageBatch,
      ChangeMessageVisibility: messages.changeMessageVisibility,
      ChangeMessageVisibilityBatch: messages.changeMessageVisibilityBatch,
      ...moveTaskActions(),
    }),
  );

/** Ends long polls: that of a client which hangs up, and all when the server stops. */
function waitingClients() {
  const clients = new Set<AbortController>();
  return {
    signalFor(response: ServerResponse): AbortSignal {
      const client = new AbortController();
      clients.add(client);
      response.once('close', () => {
        clients.delete(client);
        client.abort();
      });
      return client.signal;
    },
    dismiss() {
      for (const client of clients) client.abort();
    },
  };
}

type Reply = { readonly status: number; readonly body: object; readonly queryError?: string };

async function answer(
  request: IncomingMessage,
  actions: ReadonlyMap<string, Action>,
  context: Parameters<Action>[1],
): Promise<Reply> {
  const [, name = ''] = /^AmazonSQS\.(\w+)$/.exec(String(request.headers['x-amz-target'])) ?? [];
  const run = actions.get(name);
  if (request.method !== 'POST' || run === undefined) {
    throw new SqsError('InvalidAction', `The action ${name} is not valid for this endpoint.`);
  }
  const body = await readBody(request, maxRequestBytes);
  if (body === undefined) throw new SqsError('RequestEntityTooLarge', 'The request is too large.');
  return { status: 200, body: await run(parseJson(body.toString()), context) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SqsError('SerializationException', `the request is not JSON: ${String(cause)}`);
  }
}

function refusal(error: unknown): Reply {
  if (error instanceof SqsError) {
    const { type, message, queryCode } = error;
    return { status: 400, body: { __type: type, message }, queryError: `${queryCode};Sender` };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    status: 500,
    body: { __type: 'com.amazon.coral.service#InternalFailure', message },
    queryError: 'InternalFailure;Receiver',
  };
}

function send(response: ServerResponse, { status, body, queryError }: Reply): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': randomUUID(),
    ...(queryError !== undefined && { 'x-amzn-query-error': queryError }),
  });
  response.end(text);
}
