import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { publicRoute } from '../shared/adapters/http/route.ts';
import { politenessDefaults } from '../shared/config/function-env.ts';
import type { FeedListing } from '../shared/model/feed.ts';
import { queues, revisitMinutes, sweepMinutes } from '../shared/queues.ts';
import { type EventSource, runEventSources } from './event-source-loop.ts';
import { listenForHubs } from './hub-listener.ts';
import { type Functions, loadFunctions } from './pipeline.ts';
import type { StepObserver } from './progress.ts';
import type { Services } from './services/start-services.ts';
import type { Visit } from './sources.ts';
import { loopbackRoute } from './web/loopback-route.ts';
import { startWeb } from './web/loopback-web.ts';

const minute = 60_000;
const nowhere = { hosts: new Set<string>(), lookup: () => undefined };

/** Pages that are served from this machine need no pause between two requests. */
const loopbackSpacingMs = 10;

/**
 * Of each function. All share one thread here: with as many as on Lambda, requests would time out while
 * pages are read, and nothing would be done sooner.
 */
const invocationsAtOnce = 4;

/** A host may ask us to come back in an hour; a run that is to end does not wait for that. */
const longestWaitMs = 45_000;

type LocalRunOptions = {
  readonly folder: string;
  readonly services: Services;
  readonly listings: readonly FeedListing[];
  readonly observerOf: StepObserver;
  /** As a stage would have them. */
  readonly obeyRobots?: boolean | undefined;
  readonly rights?: string | undefined;
  readonly followRelated?: number | undefined;
  /** Where hubs are listened to; WebSub is off without it. */
  readonly hubs?: HubAddress | undefined;
};

/** A port of the loopback interface, and how hubs reach it. */
export type HubAddress = { readonly port: number; readonly url: string };

/** The pipeline on this machine: the deployed functions between the embedded queues. */
export type LocalRun = {
  /** Polls what is due at one visit, and works until nothing is left that can be done soon. */
  work(visit: Visit, signal: AbortSignal): Promise<void>;
  /** Polls every minute until the signal. */
  keepWorking(visit: Visit, signal: AbortSignal): Promise<void>;
  /** What time it is for the pipeline. */
  now(): Date;
  stop(): Promise<void>;
};

export async function startRun(options: LocalRunOptions): Promise<LocalRun> {
  const { services } = options;
  const web = await startWeb(nowhere);
  let offset = 0;
  const now = () => new Date(Date.now() + offset);
  const functions = await loadFunctions(environment(options), (step) => ({
    route: loopbackRoute(web, publicRoute),
    spacingMs: (host) => (web.hosts.has(host) ? loopbackSpacingMs : undefined),
    observe: options.observerOf(step),
    now,
  }));
  const { hubs } = options;
  const listener = hubs && (await listenForHubs(functions.webSub, hubs.port));
  const begin = (visit: Visit) => {
    web.serve(visit.web ?? nowhere);
    offset = visit.clockOffset;
  };
  const loop = {
    sources: sourcesOf(functions, services),
    sqs: services.clients.sqs,
    retrySeconds: 1,
  };
  const isWorthWaiting = () =>
    (services.nextDelivery()?.getTime() ?? 0) - Date.now() <= longestWaitMs;

  return {
    async work(visit, signal) {
      begin(visit);
      await functions.pollFeeds();
      await runEventSources({ ...loop, until: 'idle', signal, isWorthWaiting });
      if (signal.aborted) return;
      await Promise.all([functions.sweepStories(), functions.revisitArticles()]);
      await runEventSources({ ...loop, until: 'idle', signal, isWorthWaiting });
    },
    async keepWorking(visit, signal) {
      begin(visit);
      await Promise.all([
        runEventSources({ ...loop, until: signal }),
        repeat(functions.pollFeeds, { minutes: 1, signal }),
        repeat(functions.sweepStories, { minutes: sweepMinutes, signal }),
        repeat(functions.revisitArticles, { minutes: revisitMinutes, signal }),
      ]);
    },
    now,
    async stop() {
      await listener?.stop();
      await web.close();
    },
  };
}

/** What the schedules do. */
async function repeat(
  step: () => Promise<unknown>,
  { minutes, signal }: { readonly minutes: number; readonly signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    await step();
    await sleep(minutes * minute, undefined, { signal }).catch(() => undefined);
  }
}

/** What `infra/` gives the functions, with the names of the local services. */
function environment({
  folder,
  services,
  listings,
  hubs,
  obeyRobots = false,
  rights = '',
  followRelated,
}: LocalRunOptions): Record<string, string> {
  const feedList = path.resolve(folder, 'feeds.json');
  writeFileSync(feedList, JSON.stringify({ feeds: listings }));
  const callback: Record<string, string> = hubs ? { WEBSUB_CALLBACK_URL: hubs.url } : {};
  const wishes = { OBEY_ROBOTS_FOR_FEEDS: String(obeyRobots), RIGHTS_POLICY: rights };
  const follow: Record<string, string> = followRelated
    ? { FOLLOW_RELATED_PER_DAY: String(followRelated) }
    : {};
  return {
    ...{ ...politenessDefaults, ...services.environment, ...callback, ...wishes, ...follow },
    FEED_LIST_FILE: feedList,
  };
}

function sourcesOf(
  { fetchFeed, fetchArticle, linkArticle, replayArticle }: Functions,
  { queueUrls }: Services,
): EventSource[] {
  const consumers = { feeds: fetchFeed, articles: fetchArticle, links: linkArticle };
  const handlers = { ...consumers, replays: replayArticle };
  return (['feeds', 'articles', 'links', 'replays'] as const).map((name) => ({
    name,
    queueUrl: queueUrls.queues[name],
    handler: handlers[name],
    batchSize: queues[name].batchSize,
    concurrency: Math.min(invocationsAtOnce, queues[name].maxConcurrency),
    timeoutSeconds: queues[name].timeoutSeconds,
  }));
}
