import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { takeRecords } from '../../local/lambda/take-records.ts';
import { loadFunctions } from '../../local/pipeline.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoFeedStore } from '../../shared/adapters/dynamo/feed-store.ts';
import { politenessDefaults } from '../../shared/config/function-env.ts';
import { newFeed } from '../../shared/pipeline/polling/apply-feed-list.ts';
import { articlesApartSeconds, queues } from '../../shared/queues.ts';
import { jsonLogObserver } from '../../shared/runtime/observer.ts';
import type { Patience } from '../../shared/runtime/side-by-side.ts';
import { rememberHosts } from './known-hosts.ts';
import { type Ledger, newLedger } from './ledger.ts';
import { meterClients } from './meter-clients.ts';
import { type MadeSite, type Outside, startOutside } from './outside.ts';

type Handler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** Replays are asked for by hand, and no part of the bill. */
type DrivenQueue = 'feeds' | 'articles' | 'links';

type Drive = {
  readonly site: MadeSite;
  readonly start: number;
  readonly end: number;
  readonly stepMs: number;
  /** Messages that a function gets at once. */
  readonly batch: Readonly<Record<DrivenQueue, number>>;
  /**
   * For feeds that have long been polled: until then they are polled by their rhythm, each from a time of
   * its own on, and nothing counts; after it polls are counted alone, and articles that they find are
   * only numbered.
   */
  readonly settledAt?: number;
  /** Between two requests to a host, where it is not what is deployed. */
  readonly spacingMs?: number;
  readonly onStep?: (done: number, ledger: Ledger) => void;
  /** What one invocation took, in milliseconds of this machine. */
  readonly onInvoked?: (step: string, milliseconds: number) => void;
};

/** What a poll finds is fetched at the next step: pages are gathered for minutes, and here no time passes. */
const order: readonly DrivenQueue[] = ['articles', 'links', 'feeds'];
const functionOf = {
  feeds: 'fetch-feed',
  articles: 'fetch-article',
  links: 'link-article',
} as const;

/** Runs the deployed handlers over a made web on a virtual clock, and counts all that they ask for. */
export async function drive(options: Drive): Promise<Ledger> {
  const { site, start, end, stepMs, settledAt } = options;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'newsloom-cost-'));
  const outside = await startOutside(site);
  const ledger = newLedger();
  const stopCounting = meterClients(outside, ledger);
  const FEED_LIST_FILE = path.join(folder, 'feeds.json');
  const listed = settledAt === undefined ? outside.feeds : [];
  writeFileSync(FEED_LIST_FILE, JSON.stringify({ feeds: listed.map((url) => ({ url })) }));
  const waiting: Record<DrivenQueue, SQSRecord[]> = { feeds: [], articles: [], links: [] };
  let now = start;
  const { onInvoked = () => {} } = options;
  const work: Work = { ledger, waitedMs: 0, onInvoked };
  try {
    const functions = await loadFunctions(
      { ...politenessDefaults, ...outside.environment, FEED_LIST_FILE },
      (step) => ({
        route: outside.route,
        spacingMs: () => options.spacingMs,
        // What polls find is numbered as soon as it is sent.
        ...(options.spacingMs === undefined && settledAt === undefined && { articlesApartSeconds }),
        sleep: async (milliseconds) => {
          work.waitedMs = Math.max(work.waitedMs, milliseconds);
        },
        patience: endless,
        now: () => new Date(now),
        observe: counted(step, ledger),
      }),
    );
    const handlers = {
      feeds: functions.fetchFeed,
      articles: functions.fetchArticle,
      links: functions.linkArticle,
    };
    if (settledAt === undefined) await rememberHosts(outside, start);
    else await addSpread(outside, start);
    const over = settledAt === undefined ? end + stepsToComeBack * stepMs : end;
    for (; now <= over; now += stepOf(now, options)) {
      if (now === settledAt) ledger.clear();
      await outside.show(now);
      await invoke('poll-feeds', work, functions.pollFeeds);
      const isLast = now + stepMs > end || now < (settledAt ?? 0);
      for (const queue of settledAt === undefined ? order : (['feeds'] as const)) {
        const target = {
          ...{ queue, handler: handlers[queue], work, waiting: waiting[queue] },
          asked:
            queue === 'articles' && options.spacingMs === undefined ? new Set<string>() : undefined,
        };
        await deliver(outside, target, { size: options.batch[queue], isLast });
      }
      if (settledAt !== undefined) await numberArticles(outside, ledger);
      options.onStep?.((now - start) / (end - start), ledger);
    }
    return ledger;
  } finally {
    stopCounting();
    await outside.stop();
    rmSync(folder, { recursive: true });
  }
}

/** However slow this machine is, the pages of an invocation are saved as those of sites that are not. */
const endless: Patience = (_, { signal }) =>
  new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));

/** Tasks that were put off at the end still come back: for robots.txt, for `tdmrep.json`, and in between. */
const stepsToComeBack = 8;

