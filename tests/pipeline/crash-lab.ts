import type { SQSRecord } from 'aws-lambda';
import { takeRecords } from '../../local/lambda/take-records.ts';
import type { WebWithFeeds } from '../../local/web/web-content.ts';
import { type QueueName, queues, visibilityTimeoutSeconds } from '../../shared/queues.ts';
import { aPipeline, handlerOf, type Pipeline } from './a-pipeline.ts';
import type { Call, CrashPoint, Round } from './crash-points.ts';
import { type CrashStage, commandOf, isQueue, type Subjects, stepOf } from './crash-steps.ts';
import {
  type Ending,
  endingOf,
  eventsOf,
  filesIn,
  isSameEnding,
  isSameSet,
  wrongsOf,
} from './ending.ts';
import { removeOrphans } from './findings-in.ts';
import { type CallPoint, Killer } from './killer.ts';
import { MemoryServices, type StoreCopy } from './memory/memory-services.ts';
import { gatedRoute, interceptCalls } from './outside-calls.ts';

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
  /** Events that were published before. */
  readonly events: number;
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
  private readonly services = new MemoryServices(() => this.now());
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
    const since = (await eventsOf(this.services)).length;
    this.killer.aim(point);
    await this.invoke(stage, batch);
    const wasKilled = this.killer.hasKilled;
    if (await this.isAsAfter(point.invocation, since)) return { wasKilled, wrongs: [] };

    for (const records of inHand) await this.invoke(stage, records);
    await this.goOn(round, stage);
    const events = { since, before: before.events };
    const wrongs = await this.wrongsAtEnd(round, events);
    if (wrongs.length === 0 || stage !== 'feeds') return { wasKilled, wrongs };

    // A task that comes back when its feed is due again is left to the next poll.
    this.elapse(untilNextPoll);
    await this.runStage(round, 'poll');
    await this.goOn(round, 'poll');
    return { wasKilled, wrongs: await this.wrongsAtEnd(round, events) };
  }

  private async wrongsAtEnd(
    round: Round<CrashStage>,
    events: { readonly since: number; readonly before: number },
  ): Promise<readonly string[]> {
    const last = this.lastOf(round);
    const wanted = await this.endingAfter(last, events.before);
    await removeOrphans(this.services);
    const ending = await endingOf(this.services, events.since);
    const missing = this.filesAfter(last).filter(
      (key) => !filesIn(this.services.copy()).includes(key),
    );
    const wrongs = await wrongsOf(this.services, ending, wanted);
    return [...wrongs, ...missing.map((key) => `not exported: ${key}`)];
  }

  /** What is wrong in the end of the clean run, in words. */
  async wrongs(): Promise<string[]> {
    const ending = await endingOf(this.services, 0);
    return wrongsOf(this.services, ending, ending);
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
    this.befores.push(await this.moment());
    this.invocations.push(invocation);
    this.killer.aim();
    await this.invoke(stage, batch);
    this.afters.push(await this.moment());
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

  private async isAsAfter(invocation: number, since: number): Promise<boolean> {
    const [before, after] = [this.befores[invocation], this.afters[invocation]];
    if (before === undefined || after === undefined) return false;
    if (!isSameSet(this.services.waiting(), this.services.waitingIn(after.copy))) return false;
    // Where the archive is as it was, nobody has left a page there.
    const kept = [this.services.copy(), after.copy].map(({ objects }) => [...objects.keys()]);
    if (!isSameSet(kept[0] ?? [], kept[1] ?? [])) await removeOrphans(this.services);
    if (!isSameSet(filesIn(this.services.copy()), filesIn(after.copy))) return false;
    const wanted = await this.endingAfter(invocation, before.events);
    return isSameEnding(await endingOf(this.services, since), wanted);
  }

  /** What the clean run had left behind after an invocation, with the events since an earlier one. */
  private async endingAfter(invocation: number, events: number): Promise<Ending> {
    const after = this.afters[invocation];
    if (after === undefined) throw new Error('there was no such invocation');
    const now = this.services.copy();
    this.services.putBack(after.copy);
    const known = this.endings.get(invocation) ?? (await endingOf(this.services, 0));
    this.endings.set(invocation, known);
    this.services.putBack(now);
    const published = (await eventsOf(this.services)).slice(events, after.events);
    return { ...known, events: new Set(published) };
  }

  private filesAfter(invocation: number): readonly string[] {
    const after = this.afters[invocation];
    return after === undefined ? [] : filesIn(after.copy);
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

  private async moment(): Promise<Moment> {
    const events = (await eventsOf(this.services)).length;
    const at = this.now().getTime();
    return { copy: this.services.copy(), at, visits: new Map(this.visits), events };
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
