import type { SQSRecord } from 'aws-lambda';
import { takeRecords } from '../../local/lambda/take-records.ts';
import type { WebWithFeeds } from '../../local/web/web-content.ts';
import { type QueueName, queues, visibilityTimeoutSeconds } from '../../shared/queues.ts';
import { aPipeline, handlerOf, type Pipeline } from './a-pipeline.ts';
import type { Call, CrashPoint, Round } from './crash-points.ts';
import { type CrashStage, commandOf, isQueue, type Subjects, stepOf } from './crash-steps.ts';
import { type Ending, endingOf, isSameSet, nameOf, wrongsOf } from './ending.ts';
import { mustBeRight, removeOrphans } from './findings-in.ts';
import { type CallPoint, Killer } from './killer.ts';
import { textsIn } from './memory/memory-queues.ts';
import { MemoryServices, type StoreCopy } from './memory/memory-services.ts';
import { gatedRoute, interceptCalls } from './outside-calls.ts';
import { isSameStore, notRemoved, unlikeFiles } from './same-store.ts';

/** What came of a death. */
export type Aftermath = {
  /** Whether anybody came to the point. */
  readonly wasKilled: boolean;
  /** What is not as it is without a death, in words. */
  readonly wrongs: readonly string[];
};

/** Where a run stands. */
type Moment = {
  readonly copy: StoreCopy;
  readonly at: number;
  readonly visits: ReadonlyMap<string, number>;
};

/** What one function was invoked with. */
type Invocation = {
  readonly round: Round<CrashStage>;
  readonly stage: CrashStage;
  /** The batch, of a queue. */
  readonly batch: readonly SQSRecord[];
  /** Batches that were taken off the queue together with it, and come after it. */
  readonly inHand: readonly (readonly SQSRecord[])[];
};

const mostTries = 8;
/** In seconds; the feeds of the newsroom are polled more often. */
const untilNextPoll = 6 * 3600;

/**
 * A newsroom that is run through once, and then again and again with a death at one of its points, over
 * services in memory: a run begins with the invocation that dies, and is over as soon as everything is as
 * it was without the death, since what follows from the same is the same.
 */
export class CrashLab {
  /** All calls of the clean run. */
  readonly calls: Call[] = [];
  readonly services = new MemoryServices(() => this.now());
  private readonly release = interceptCalls(this.services);
  private readonly killer = new Killer((point) => this.onCall(point));
  private readonly invocations: Invocation[] = [];
  /** Before each invocation of the clean run, and after it. */
  private readonly befores: Moment[] = [];
  private readonly afters: Moment[] = [];
  private readonly endings = new Map<number, Ending>();
  private readonly subjects: Subjects;
  private started: Pipeline | undefined;
  private isClean = true;
  private clock = { at: 0, since: 0 };
  private visits = new Map<string, number>();

  private constructor(subjects: Subjects) {
    this.subjects = subjects;
  }