/** Until feeds have settled, nobody measures: longer steps do. */
const settlingMs = 5 * 60_000;
const stepOf = (now: number, { stepMs, settledAt = 0 }: Drive): number =>
  now < settledAt ? Math.min(settlingMs, settledAt - now) : stepMs;

/** First polls are spread over so long, about as long as it is from one poll of such a feed to the next. */
const spreadMs = 100 * 60_000;

async function addSpread({ clients, names, feeds }: Outside, start: number): Promise<void> {
  const store = dynamoFeedStore(documentClient(clients.dynamo), names.tables.feeds);
  for (const [at, url] of feeds.entries()) {
    const first = new Date(start + (spreadMs * (at + 0.5)) / feeds.length);
    await store.add(newFeed({ url, tags: [] }, 'cli', first.toISOString()));
  }
}

async function numberArticles({ clients, queueUrls }: Outside, ledger: Ledger): Promise<void> {
  const found = await takeRecords(clients.sqs, queueUrls.queues.articles);
  ledger.step = 'fetch-feed';
  ledger.add('articles found', found.length);
}

/** An observer that counts outcomes and the bytes of the lines that would be logged. */
function counted(step: string, ledger: Ledger) {
  const name = `Newsloom-prod-${step}-Function-0123456789AB`;
  const env = { AWS_LAMBDA_FUNCTION_NAME: name, _X_AMZN_TRACE_ID: `Root=1-${'0'.repeat(33)};` };
  const log = jsonLogObserver(step, {
    env,
    write: (line) => ledger.add('log bytes', Buffer.byteLength(line) + 1),
  });
  return {
    done: (...given: Parameters<typeof log.done>) => {
      ledger.add(`outcome ${given[0].kind}`);
      log.done(...given);
    },
    failed: (...given: Parameters<typeof log.failed>) => {
      ledger.add(`outcome ${given[1]}`);
      log.failed(...given);
    },
    ended: () => log.ended?.(),
  };
}

type Work = {
  readonly ledger: Ledger;
  /** The longest wait for a slot in the invocation at hand; the clock stands still meanwhile. */
  waitedMs: number;
  readonly onInvoked: NonNullable<Drive['onInvoked']>;
};

/** Counts the time in which this thread worked for an invocation, and what it waited for slots at hosts. */
async function invoke<T>(step: string, work: Work, run: () => Promise<T>): Promise<T> {
  const { ledger } = work;
  ledger.step = step;
  work.waitedMs = 0;
  const before = processorMs();
  const began = performance.now();
  const result = await run();
  work.onInvoked(step, performance.now() - began);
  ledger.add('invocations');
  ledger.add('waited ms', work.waitedMs);
  ledger.add('processor ms', processorMs() - before);
  return result;
}

/** Of this thread alone, where the kernel tells. */
function processorMs(): number {
  const file = `/proc/self/task/${process.pid}/schedstat`;
  if (existsSync(file)) return Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

type Target = {
  readonly queue: DrivenQueue;
  readonly handler: Handler;
  readonly work: Work;
  /** Messages that do not fill a batch yet. */
  readonly waiting: SQSRecord[];
  /** Hosts whose pages were asked for in this step of the clock, where one of them is enough. */
  readonly asked: Set<string> | undefined;
};

/** A busy machine may be slow, but not that often. */
const mostRetries = 100;

type Batches = { readonly size: number; readonly isLast: boolean };

async function deliver({ clients, queueUrls }: Outside, target: Target, { size, isLast }: Batches) {
  const { queue, handler, work, waiting } = target;
  const { ledger } = work;
  const kind = queues[queue].fifo ? 'SQS FIFO requests' : 'SQS requests';
  for (;;) {
    waiting.push(...(await takeRecords(clients.sqs, queueUrls.queues[queue])));
    const Records = batchOf(waiting, target, size);
    if (Records.length === 0 || (Records.length < size && !isLast)) return;
    for (const record of Records) {
      waiting.splice(waiting.indexOf(record), 1);
      target.asked?.add(record.attributes.MessageGroupId ?? '');
    }
    const { batchItemFailures } = await invoke(functionOf[queue], work, () => handler({ Records }));
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    waiting.unshift(...Records.filter(({ messageId }) => failed.has(messageId)));
    if (ledger.of(functionOf[queue], 'outcome retry') > mostRetries)
      throw new Error(`${functionOf[queue]} fails again and again`);
    // What Lambda's poller asks for: it receives a batch and deletes it, ten at once.
    ledger.add(kind, 2 * Math.ceil(Records.length / 10));
    ledger.add('messages', Records.length);
  }
}

/**
 * The next messages, and of a host one for each step of the clock, which stands still meanwhile: pages of
 * a host are sent apart, and in a stack of thousands of hosts few others meet.
 */
function batchOf(waiting: readonly SQSRecord[], { asked }: Target, size: number): SQSRecord[] {
  if (asked === undefined) return waiting.slice(0, size);
  const hosts = new Set(asked);
  const isNext = ({ attributes: { MessageGroupId = '' } }: SQSRecord) =>
    !hosts.has(MessageGroupId) && hosts.add(MessageGroupId);
  return waiting.filter(isNext).slice(0, size);
}
