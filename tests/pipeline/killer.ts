import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Functions } from '../../local/pipeline.ts';
import { type QueueName, queues, visibilityTimeoutSeconds } from '../../shared/queues.ts';
import { type Gate, throughGate } from './outside-calls.ts';

/** The nth time that a step makes a call. */
export type CallPoint = { readonly step: string; readonly call: string; readonly nth: number };

/** Just before: the call is never made. Just after: it is made, and nobody hears the answer. */
export type Death = CallPoint & { readonly when: 'before' | 'after' };

/** Whoever was killed makes no call any more. */
class KilledError extends Error {
  override readonly name = 'KilledError';
}

type KillerOptions = {
  /** Hears of every call. */
  readonly onCall: (point: CallPoint) => void;
  /** Lets time pass, until what was killed is delivered again. */
  readonly elapse: (seconds: number) => void;
};

/** Counts the calls that invocations make, and kills the one that makes a certain call. */
export class Killer {
  private readonly options: KillerOptions;
  private counts = new Map<string, number>();
  private death: Death | undefined;
  /** Set while a request to the web is out whose answer nobody shall hear. */
  private onServed: (() => void) | undefined;

  constructor(options: KillerOptions) {
    this.options = options;
  }

  /** Counts anew from here on, and kills whoever comes to this point. */
  aim(death?: Death): void {
    this.counts = new Map();
    this.death = death;
    this.onServed = undefined;
  }

  /** Whether somebody came to the point. */
  get hasKilled(): boolean {
    return this.death === undefined;
  }

  /** The web calls this when it has an answer. */
  served(): void {
    this.onServed?.();
  }

  /** The functions, each of whose invocations can be killed; its batch is then delivered again. */
  over(functions: Functions): Functions {
    const scheduled = (step: string, run: () => Promise<unknown>) => async () => {
      while (!(await this.survives(step, run))) this.options.elapse(60);
    };
    const queued = (step: string, [queue, handler]: QueueStep) => this.queued(step, queue, handler);
    return {
      ...functions,
      pollFeeds: scheduled('poll-feeds', functions.pollFeeds),
      revisitArticles: scheduled('revisit-articles', functions.revisitArticles),
      sweepStories: scheduled('sweep-stories', functions.sweepStories),
      fetchFeed: queued('fetch-feed', ['feeds', functions.fetchFeed]),
      fetchArticle: queued('fetch-article', ['articles', functions.fetchArticle]),
      replayArticle: queued('replay-article', ['replays', functions.replayArticle]),
      linkArticle: queued('link-article', ['links', functions.linkArticle]),
    };
  }

  private queued(step: string, queue: QueueName, handler: Functions['fetchFeed']) {
    return async (event: SQSEvent): Promise<SQSBatchResponse> => {
      let response: SQSBatchResponse = { batchItemFailures: [] };
      const run = async () => {
        response = await handler(event);
      };
      if (await this.survives(step, run)) return response;
      this.options.elapse(visibilityTimeoutSeconds(queues[queue]));
      const all = event.Records.map(({ messageId }) => ({ itemIdentifier: messageId }));
      return { batchItemFailures: all };
    };
  }

  private async survives(step: string, run: () => Promise<unknown>): Promise<boolean> {
    const out = new Set<Promise<unknown>>();
    const life = { isOver: false };
    try {
      await throughGate(this.gateOf(step, life, out), run);
    } catch (error) {
      if (!life.isOver) throw error;
    }
    // Calls that were out when it was killed reach the service, before anything is delivered again.
    while (out.size > 0) await Promise.allSettled(out);
    return !life.isOver;
  }

  private gateOf(step: string, life: { isOver: boolean }, out: Set<Promise<unknown>>): Gate {
    const end = () => {
      life.isOver = true;
      this.death = undefined;
    };
    return async (call, send) => {
      if (life.isOver) throw new KilledError();
      const when = this.count(step, call);
      if (when === 'before') {
        end();
        throw new KilledError();
      }
      if (when === 'after' && call.startsWith('GET web')) this.onServed = end;
      const sent = send();
      out.add(sent);
      try {
        await sent;
      } finally {
        out.delete(sent);
        if (when === 'after' && this.onServed === undefined) end();
      }
      if (life.isOver) throw new KilledError();
      return sent;
    };
  }

  private count(step: string, call: string): Death['when'] | undefined {
    const key = `${step} ${call}`;
    const nth = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, nth);
    this.options.onCall({ step, call, nth });
    const { death } = this;
    const isIt = death?.step === step && death.call === call && death.nth === nth;
    return isIt ? death.when : undefined;
  }
}

type QueueStep = readonly [QueueName, Functions['fetchFeed']];
