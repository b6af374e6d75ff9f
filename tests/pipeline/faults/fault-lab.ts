import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { takeRecords } from '../../../local/lambda/take-records.ts';
import type { Functions } from '../../../local/pipeline.ts';
import { type Services, startServices } from '../../../local/services/start-services.ts';
import type { WebWithFeeds } from '../../../local/web/web-content.ts';
import type { Route } from '../../../shared/adapters/http/route.ts';
import { batchesOf } from '../../../shared/collections/batches-of.ts';
import { type QueueName, queues, visibilityTimeoutSeconds } from '../../../shared/queues.ts';
import { describeError } from '../../../shared/runtime/observer.ts';
import { aPipeline, handlerOf, type Pipeline } from '../a-pipeline.ts';
import type { Round, Stage } from '../crash-points.ts';
import { type Ending, endingOf, eventsOf, wrongsOf } from '../ending.ts';
import { removeOrphans } from '../findings-in.ts';
import { copyStore, putBack, type StoreCopy } from '../store-copy.ts';
import { type AwsProxy, type Meddling, startAwsProxy } from './aws-proxy.ts';

/** Something that goes wrong for a while at the beginning of each stage. */
export type Fault = {
  /** What is done to calls of AWS's services. */
  readonly aws?: Meddling;
  /** Where requests to the web lead. */
  readonly web?: (route: Route) => Route;
  /** Seconds by which the clock of an invocation is wrong. */
  readonly clock?: (invocation: number) => number;
  /** Told when a round begins. */
  readonly onRound?: (services: Services) => Promise<void>;
  /** Told when a stage begins. */
  readonly onStage?: () => void;
  /** How a batch is handed over. */
  readonly deliver?: (event: SQSEvent, handler: Handler) => Promise<SQSBatchResponse>;
};

type Handler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** What came of a run with faults. */
export type Aftermath = {
  /** What is not as it is without faults, in words. */
  readonly wrongs: readonly string[];
  /** Calls and requests that were made while something was wrong. */
  readonly meddled: number;
  /** Invocations of functions meanwhile. */
  readonly invocations: number;
  /** Deliveries of one batch at most. */
  readonly deliveries: number;
  /** What became of messages: `fetch-article discarded gone`, and how often. */
  readonly outcomes: ReadonlyMap<string, number>;
};

/**
 * One try of a call, as if the SDK had made its three. A site that hangs is given up in real time, which
 * must not be so short that one that answers is given up where the machine is busy.
 */
const brisk = { AWS_MAX_ATTEMPTS: '1', FETCH_TIMEOUT_MS: '3000', MAX_BODY_BYTES: '1000000' };

/** Every run has messages that no step can read. */
const poisonMessages = 4;
const poison = '{"version":99,"__proto__":{}}';

/** The fourth delivery of a link task, and the second or third of the others, comes after it. */
const outageSeconds = 17 * 60;
/** After so many deliveries a message is dead, and something is lost. */
const mostDeliveries = 5;

/** A newsroom that is run through cleanly, and then again and again with faults. */
export class FaultLab {
  private readonly rounds: readonly Round[];
  private services: Services | undefined;
  private proxy: AwsProxy | undefined;
  private pipeline: Pipeline | undefined;
  private empty: StoreCopy | undefined;
  private wanted: Ending | undefined;
  private faults: readonly Fault[] = [];
  /** Of the functions' clock, in milliseconds: it stands still, but where the lab waits for something. */
  private instant = 0;
  /** How much the clock of the invocation at hand is ahead of that. */
  private wrongBy = 0;
  /** Of the services' clock, which is never put back: queues remember what they have seen. */
  private servicesAt = Date.parse('2030-01-01T00:00:00.000Z');
  private endsAt = 0;
  private stage: Stage = 'poll';
  private counts = { meddled: 0, invocations: 0, deliveries: 1 };

  private constructor(rounds: readonly Round[]) {
    this.rounds = rounds;
  }

