import { CircuitBreaker } from '../adapters/circuit-breaker.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * How long a service may take to begin its answer, and between two parts of it. Most take milliseconds; a
 * function that reads a page meanwhile looks at its answers seconds later.
 */
const serviceTimeoutMs = 10_000;

type Settings = {
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly socketTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
};

type Next = (args: unknown) => Promise<unknown>;

/** As all clients of the SDK are, whatever the service. */
type Guardable = {
  readonly config: { readonly serviceId: string };
  readonly middlewareStack: {
    add(
      middleware: (next: Next) => Next,
      options: {
        readonly step: 'initialize';
        readonly name: string;
        readonly priority: 'high';
        readonly override: true;
      },
    ): void;
  };
};

/**
 * Makes the clients of a function. The SDK's own wait for an answer without end, so that one connection
 * that hangs would cost all messages of an invocation a try; and each has a {@link CircuitBreaker}.
 *
 * @example
 * const sqs = connect(SQSClient, surroundings)
 */
export function connect<Client extends object>(
  Service: new (settings: Settings) => Client,
  {
    now,
    serviceTimeoutMs: timeout = serviceTimeoutMs,
  }: Pick<Surroundings, 'now'> & {
    readonly serviceTimeoutMs?: number;
  },
): Client {
  const client = new Service({
    requestHandler: {
      connectionTimeout: timeout,
      requestTimeout: timeout,
      socketTimeout: timeout,
      throwOnRequestTimeout: true,
    },
  });
  const { config, middlewareStack } = client as unknown as Guardable;
  const breaker = new CircuitBreaker(config.serviceId, now);
  middlewareStack.add((next) => (args) => breaker.pass(() => next(args)), {
    ...({ step: 'initialize', name: 'circuit-breaker', priority: 'high', override: true } as const),
  });
  return client;
}
