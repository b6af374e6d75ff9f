import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Services } from '../../local/services/start-services.ts';
import type { Ledger } from './ledger.ts';
import { dynamoMeter } from './meter-dynamo.ts';

/** The clients by which a run is driven, and what the tables are called. */
type Metered = Pick<Services, 'names'> & { readonly clients: Pick<Services['clients'], 'dynamo'> };

type Run = () => Promise<Record<string, unknown>>;
type Meter = (command: unknown, send: Run) => ReturnType<Run>;

/** SQS counts a request for each 64 KB of it. */
const sqsChunkBytes = 64 * 1024;

/**
 * Counts what the handlers' own clients ask for, into the ledger; the clients by which a run is
 * driven are left out.
 *
 * @returns what ends the counting
 */
export function meterClients({ clients, names }: Metered, ledger: Ledger): () => void {
  const mine = new Set<unknown>(Object.values(clients));
  const inRounds = roundsOf(ledger);
  const endings = [
    intercept(DynamoDBDocumentClient, mine, inRounds(dynamoMeter({ names: names.tables, ledger }))),
    intercept(S3Client, mine, inRounds(s3Meter(ledger))),
    intercept(SQSClient, mine, inRounds(sqsMeter(ledger))),
    intercept(EventBridgeClient, mine, inRounds(eventMeter(ledger))),
  ];
  return () => {
    for (const end of endings) end();
  };
}

type Client = { readonly prototype: object };

function intercept({ prototype }: Client, mine: ReadonlySet<unknown>, meter: Meter): () => void {
  const original = Reflect.get(prototype, 'send') as (...given: unknown[]) => ReturnType<Run>;
  function send(this: unknown, command: unknown, ...rest: unknown[]) {
    const run = () => original.call(this, command, ...rest);
    return mine.has(this) ? run() : meter(command, run);
  }
  Object.defineProperty(prototype, 'send', { value: send, configurable: true, writable: true });
  return () => {
    Reflect.deleteProperty(prototype, 'send');
  };
}

/** Counts how often somebody waits: requests that are under way at the same time are one round. */
function roundsOf(ledger: Ledger): (meter: Meter) => Meter {
  let underWay = 0;
  return (meter) => async (command, send) => {
    if (underWay === 0) ledger.add('rounds');
    underWay += 1;
    try {
      return await meter(command, send);
    } finally {
      underWay -= 1;
    }
  };
}

const s3Meter =
  (ledger: Ledger): Meter =>
  (command, send) => {
    if (command instanceof PutObjectCommand) {
      ledger.add('S3 puts');
      ledger.add('S3 bytes', (command.input.Body as Uint8Array).length);
    } else if (command instanceof GetObjectCommand) ledger.add('S3 gets');
    else if (!(command instanceof DeleteObjectCommand)) unknown(command);
    return send();
  };

const sqsMeter =
  (ledger: Ledger): Meter =>
  (command, send) => {
    const bodies =
      command instanceof SendMessageBatchCommand
        ? (command.input.Entries ?? []).map(({ MessageBody = '' }) => MessageBody)
        : command instanceof SendMessageCommand
          ? [command.input.MessageBody ?? '']
          : unknown(command);
    const url = (command as SendMessageCommand).input.QueueUrl ?? '';
    const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
    const kind = url.endsWith('.fifo') ? 'SQS FIFO requests' : 'SQS requests';
    ledger.add(kind, Math.max(1, Math.ceil(bytes / sqsChunkBytes)));
    return send();
  };

const eventMeter =
  (ledger: Ledger): Meter =>
  (command, send) => {
    if (!(command instanceof PutEventsCommand)) unknown(command);
    else
      for (const { Detail = '' } of command.input.Entries ?? [])
        ledger.add('events', Math.ceil(Buffer.byteLength(Detail) / sqsChunkBytes));
    return send();
  };

function unknown(command: unknown): never {
  throw new Error(`a request that nobody counts: ${String(command?.constructor.name)}`);
}