  static async start(feeds: readonly string[], rounds: readonly Round[]): Promise<FaultLab> {
    const lab = new FaultLab(rounds);
    try {
      const services = await startServices({ clock: () => new Date(lab.servicesAt) });
      lab.services = services;
      lab.proxy = await startAwsProxy(services, (call, forward) => lab.meddle(call, forward));
      lab.pipeline = await aPipeline(feeds, 'once', {
        services,
        env: { ...lab.proxy.environment, ...brisk },
        now: () => new Date(lab.instant + lab.wrongBy),
        routed: (route) => lab.routed(route),
        invoked: (functions) => lab.invoked(functions),
      });
      lab.empty = await copyStore(services);
      lab.wanted = await lab.runThrough();
      // Taken off the queue, too: it would stand in for what the first run with faults loses.
      if (!lab.wereSetAside(await lab.pipeline.quarantined()))
        throw new Error('what no step can read is not set aside');
      return lab;
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  /** Runs all rounds with these faults at the beginning of each stage. */
  async run(...faults: readonly Fault[]): Promise<Aftermath> {
    const { services, empty, wanted } = this;
    if (services === undefined || empty === undefined || wanted === undefined)
      throw new Error('the lab was not started');
    this.servicesAt += 86_400_000;
    await putBack(services, empty);
    this.faults = faults;
    this.counts = { meddled: 0, invocations: 0, deliveries: 1 };
    const before = this.running.outcomes.length;
    const aftermath = () => ({ ...this.counts, outcomes: this.outcomesSince(before) });
    try {
      const ending = await this.runThrough();
      const unheard = this.wereSetAside(await this.running.quarantined())
        ? []
        : ['not set aside: poison'];
      return {
        ...aftermath(),
        wrongs: [...(await wrongsOf(services, ending, wanted)), ...unheard],
      };
    } catch (error) {
      return { ...aftermath(), wrongs: [describeError(error)] };
    } finally {
      this.faults = [];
    }
  }

  async stop(): Promise<void> {
    await this.proxy?.stop();
    // A pipeline stops its services.
    await (this.pipeline ?? this.services)?.stop();
  }

  private get running(): Pipeline {
    if (this.pipeline === undefined) throw new Error('the lab was not started');
    return this.pipeline;
  }

  private async runThrough(): Promise<Ending> {
    const { services } = this.running;
    const since = (await eventsOf(services)).length;
    for (const round of this.rounds) {
      this.begin(round);
      for (const { onRound } of this.faults) await onRound?.(services);
      await round.prepare?.(this.running);
      if (round === this.rounds[0]) await this.sendPoison();
      for (const stage of round.stages) {
        this.stage = stage;
        for (const { onStage } of this.faults) onStage?.();
        this.endsAt = this.instant + outageSeconds * 1000;
        await this.runStage(stage);
        this.endsAt = 0;
      }
    }
    await removeOrphans(services);
    return settled(await endingOf(services, since));
  }

  private wereSetAside(quarantined: readonly unknown[]): boolean {
    const isPoison = (message: unknown) => (message as { body?: string }).body === poison;
    return quarantined.filter(isPoison).length >= poisonMessages;
  }

  private outcomesSince(before: number): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { step, kind, reason } of this.running.outcomes.slice(before)) {
      const name = [step, kind, ...(typeof reason === 'string' ? [reason] : [])].join(' ');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  }

  private async sendPoison(): Promise<void> {
    const { clients, queueUrls } = this.running.services;
    const message = { QueueUrl: queueUrls.queues.articles, MessageBody: poison };
    for (let n = 0; n < poisonMessages; n++)
      await clients.sqs.send(new SendMessageCommand(message));
  }

  private begin({ at, web }: Round): void {
    this.instant = Date.parse(at);
    const visits = new Map<string, number>();
    const lookup: WebWithFeeds['lookup'] = (url) => {
      const visit = (visits.get(url.href) ?? 0) + 1;
      visits.set(url.href, visit);
      return web.lookup(url, visit);
    };
    this.running.begin(at, { ...web, lookup });
  }

  private elapse(seconds: number): void {
    this.servicesAt += 1000 * seconds;
    this.instant += 1000 * seconds;
  }

  private get isFaulty(): boolean {
    return this.faults.length > 0 && this.instant < this.endsAt;
  }

  private async runStage(stage: Stage): Promise<void> {
    const { functions } = this.running;
    switch (stage) {
      case 'poll':
        return this.schedule(functions.pollFeeds);
      case 'revisit':
        return this.schedule(functions.revisitArticles);
      case 'sweep':
        return this.schedule(functions.sweepStories);
      case 'feeds':
        return this.poll(functions);
      default:
        return this.drain(stage, handlerOf(stage, functions));
    }
  }

  /** A poll that came too late is left to the next one, for which the schedule sends a task within the minute. */
  private async poll(functions: Functions): Promise<void> {
    for (let left = true; left; ) {
      const before = this.running.outcomes.length;
      await this.drain('feeds', handlerOf('feeds', functions));
      left = this.running.outcomes
        .slice(before)
        .some(({ step, kind }) => step === 'fetch-feed' && kind === 'skipped');
      if (left) await this.schedule(functions.pollFeeds);
    }
  }

  /** A schedule comes again each minute, whatever became of it before. */
  private async schedule(step: () => Promise<unknown>): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return void (await step());
      } catch (error) {
        if (tries > 25) throw error;
        this.elapse(60);
      }
    }
  }

  private async drain(queue: QueueName, handler: Handler): Promise<void> {
    const { clients, queueUrls } = this.running.services;
    do {
      const records = await takeRecords(clients.sqs, queueUrls.queues[queue]);
      const sorted = records.toSorted((a, b) => (a.body < b.body ? -1 : 1));
      for (const together of isFifo(queue) ? batchesFor(queue, sorted) : [sorted])
        await this.deliver(queue, together, handler);
    } while (this.waitForNext(queue));
  }

  /** What was put off comes when its time has come. @returns whether there is something */
  private waitForNext(queue: QueueName): boolean {
    const next = this.running.services.nextDelivery(queue);
    if (next === undefined) return false;
    this.elapse(Math.max(0, Math.ceil((next.getTime() - this.servicesAt) / 1000)));
    return true;
  }

  /**
   * Hands over what can be seen at the same time, in batches, and then what of it has failed: what goes wrong
   * goes wrong for all of it, and not for the first batch alone.
   */
  private async deliver(
    queue: QueueName,
    records: readonly SQSRecord[],
    handler: Handler,
  ): Promise<void> {
    let left = records;
    for (let tries = 1; left.length > 0; tries++) {
      if (tries > mostDeliveries) throw new Error(`dead: ${left[0]?.body.slice(0, 200)}`);
      const failed = new Set<string>();
      for (const Records of batchesFor(queue, left)) {
        if (this.isFaulty) this.counts.deliveries = Math.max(this.counts.deliveries, tries);
        const { batchItemFailures } = await handler({ Records });
        for (const { itemIdentifier } of batchItemFailures) failed.add(itemIdentifier);
      }
      left = left.filter(({ messageId }) => failed.has(messageId));
      if (left.length > 0) this.elapse(visibilityTimeoutSeconds(queues[queue]));
    }
  }

  private async meddle(...[call, forward]: Parameters<Meddling>): ReturnType<Meddling> {
    if (!this.isFaulty) return forward();
    const chain = this.faults.reduceRight<typeof forward>(
      (next, { aws }) =>
        aws === undefined
          ? next
          : async (body = call.body) => {
              const answer = await aws({ ...call, body }, next);
              if (answer === undefined) throw new HungUp();
              return answer;
            },
      forward,
    );
    this.counts.meddled++;
    try {
      return await chain();
    } catch (error) {
      if (error instanceof HungUp) return undefined;
      throw error;
    }
  }

  private routed(route: Route): Route {
    return async (url) => {
      // A poll that fails is not repeated, but comes again when the feed is due.
      if (!this.isFaulty || this.stage !== 'articles') return route(url);
      const chain = this.faults.reduce((next, { web }) => web?.(next) ?? next, route);
      this.counts.meddled++;
      return chain(url);
    };
  }

  private invoked(functions: Functions): Functions {
    const wrong = async <T>(run: () => Promise<T>): Promise<T> => {
      if (!this.isFaulty) return run();
      const { clock } = this.faults.find((fault) => fault.clock !== undefined) ?? {};
      this.wrongBy = 1000 * (clock?.(this.counts.invocations) ?? 0);
      if (this.wrongBy !== 0) this.counts.meddled++;
      this.counts.invocations++;
      try {
        return await run();
      } finally {
        this.wrongBy = 0;
      }
    };
    const queued = (handler: Handler) => (event: SQSEvent) =>
      wrong(async () => {
        const { deliver } = this.faults.find((fault) => fault.deliver !== undefined) ?? {};
        if (!this.isFaulty || deliver === undefined) return handler(event);
        this.counts.meddled++;
        return deliver(event, handler);
      });
    return {
      ...functions,
      pollFeeds: () => wrong(functions.pollFeeds),
      revisitArticles: () => wrong(functions.revisitArticles),
      sweepStories: () => wrong(functions.sweepStories),
      fetchFeed: queued(functions.fetchFeed),
      fetchArticle: queued(functions.fetchArticle),
      replayArticle: queued(functions.replayArticle),
      linkArticle: queued(functions.linkArticle),
    };
  }
}

