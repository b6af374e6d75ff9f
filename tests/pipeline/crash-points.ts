import type { WebWithFeeds } from '../../local/web/web-content.ts';
import type { QueueName } from '../../shared/queues.ts';
import { aPipeline, type Pipeline } from './a-pipeline.ts';
import {
  type Ending,
  endingOf,
  eventsOf,
  isSameMoment,
  removeOrphans,
  wrongsOf,
} from './ending.ts';
import { type CallPoint, type Death, Killer } from './killer.ts';
import { gatedRoute, interceptCalls } from './outside-calls.ts';
import { copyMessages, copyStore, putBack, type StoreCopy } from './store-copy.ts';

/** What runs in one go: a schedule, or a queue until it is empty. */
export type Stage = 'poll' | 'revisit' | 'sweep' | QueueName;

/** Stages after which all queues are empty. */
export type Round = {
  readonly name: string;
  readonly at: string;
  readonly web: WebWithFeeds;
  readonly stages: readonly Stage[];
  /** What a person or a test does before. */
  readonly prepare?: (pipeline: Pipeline) => Promise<void>;
};

type Place = { readonly round: string; readonly stage: Stage };

/** A death in one stage of one round. */
export type CrashPoint = Death & Place;

/** What came of a death. */
export type Aftermath = {
  /** Whether anybody came to the point. */
  readonly wasKilled: boolean;
  /** What is not as it is without a death, in words. */
  readonly wrongs: readonly string[];
};

/**
 * The first occurrence of each distinct call: of one that leaves something behind in every stage that
 * makes it, of a read in the first.
 */
export function distinctPoints(calls: CrashLab['calls']): CrashPoint[] {
  const known = new Set<string>();
  const firsts = calls.filter(({ nth, step, call }) => {
    const isKnown = known.has(`${step} ${call}`);
    known.add(`${step} ${call}`);
    return nth === 1 && !(isKnown && isRead(call));
  });
  return everyPoint(firsts);
}

/** Before every call, and after each that leaves something behind. */
export const everyPoint = (calls: CrashLab['calls']): CrashPoint[] =>
  calls.flatMap((point) => [
    { ...point, when: 'before' as const },
    ...(isRead(point.call) ? [] : [{ ...point, when: 'after' as const }]),
  ]);

/** To die after a read is to die before the call that follows. */
const isRead = (call: string): boolean => /^(?:Get|BatchGet|Query|GetObject|GET) /.test(call);

type Start = {
  readonly round: Round;
  readonly at: number;
  readonly copy: StoreCopy;
  readonly ending: Ending;
};

/** A newsroom that is run through once, and then again and again with a death at one of its points. */
export class CrashLab {
  /** All calls of the clean run. */
  readonly calls: (CallPoint & Place)[] = [];
  /** What the clean run left behind after each round. */
  readonly endings = new Map<string, Ending>();
  private readonly starts = new Map<string, Start>();
  private readonly release = interceptCalls();
  private readonly killer: Killer;
  private pipeline: Pipeline | undefined;
  private here: Place | undefined;
  /** The services are ahead of this machine's clock, so that no queue knows what an earlier run sent. */
  private ahead = 0;
  private instant = 0;

  private constructor() {
    this.killer = new Killer({
      onCall: (point) => {
        if (this.here !== undefined) this.calls.push({ ...point, ...this.here });
      },
      elapse: (seconds) => this.elapse(seconds),
    });
  }

  static async start(feeds: readonly string[], rounds: readonly Round[]): Promise<CrashLab> {
    const lab = new CrashLab();
    try {
      lab.pipeline = await aPipeline(feeds, 'once', {
        clock: () => new Date(Date.now() + lab.ahead),
        routed: gatedRoute,
        invoked: (functions) => lab.killer.over(functions),
      });
      for (const round of rounds) await lab.runCleanly(round);
      return lab;
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  private async runCleanly(round: Round): Promise<void> {
    this.begin(round);
    await round.prepare?.(this.running);
    const { services } = this.running;
    const since = (await eventsOf(services)).length;
    for (const [at, stage] of round.stages.entries()) {
      const place = { round: round.name, stage };
      const copy = await copyStore(services);
      this.starts.set(keyOf(place), { round, at, copy, ending: await endingOf(services, since) });
      this.here = place;
      this.killer.aim();
      await runStage(this.running, stage);
      this.here = undefined;
    }
    this.endings.set(round.name, await endingOf(services, since));
  }

  /**
   * Runs a round again from the stage in which the death is. It is over as soon as everything is as it
   * was without the death: what follows from the same is the same.
   */
  async crash(point: CrashPoint): Promise<Aftermath> {
    const { round, at, copy } = this.startOf(point);
    const { services } = this.running;
    this.elapse(3600);
    await putBack(services, copy);
    this.begin(round);
    const since = (await eventsOf(services)).length;
    this.killer.aim(point);
    for (const [later, stage] of round.stages.slice(at).entries()) {
      const next = { round: round.name, stage };
      if (later > 0 && (await this.isAsWithout(next, since)))
        return { wasKilled: this.killer.hasKilled, wrongs: [] };
      await runStage(this.running, stage);
    }
    await removeOrphans(services);
    const ending = await endingOf(services, since);
    const wanted = this.endings.get(round.name) ?? ending;
    const wrongs = await wrongsOf(services, ending, wanted);
    return { wasKilled: this.killer.hasKilled, wrongs };
  }

  private async isAsWithout(next: Place, since: number): Promise<boolean> {
    const { services } = this.running;
    const { ending, copy } = this.startOf(next);
    const now = await endingOf(services, since);
    return isSameMoment([now, await copyMessages(services)], [ending, copy.messages]);
  }

  async stop(): Promise<void> {
    this.release();
    await this.pipeline?.stop();
  }

  private get running(): Pipeline {
    if (this.pipeline === undefined) throw new Error('the lab was not started');
    return this.pipeline;
  }

  private startOf(place: Place): Start {
    const start = this.starts.get(keyOf(place));
    if (start === undefined) throw new Error(`nothing started at ${keyOf(place)}`);
    return start;
  }

  private begin({ at, web }: Round): void {
    this.instant = Date.parse(at);
    // A site that answers otherwise at a first visit does so in every run.
    const visits = new Map<string, number>();
    const lookup: WebWithFeeds['lookup'] = async (url) => {
      const visit = (visits.get(url.href) ?? 0) + 1;
      visits.set(url.href, visit);
      const answer = await web.lookup(url, visit);
      this.killer.served();
      return answer;
    };
    this.running.begin(at, { ...web, lookup });
  }

  private elapse(seconds: number): void {
    this.ahead += 1000 * seconds;
    this.instant += 1000 * seconds;
    this.running.begin(new Date(this.instant).toISOString());
  }
}

/** Runs a schedule once, or a queue until it is empty. */
export async function runStage({ functions, drain }: Pipeline, stage: Stage): Promise<void> {
  switch (stage) {
    case 'poll':
      return void (await functions.pollFeeds());
    case 'revisit':
      return void (await functions.revisitArticles());
    case 'sweep':
      return void (await functions.sweepStories());
    default:
      return drain(stage);
  }
}

const keyOf = ({ round, stage }: Place): string => `${round}: ${stage}`;
