import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { takeRecords } from '../../local/lambda/take-records.ts';
import type { Functions } from '../../local/pipeline.ts';
import { loopbackRoute } from '../../local/web/loopback-route.ts';
import { type LoopbackWeb, startWeb } from '../../local/web/loopback-web.ts';
import { publicRoute } from '../../shared/adapters/http/route.ts';
import { politenessDefaults } from '../../shared/config/function-env.ts';
import { handlerOf } from '../../tests/pipeline/a-pipeline.ts';
import { MemoryServices } from '../../tests/pipeline/memory/memory-services.ts';
import { interceptCalls } from '../../tests/pipeline/outside-calls.ts';
import { ServiceOutages } from './service-outages.ts';
import type { SoakOutlets } from './soak-web.ts';
import { type QueueHandler, VirtualQueue } from './virtual-queues.ts';

const order = ['feeds', 'articles', 'replays', 'links'] as const;
/** What one instant may bring about before something turns in a circle. */
const mostBatches = 5000;

type Settings = {
  readonly outlets: SoakOutlets;
  readonly start: number;
  readonly random: () => number;
};

/** The deployed handlers over services in memory and a web on loopback, on a clock that is moved. */
export class SoakSystem {
  now: number;
  readonly services: MemoryServices;
  readonly outages: ServiceOutages;
  readonly queues = order.map((name) => new VirtualQueue(name));
  /** How often something failed that was given back to its queue or schedule. */
  failed = 0;
  /** Outcomes by step and kind. */
  readonly outcomes = new Map<string, number>();
  readonly #outlets: SoakOutlets;
  /** By the client of the SDK whose calls are answered here: a checkout may have an SDK of its own. */
  readonly #releases = new Map<typeof DynamoDBClient, () => void>();
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'newsloom-soak-'));
  readonly #web: LoopbackWeb;
  #functions: Functions | undefined;

  private constructor({ outlets, start, random }: Settings, web: LoopbackWeb) {
    this.now = start;
    this.services = new MemoryServices(() => new Date(this.now));
    this.outages = new ServiceOutages(this.services, random);
    this.#outlets = outlets;
    this.#web = web;
  }

  static async start(settings: Settings): Promise<SoakSystem> {
    const system = new SoakSystem(settings, await startWeb(settings.outlets.at(settings.start)));
    system.#intercept(DynamoDBClient);
    return system;
  }

  #intercept(Client: typeof DynamoDBClient): void {
    if (!this.#releases.has(Client))
      this.#releases.set(Client, interceptCalls(this.outages, Client));
  }

  async stop(): Promise<void> {
    for (const release of this.#releases.values()) release();
    await this.#web.close();
    await this.services.stop();
    rmSync(this.#folder, { recursive: true });
  }

  /**
   * Deploys the functions of a checkout with the feeds that are listed now; nothing that the functions
   * before them remembered is left.
   */
  async deploy(checkout: string): Promise<void> {
    const FEED_LIST_FILE = path.join(this.#folder, 'feeds.json');
    const feeds = this.#outlets.feedsAt(this.now).map((url) => ({ url }));
    writeFileSync(FEED_LIST_FILE, JSON.stringify({ feeds }));
    const own = createRequire(path.join(checkout, 'package.json'));
    this.#intercept(own('@aws-sdk/client-dynamodb').DynamoDBClient);
    const source = pathToFileURL(path.join(checkout, 'local', 'pipeline.ts')).href;
    const { loadFunctions } = (await import(source)) as typeof import('../../local/pipeline.ts');
    this.#functions = await loadFunctions(
      { ...politenessDefaults, ...this.services.environment, FEED_LIST_FILE },
      (step) => ({
        route: loopbackRoute(this.#web, publicRoute),
        now: () => new Date(this.now),
        sleep: async (milliseconds) => this.pass(milliseconds),
        observe: {
          done: ({ kind }) => this.#count(`${step} ${kind}`),
          failed: (_, fate) => this.#count(`${step} ${fate}`),
        },
      }),
    );
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
  }

  #count(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  /** Runs what a schedule starts; what fails is started again by the schedule. */
  async start(schedule: 'pollFeeds' | 'sweepStories' | 'revisitArticles'): Promise<void> {
    this.#web.serve(this.#outlets.at(this.now));
    try {
      await this.#inFunction(() => this.#deployed[schedule]());
    } catch {
      this.failed++;
    }
  }

  get #deployed(): Functions {
    if (this.#functions === undefined) throw new Error('nothing is deployed');
    return this.#functions;
  }

  async #inFunction<T>(run: () => Promise<T>): Promise<T> {
    this.outages.isInFunction = true;
    try {
      return await run();
    } finally {
      this.outages.isInFunction = false;
    }
  }

  /** Delivers what comes to be visible until then, and moves the clock to it. */
  async deliverUntil(end: number): Promise<void> {
    for (let batches = 0; batches < mostBatches; batches++) {
      await this.#collect();
      const next = this.queues.find(({ nextAt }) => nextAt <= this.now);
      if (next !== undefined) {
        await this.#deliver(next);
        continue;
      }
      const later = Math.min(this.#nextAt(), end);
      if (later >= end) break;
      this.now = later;
      this.#web.serve(this.#outlets.at(this.now));
    }
    this.now = Math.max(this.now, end);
  }

  #nextAt(): number {
    const sent = this.services.nextDelivery()?.getTime() ?? Number.POSITIVE_INFINITY;
    return Math.max(this.now + 1, Math.min(sent, ...this.queues.map(({ nextAt }) => nextAt)));
  }

  async #collect(): Promise<void> {
    const { clients, queueUrls } = this.services;
    for (const queue of this.queues)
      queue.add(await takeRecords(clients.sqs, queueUrls.queues[queue.name]), this.now);
  }

  async #deliver(queue: VirtualQueue): Promise<void> {
    const handle = handlerOf(queue.name, this.#deployed);
    const handler: QueueHandler = (event) => this.#inFunction(() => handle(event));
    const { failed } = await queue.deliver(handler, this.now);
    this.failed += failed;
  }

  /** Nothing was begun and not finished; pages may still wait for their sites. */
  get isSettled(): boolean {
    const isDone = this.queues.every(({ name, waiting, begun, dead }) => {
      const left = name === 'links' ? waiting : begun;
      return left + dead.length === 0;
    });
    const sent = this.services.nextVisible(this.services.queueUrls.queues.links);
    return isDone && sent === undefined && this.outages.out.size === 0;
  }

  redrive(): number {
    return this.queues.reduce((sum, queue) => sum + queue.redrive(this.now), 0);
  }
}
