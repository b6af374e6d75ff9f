import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Services } from '../../local/services/start-services.ts';
import { loopbackRoute } from '../../local/web/loopback-route.ts';
import { publicRoute, type Route } from '../../shared/adapters/http/route.ts';
import type { MadeNewsWeb } from '../load/news-web.ts';
import type { MadeFeeds } from './made-feeds.ts';
import type { MadeWeb } from './made-web.ts';

/** What the web is made of: pages and their feeds, feeds alone, or news in eight languages. */
export type MadeSite =
  | { readonly articles: MadeWeb }
  | { readonly feeds: MadeFeeds }
  | { readonly news: MadeNewsWeb };

/** What the other process is told. */
export type Told = { readonly kind: 'show'; readonly now: number } | { readonly kind: 'stop' };

/** What it says when it is ready. */
export type Begun = Pick<Services, 'names' | 'queueUrls' | 'environment'> & {
  readonly feeds: readonly string[];
  readonly hosts: readonly string[];
  readonly ports: { readonly http: number; readonly https: number };
};

/** All that a function meets outside of itself: the services, and the web. */
export type Outside = Pick<Begun, 'names' | 'queueUrls' | 'environment' | 'feeds' | 'hosts'> & {
  readonly route: Route;
  /** Of this process, to drive a run with. */
  readonly clients: { readonly dynamo: DynamoDBClient; readonly sqs: SQSClient };
  /** Lets the web be what it is at an instant. */
  show(now: number): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts services and web in a process of their own, so that the processor time of this one is that
 * of the functions.
 */
export async function startOutside(site: MadeSite): Promise<Outside> {
  const script = fileURLToPath(new URL('./outside-process.ts', import.meta.url));
  const execArgv = ['--import', 'tsx'];
  const other = fork(script, [JSON.stringify(site)], { execArgv });
  const { names, queueUrls, environment, feeds, hosts, ports } = await answerOf<Begun>(other);
  // The clients look there for endpoints and keys.
  Object.assign(process.env, environment);
  const clients = { dynamo: new DynamoDBClient(), sqs: new SQSClient() };
  const web = {
    hosts: new Set(hosts),
    portOf: ({ protocol }: URL) => (protocol === 'https:' ? ports.https : ports.http),
  };
  const tell = (told: Told) => other.send(told);
  return {
    ...{ names, queueUrls, environment, feeds, hosts, clients },
    route: loopbackRoute(web, publicRoute),
    async show(now) {
      const answer = answerOf(other);
      tell({ kind: 'show', now });
      await answer;
    },
    async stop() {
      for (const client of Object.values(clients)) client.destroy();
      const ended = once(other, 'exit');
      tell({ kind: 'stop' });
      await ended;
    },
  };
}

/** The next message of a process; fails where it ends instead. */
async function answerOf<Answer>(other: ChildProcess): Promise<Answer> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(other, 'exit', { signal }).then(([code]): never => {
    throw new Error(`services and web ended with ${code}`);
  });
  try {
    const [answer] = await Promise.race([once(other, 'message', { signal }), ended]);
    return answer;
  } finally {
    // Whoever waits for the other event is released.
    ended.catch(() => {});
    waiting.abort();
  }
}