  static async start(
    feeds: readonly string[],
    rounds: readonly Round<CrashStage>[],
    subjects: Subjects,
  ): Promise<CrashLab> {
    const lab = new CrashLab(subjects);
    try {
      lab.started = await aPipeline(feeds, 'once', {
        ...{ services: lab.services, routed: gatedRoute },
        env: { HOMEPAGE: 'https://newsloom.example/' },
      });
      for (const round of rounds) await lab.runCleanly(round);
      lab.isClean = false;
      return lab;
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  /** Runs again from the invocation in which the death is. */
  async crash(point: CrashPoint): Promise<Aftermath> {
    const invocation = this.invocations[point.invocation];
    const before = this.befores[point.invocation];
    if (invocation === undefined || before === undefined) throw new Error('there is no such point');
    const { round, stage, batch, inHand } = invocation;
    this.goTo(before, round);
    this.killer.aim(point);
    await this.invoke(stage, batch);
    const wasKilled = this.killer.hasKilled;
    if (await this.isAsAfter(point.invocation)) return { wasKilled, wrongs: [] };

    for (const records of inHand) await this.invoke(stage, records);
    await this.goOn(round, stage);
    const wrongs = await this.wrongsAtEnd(round, before);
    if (wrongs.length === 0 || stage !== 'feeds') return { wasKilled, wrongs };

    // A task that comes back when its feed is due again is left to the next poll.
    this.elapse(untilNextPoll);
    await this.runStage(round, 'poll');
    await this.goOn(round, 'poll');
    return { wasKilled, wrongs: await this.wrongsAtEnd(round, before) };
  }

  private async wrongsAtEnd(round: Round<CrashStage>, before: Moment): Promise<readonly string[]> {
    const wanted = this.afterInvocation(this.lastOf(round));
    const since = before.copy.events.length;
    const { objects } = this.services.copy();
    const left = await notRemoved(objects, {
      ...{ before: before.copy.objects, wanted: wanted.copy.objects },
    });
    const files = unlikeFiles(objects, wanted.copy.objects);
    const wantedEnding = await this.endingAfter(this.lastOf(round), since);
    await removeOrphans(this.services);
    const ending = await endingOf(this.services, since);
    return [
      ...(await wrongsOf(this.services, ending, wantedEnding)),
      ...left.map((key) => `not removed: ${key}`),
      ...files.map((key) => `exported otherwise: ${key}`),
    ];
  }

  async stop(): Promise<void> {
    this.release();
    await this.started?.stop();
  }

  private async runCleanly(round: Round<CrashStage>): Promise<void> {
    this.begin(Date.parse(round.at), round);
    this.visits = new Map();
    await round.prepare?.(this.pipeline);
    for (const stage of round.stages) await this.runStage(round, stage);
    await mustBeRight(this.services, `without a death, after «${round.name}»`);
  }

  /** What is left of a stage, and the stages after it. */
  private async goOn(round: Round<CrashStage>, stage: CrashStage): Promise<void> {
    const at = round.stages.indexOf(stage);
    if (isQueue(stage)) await this.runStage(round, stage);
    for (const next of round.stages.slice(at + 1)) await this.runStage(round, next);
  }

  private async runStage(round: Round<CrashStage>, stage: CrashStage): Promise<void> {
    if (!isQueue(stage)) {
      await this.invokeNoted({ round, stage, batch: [], inHand: [] });
      return;
    }
    for (let batches = await this.take(stage); batches.length > 0; batches = await this.take(stage))
      for (const [at, batch] of batches.entries()) {
        await this.invokeNoted({ round, stage, batch, inHand: batches.slice(at + 1) });
      }
  }

  private async invokeNoted(invocation: Invocation): Promise<void> {
    const { stage, batch } = invocation;
    if (!this.isClean) return this.invoke(stage, batch);
    this.befores.push(this.moment());
    this.invocations.push(invocation);
    this.killer.aim();
    await this.invoke(stage, batch);
    this.afters.push(this.moment());
  }

  /** Hands something to a function until it is done. */
  private async invoke(stage: CrashStage, batch: readonly SQSRecord[]): Promise<void> {
    let left = batch;
    for (let tries = 0; ; tries++) {
      if (tries === mostTries) throw new Error(`${stepOf[stage]} cannot be done: ${left[0]?.body}`);
      let failed = new Set(left.map(({ messageId }) => messageId));
      const run = async () => {
        failed = await this.call(stage, left);
      };
      const survived = await this.killer.survives(stepOf[stage], run);
      left = left.filter(({ messageId }) => failed.has(messageId));
      if (survived && left.length === 0) return;
      this.elapse(isQueue(stage) ? visibilityTimeoutSeconds(queues[stage]) : 60);
    }
  }

  /** @returns the ids of messages that must be delivered again */
  private async call(stage: CrashStage, batch: readonly SQSRecord[]): Promise<Set<string>> {
    const { pipeline, subjects } = this;
    if (!isQueue(stage)) {
      await commandOf(stage, { pipeline, subjects, now: () => this.now() });
      return new Set();
    }
    const handler = handlerOf(stage, pipeline.functions);
    const { batchItemFailures } = await handler({ Records: [...batch] });
    return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  }

  /** All that waits in a queue, in batches, in order of their texts; waits for what is delayed. */
  private async take(queue: QueueName): Promise<SQSRecord[][]> {
    const url = this.services.queueUrls.queues[queue];
    const next = this.services.nextVisible(url);
    if (next === undefined) return [];
    this.elapse(Math.max(0, next - this.now().getTime()) / 1000);
    const records = await takeRecords(this.services.clients.sqs, url);
    const sorted = records.toSorted((a, b) => (a.body < b.body ? -1 : 1));
    const { batchSize } = queues[queue];
    return Array.from({ length: Math.ceil(sorted.length / batchSize) }, (_, at) =>
      sorted.slice(at * batchSize, (at + 1) * batchSize),
    );
  }

  private async isAsAfter(invocation: number): Promise<boolean> {
    const [before, after] = [this.befores[invocation], this.afterInvocation(invocation)];
    if (before === undefined) return false;
    const now = this.services.copy();
    const since = before.copy.events.length;
    const published = new Set(now.events.slice(since).map(nameOf));
    const objects = { before: before.copy.objects, wanted: after.copy.objects };
    return (
      isSameSet(textsIn(now.queues), textsIn(after.copy.queues)) &&
      after.copy.events.slice(since).every((event) => published.has(nameOf(event))) &&
      (await notRemoved(now.objects, objects)).length === 0 &&
      isSameStore(now, after.copy)
    );
  }

  /** What the clean run had left behind after an invocation, with the events since an earlier one. */
  private async endingAfter(invocation: number, since: number): Promise<Ending> {
    const { copy } = this.afterInvocation(invocation);
    const now = this.services.copy();
    this.services.putBack(copy);
    const known = this.endings.get(invocation) ?? (await endingOf(this.services, 0));
    this.endings.set(invocation, known);
    this.services.putBack(now);
    return { ...known, events: new Set(copy.events.slice(since).map(nameOf)) };
  }

  private afterInvocation(invocation: number): Moment {
    const after = this.afters[invocation];
    if (after === undefined) throw new Error('there was no such invocation');
    return after;
  }

  private lastOf(round: Round<CrashStage>): number {
    return this.invocations.findLastIndex((one) => one.round === round);
  }

  private onCall(point: CallPoint): void {
    const invocation = this.invocations.length - 1;
    const now = this.invocations[invocation];
    if (!this.isClean || now === undefined) return;
    this.calls.push({ ...point, invocation, round: now.round.name, stage: now.stage });
  }

  private get pipeline(): Pipeline {
    if (this.started === undefined) throw new Error('the lab was not started');
    return this.started;
  }

  private now(): Date {
    return new Date(this.clock.at + performance.now() - this.clock.since);
  }

  private moment(): Moment {
    const at = this.now().getTime();
    return { copy: this.services.copy(), at, visits: new Map(this.visits) };
  }

  private goTo({ copy, at, visits }: Moment, round: Round<CrashStage>): void {
    this.services.putBack(copy);
    this.visits = new Map(visits);
    this.begin(at, round);
  }

  private begin(at: number, { web }: Round<CrashStage>): void {
    this.setClock(at);
    // A site that answers otherwise at a first visit does so in every run.
    const lookup: WebWithFeeds['lookup'] = async (url) => {
      const visit = (this.visits.get(url.href) ?? 0) + 1;
      this.visits.set(url.href, visit);
      const answer = await web.lookup(url, visit);
      this.killer.served();
      return answer;
    };
    this.pipeline.begin(this.now().toISOString(), { ...web, lookup });
  }

  private elapse(seconds: number): void {
    this.setClock(this.now().getTime() + 1000 * seconds);
  }

  private setClock(at: number): void {
    this.clock = { at, since: performance.now() };
    this.pipeline.begin(new Date(at).toISOString());
  }
}
