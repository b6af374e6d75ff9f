import { AsyncLocalStorage } from 'node:async_hooks';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Route } from '../../shared/adapters/http/route.ts';

/** What stands between an invocation and all that is outside of it: it sends a call, or does not. */
export type Gate = <T>(call: string, send: () => Promise<T>) => Promise<T>;

const invocation = new AsyncLocalStorage<Gate>();

/** Runs an invocation all of whose calls go through a gate. */
export const throughGate = <T>(gate: Gate, run: () => Promise<T>): Promise<T> =>
  invocation.run(gate, run);

type Send = (this: unknown, command: Command, ...rest: unknown[]) => Promise<unknown>;

/** As all commands of the SDK are, whatever the service. */
export type Command = object & { readonly input: Readonly<Record<string, unknown>> };

/** Answers commands in place of the services on the network. */
export type Backend = { answer(command: Command): Promise<unknown> };

/**
 * Puts the gate of each invocation before the clients of the SDK, those too that a handler makes for
 * itself: all have their `send` from one class. A call that no invocation makes passes.
 *
 * It stands outside the SDK's own retries, so that one who is killed is not kept alive by them.
 *
 * @param Client one client of the SDK that is meant, where another checkout has one of its own
 * @returns what takes it away again
 */
export function interceptCalls(backend?: Backend, Client = DynamoDBClient): () => void {
  const client = Object.getPrototypeOf(Client.prototype) as { send: Send };
  const { send } = client;
  client.send = function (command, ...rest) {
    const go = () => backend?.answer(command) ?? send.call(this, command, ...rest);
    return gated(nameOf(command), go);
  };
  return () => {
    client.send = send;
  };
}

/** Sends a call of the invocation that this is in, through its gate. */
export function gated<T>(call: string, send: () => Promise<T>): Promise<T> {
  const gate = invocation.getStore();
  return gate === undefined ? send() : gate(call, send);
}

/** The requests of an invocation to the web, too. */
export const gatedRoute =
  (route: Route): Route =>
  (url) =>
    gated(webCall(url), () => route(url));

/** What a request to the web is for, as far as its address says. */
export const webCall = ({ pathname }: URL): string => {
  const file = ['/robots.txt', '/.well-known/tdmrep.json'].find((name) => name === pathname);
  return `GET web${file ?? ''}`;
};

/**
 * Names a call by its operation, what it is done to, and its expressions: two that write different
 * things to one table are two calls.
 *
 * @example
 * nameOf(new PutCommand({ TableName: 'newsloom-articles', Item })) // 'Put newsloom-articles'
 */
function nameOf({ constructor: { name: command }, input }: Command): string {
  const { TableName, RequestItems = {}, QueueUrl, Bucket, IndexName } = input;
  const tables = Object.keys(RequestItems as object).join('+');
  const target = TableName ?? Bucket ?? (QueueUrl === undefined ? tables : lastPart(QueueUrl));
  const expressions = [input['UpdateExpression'], input['ConditionExpression']];
  const details = [IndexName, ...expressions].filter((text) => text !== undefined);
  const name = `${command.replace(/(?:Item)?Command$/, '')} ${target}`.trim();
  return details.length === 0 ? name : `${name} (${shortened(details.join(' if '))})`;
}

/** Which attributes an update happens to have is not what tells it from others. */
const shortened = (text: string): string =>
  text
    .replace(/SET #0 = :0(?:, #\d+ = :\d+)*/, 'SET …')
    .replace(/REMOVE #\d+(?:, #\d+)*/, 'REMOVE …');

const lastPart = (url: unknown): string => String(url).split('/').at(-1) ?? '';
