import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Functions } from '../../local/pipeline.ts';
import { aPipeline, type Pipeline } from './a-pipeline.ts';
import { type Round, runStage } from './crash-points.ts';
import { type Ending, endingOf, eventsOf, wrongsOf } from './ending.ts';
import { gatedRoute, interceptCalls } from './outside-calls.ts';
import { copyStore, putBack, type StoreCopy } from './store-copy.ts';
import { Turnstile } from './turnstile.ts';

type Race = { readonly workers: number; readonly turnstile: Turnstile };
type Handler = (event: SQSEvent) => Promise<SQSBatchResponse>;

const hourMs = 3_600_000;

/** A newsroom that one worker runs through, and then several beside one another, again and again. */
export class RaceLab {
  private readonly release = interceptCalls();
  private readonly rounds: readonly Round[];
  private pipeline: Pipeline | undefined;
  private empty: StoreCopy | undefined;
  private wanted: Ending | undefined;
  private race: Race | undefined;
  /** So that no queue takes a task for one that an earlier run sent. */
  private ahead = 0;

  private constructor(rounds: readonly Round[]) {
    this.rounds = rounds;
  }

  static async start(feeds: readonly string[], rounds: readonly Round[]): Promise<RaceLab> {
    const lab = new RaceLab(rounds);
    try {
      lab.pipeline = await aPipeline(feeds, 'once', {
        clock: () => new Date(Date.now() + lab.ahead),
        routed: gatedRoute,
        invoked: (functions) => lab.raced(functions),
      });
      lab.empty = await copyStore(lab.pipeline.services);
      lab.wanted = await lab.runThrough();
      return lab;
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  /** What so many workers leave behind otherwise than one does, in words. */
  async wrongsOf(seed: number, workers: number): Promise<string[]> {
    const { pipeline, empty, wanted } = this;
    if (pipeline === undefined || empty === undefined || wanted === undefined)
      throw new Error('the lab was not started');
    this.ahead += hourMs;
    await putBack(pipeline.services, empty);
    this.race = { workers, turnstile: new Turnstile(seed) };
    const ending = await this.runThrough();
    this.race = undefined;
    return wrongsOf(pipeline.services, ending, wanted);
  }

  async stop(): Promise<void> {
    this.release();
    await this.pipeline?.stop();
  }

  private async runThrough(): Promise<Ending> {
    const { pipeline } = this;
    if (pipeline === undefined) throw new Error('the lab was not started');
    const since = (await eventsOf(pipeline.services)).length;
    for (const { at, web, stages, prepare } of this.rounds) {
      pipeline.begin(at, web);
      await prepare?.(pipeline);
      for (const stage of stages) await runStage(pipeline, stage);
    }
    return endingOf(pipeline.services, since);
  }

  private raced(functions: Functions): Functions {
    return {
      ...functions,
      pollFeeds: this.scheduled(functions.pollFeeds),
      sweepStories: this.scheduled(functions.sweepStories),
      revisitArticles: this.scheduled(functions.revisitArticles),
      fetchFeed: this.queued(functions.fetchFeed, { inOrder: false }),
      fetchArticle: this.queued(functions.fetchArticle, { inOrder: false }),
      replayArticle: this.queued(functions.replayArticle, { inOrder: false }),
      // A FIFO queue hands out tasks of a language in order, if more than once.
      linkArticle: this.queued(functions.linkArticle, { inOrder: true }),
    };
  }

  private scheduled(step: () => Promise<unknown>) {
    return async () => {
      const { race } = this;
      if (race === undefined) return void (await step());
      await race.turnstile.pass(Array.from({ length: race.workers }, () => step));
    };
  }

  private queued(handler: Handler, { inOrder }: { readonly inOrder: boolean }): Handler {
    return async (event) => {
      const { race } = this;
      if (race === undefined) return handler(event);
      const failed = new Set<string>();
      const worker = () => async () => {
        const Records = inOrder ? event.Records : race.turnstile.shuffled(event.Records);
        const { batchItemFailures } = await handler({ Records });
        for (const { itemIdentifier } of batchItemFailures) failed.add(itemIdentifier);
      };
      await race.turnstile.pass(Array.from({ length: race.workers }, worker));
      return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
    };
  }
}
