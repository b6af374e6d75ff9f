import type { Instant } from '../model/ids.ts';

/** What waits in a queue; SQS counts roughly. */
export type QueueFlow = {
  readonly queue: string;
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** How long the oldest message has waited, where it is known. */
  readonly oldestSeconds?: number;
  /** Waiting messages, oldest sample first. */
  readonly series: readonly number[];
};

/** How often a step came to an outcome. */
export type OutcomeCount = {
  readonly step: string;
  readonly outcome: string;
  readonly count: number;
};

/** What the pipeline is doing. */
export type Flow = {
  readonly queues: readonly QueueFlow[];
  /** Since when outcomes are counted; absent where nothing counts them. */
  readonly since?: Instant;
  readonly outcomes: readonly OutcomeCount[];
  /** Messages that were dealt with in each stretch of time, by step; oldest first. */
  readonly pace: Readonly<Record<string, readonly number[]>>;
  /** Seconds between two samples of {@link QueueFlow.series} and {@link pace}. */
  readonly everySeconds: number;
  /** Why a part of it is not known, in words. */
  readonly problem?: string;
  /** An estimate of what the time since {@link since} has cost, and how many articles it brought. */
  readonly spend?: {
    readonly dollars: number;
    readonly articles: number;
    /** On this machine nothing is paid: what the same work would cost in AWS. */
    readonly isImagined?: boolean;
  };
};
