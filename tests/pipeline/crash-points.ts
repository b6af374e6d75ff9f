import type { WebWithFeeds } from '../../local/web/web-content.ts';
import type { QueueName } from '../../shared/queues.ts';
import type { Pipeline } from './a-pipeline.ts';
import type { CallPoint, Death } from './killer.ts';

/** What runs in one go: a schedule, or a queue until it is empty. */
export type Stage = 'poll' | 'revisit' | 'sweep' | QueueName;

/** Stages after which all queues are empty. */
export type Round<Stages extends string = Stage> = {
  readonly name: string;
  readonly at: string;
  readonly web: WebWithFeeds;
  readonly stages: readonly Stages[];
  /** What a person or a test does before. */
  readonly prepare?: (pipeline: Pipeline) => Promise<void>;
};

/** A call that was made in a run without a death: by which invocation, in which stage of which round. */
export type Call = CallPoint & {
  readonly invocation: number;
  readonly round: string;
  readonly stage: string;
};

/** A death at one of them. */
export type CrashPoint = Call & Death;

/**
 * The first occurrence of each distinct call: of one that leaves something behind in every stage that
 * makes it, of a read in the first.
 */
export function distinctPoints(calls: readonly Call[]): CrashPoint[] {
  const known = new Set<string>();
  const firsts = calls.filter(({ round, stage, step, call }) => {
    const key = isRead(call) ? `${step} ${call}` : `${round}, ${stage}: ${step} ${call}`;
    const isKnown = known.has(key);
    known.add(key);
    return !isKnown;
  });
  return everyPoint(firsts);
}

/** Before every call, and after each that leaves something behind. */
export const everyPoint = (calls: readonly Call[]): CrashPoint[] =>
  calls.flatMap((point) => [
    { ...point, when: 'before' as const },
    ...(isRead(point.call) ? [] : [{ ...point, when: 'after' as const }]),
  ]);

/** To die after a read is to die before the call that follows. */
const isRead = (call: string): boolean =>
  /^(?:Get|BatchGet|Query|Scan|GetObject|HeadObject|ListObject\w*|GET) /.test(call);
