import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { takeRecords } from '../../local/lambda/take-records.ts';
import { type Functions, loadFunctions } from '../../local/pipeline.ts';
import { type Services, startServices } from '../../local/services/start-services.ts';
import { loopbackRoute } from '../../local/web/loopback-route.ts';
import { type LoopbackWeb, startWeb } from '../../local/web/loopback-web.ts';
import type { WebWithFeeds } from '../../local/web/web-content.ts';
import { publicRoute, type Route } from '../../shared/adapters/http/route.ts';
import { politenessDefaults } from '../../shared/config/function-env.ts';
import type { Clock } from '../../shared/ports/web.ts';
import { type QueueName, queues } from '../../shared/queues.ts';
import type { Outcome } from '../../shared/runtime/observer.ts';

/** How each batch is handed to its function. */
export type Delivery = 'once' | 'twice' | 'beside itself';

type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** The whole pipeline over a web of this process, driven message by message in an order that is always the same. */
export type Pipeline = {
  readonly services: Services;
  readonly web: LoopbackWeb;
  readonly outcomes: readonly (Outcome & { readonly step: string })[];
  readonly failures: readonly { readonly step: string; readonly error: unknown }[];
  /** Sets the clock and the web, and does nothing more. */
  begin(at: string, site?: WebWithFeeds): void;
  /** Delivers what is in one queue, and what it brings back there. */
  drain(queue: QueueName): Promise<void>;
  /** Polls what is due at this instant, and delivers until all queues are empty. */
  run(at: string, site: WebWithFeeds): Promise<void>;
  /** Delivers what is in the queues at this instant, without a look at what is due. */
  deliver(at: string): Promise<void>;
  readonly functions: Functions;
  /** Has fetched again what is old enough at this instant, and delivers until all queues are empty. */
  revisit(at: string): Promise<void>;
  /** Takes what was set aside. */
  quarantined(): Promise<unknown[]>;
  stop(): Promise<void>;
};

type Extras = {
  /** Of the functions, beside what every function here has. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ports of this machine for hosts that `web` does not serve. */
  readonly ports?: ReadonlyMap<string, number>;
  /** Of embedded services; that of this machine without one. */
  readonly clock?: Clock;
  /** Of the functions, in place of one that goes on from where `begin` has set it. */
  readonly now?: Clock;
  /** Other services than embedded ones that are started for this pipeline. */
  readonly services?: Services;
  /** Stands before every request to the web. */
  readonly routed?: (route: Route) => Route;
  /** Stands between the harness and the functions. */
  readonly invoked?: (functions: Functions) => Functions;
};

export async function aPipeline(
  feeds: readonly string[],
  delivery: Delivery = 'once',
  extras: Extras = {},
): Promise<Pipeline> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'newsloom-pipeline-'));
  const services =
    extras.services ??
    (await startServices(extras.clock === undefined ? {} : { clock: extras.clock }));
  const web = await startWeb({ hosts: new Set(), lookup: () => undefined });
  const FEED_LIST_FILE = path.join(folder, 'feeds.json');
  writeFileSync(FEED_LIST_FILE, JSON.stringify({ feeds: feeds.map((url) => ({ url })) }));

  const outcomes: Pipeline['outcomes'][number][] = [];
  const failures: Pipeline['failures'][number][] = [];
  const clock = settableClock();
  const loaded = await loadFunctions(
    { ...politenessDefaults, ...services.environment, FEED_LIST_FILE, ...extras.env },
    (step) => ({
      route: routeOf(web, extras),
      spacingMs: () => 1,
      now: extras.now ?? clock.now,
      observe: {
        done: (outcome) => void outcomes.push({ ...outcome, step }),
        failed: (error) => void failures.push({ step, error }),
      },
    }),
  );
  const functions = extras.invoked?.(loaded) ?? loaded;
  const begin = (at: string, site?: WebWithFeeds) => {
    clock.set(at);
    if (site !== undefined) web.serve(site);
  };
  const drain = (queue: QueueName) => drainQueue(queue, { services, functions, delivery });
  const drainAll = async () => {
    for (const queue of inOrder) await drain(queue);
  };

  return {
    ...{ services, web, outcomes, failures, functions, begin, drain },
    async run(at, site) {
      begin(at, site);
      await functions.pollFeeds();
      await drainAll();
    },
    async deliver(at) {
      begin(at);
      await drainAll();
    },
    async revisit(at) {
      begin(at);
      await functions.revisitArticles();
      if (delivery !== 'once') await functions.revisitArticles();
      await drainAll();
    },
    quarantined: async () =>
      (await takeAll(services, services.queueUrls.quarantine)).map(({ body }) => JSON.parse(body)),
    async stop() {
      await web.close();
      await services.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Goes on from the instant at which it was set last. */
function settableClock() {
  let offset = -performance.now();
  return {
    now: () => new Date(offset + performance.now()),
    set: (at: string) => {
      offset = Date.parse(at) - performance.now();
    },
  };
}

function routeOf(web: LoopbackWeb, { ports = new Map(), routed }: Extras): Route {
  const route: Route = async (url) => {
    const port = ports.get(url.hostname);
    if (port !== undefined) return { address: '127.0.0.1', port, tls: false };
    return loopbackRoute(web, publicRoute)(url);
  };
  return routed?.(route) ?? route;
}

const inOrder = ['feeds', 'articles', 'replays', 'links'] as const satisfies QueueName[];

type Draining = {
  readonly services: Services;
  readonly functions: Functions;
  readonly delivery: Delivery;
};

async function drainQueue(queue: QueueName, { services, functions, delivery }: Draining) {
  const handler = handlerOf(queue, functions);
  while (await hasMessages(services, queue)) {
    const records = await takeAll(services, services.queueUrls.queues[queue]);
    if (records.length === 0) await sleep(50);
    const { batchSize } = queues[queue];
    for (let at = 0; at < records.length; at += batchSize)
      await deliver(records.slice(at, at + batchSize), handler, delivery);
  }
}

/** The function that takes the messages of a queue. */
export function handlerOf(queue: QueueName, functions: Functions): QueueHandler {
  switch (queue) {
    case 'feeds':
      return functions.fetchFeed;
    case 'articles':
      return functions.fetchArticle;
    case 'replays':
      return functions.replayArticle;
    case 'links':
      return functions.linkArticle;
  }
}

/** Hands a batch over until nothing of it fails, as the queue would. */
async function deliver(records: readonly SQSRecord[], handler: QueueHandler, delivery: Delivery) {
  for (let batch = [...records], tries = 0; batch.length > 0; tries++) {
    if (tries === 8) throw new Error(`cannot be delivered: ${batch[0]?.body}`);
    const event = { Records: batch };
    const beside = delivery === 'beside itself' ? handler(event) : undefined;
    if (delivery === 'twice') await handler(event);
    const responses = await Promise.all([handler(event), beside]);
    const failed = new Set(
      responses.flatMap((r) => r?.batchItemFailures ?? []).map((item) => item.itemIdentifier),
    );
    batch = batch.filter(({ messageId }) => failed.has(messageId));
  }
}

/** Every message that is there, in order of its text: queues promise no order between runs. */
async function takeAll({ clients }: Services, queueUrl: string): Promise<SQSRecord[]> {
  const records = await takeRecords(clients.sqs, queueUrl);
  return records.toSorted((a, b) => (a.body < b.body ? -1 : 1));
}

async function hasMessages({ clients, queueUrls }: Services, queue: QueueName): Promise<boolean> {
  const { Attributes = {} } = await clients.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrls.queues[queue],
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return Object.values(Attributes).some((count) => count !== '0');
}