/** A batch of a FIFO queue is not to be seen before the one that came before it is done. */
const isFifo = (queue: QueueName): boolean => queues[queue].fifo;

const batchesFor = (queue: QueueName, records: readonly SQSRecord[]): SQSRecord[][] =>
  batchesOf(records, queues[queue].batchSize);

/**
 * A host that never failed and one that was forgiven are alike, and so are rules that are known and could
 * not be had again; when it was polled shows in a feed's days.
 */
function settled(ending: Ending): Ending {
  const { hosts = [], feeds = [], ...others } = ending.contents;
  return {
    events: withoutCountOfSplit(ending.events),
    contents: {
      ...others,
      hosts: hosts.map((host) => {
        const { unreachableSince: _, ...known } = host as { unreachableSince?: string };
        return { outages: 0, refusals: 0, ...known };
      }),
      feeds: feeds.map((feed) => {
        const { polling, ...rest } = feed as { polling?: { days?: unknown } };
        if (polling === undefined) return feed;
        const { days: _, ...learnt } = polling;
        return { ...rest, polling: learnt };
      }),
    },
  };
}

/** Of a story that is split that it was told of, not how many reports it had by then: decision 14. */
function withoutCountOfSplit(events: ReadonlySet<string>): ReadonlySet<string> {
  const split = new Set(
    [...events].flatMap((event) => /^StorySplit (\w+)#(\w+)$/.exec(event)?.slice(1) ?? []),
  );
  const uncounted = (event: string) => {
    const [, told = '', storyId = ''] = /^(StoryUpdated (\w+))#/.exec(event) ?? [];
    return split.has(storyId) ? told : event;
  };
  return new Set([...events].map(uncounted));
}

class HungUp extends Error {
  override readonly name = 'HungUp';
}
