import type { QueueDepth } from '../adapters/sqs/queue-depths.ts';
import type { Instant } from '../model/ids.ts';
import type { Flow, OutcomeCount, QueueFlow } from '../ports/flow.ts';

/** What is looked at. */
export type FlowSource = {
  readonly depths: () => Promise<readonly QueueDepth[]>;
  /** Since when outcomes are counted, and how many there are by step; absent where nothing counts them. */
  readonly outcomes?: {
    readonly since: Instant;
    readonly read: () => readonly OutcomeCount[];
  };
  /** What so many outcomes cost. */
  readonly spend?: (outcomes: readonly OutcomeCount[]) => NonNullable<Flow['spend']>;
};

type Sample = {
  readonly depths: readonly QueueDepth[];
  /** Messages dealt with so far, by step. */
  readonly totals: ReadonlyMap<string, number>;
};

const everySeconds = 2;
/** Four minutes; older ones are forgotten. */
const mostSamples = 120;

/** Remembers how queues and outcomes went, so that a page can draw them. */
export type FlowRecorder = {
  /** Takes a sample, unless the last one is as good as new. */
  readonly sample: () => Promise<void>;
  readonly flow: () => Promise<Flow>;
};

/** @param now milliseconds; of any clock that only goes forward */
export function flowRecorder(source: FlowSource, now = () => performance.now()): FlowRecorder {
  const samples: Sample[] = [];
  let sampledAt = Number.NEGATIVE_INFINITY;
  const sample = async () => {
    if (now() - sampledAt < everySeconds * 900) return;
    sampledAt = now();
    samples.push({ depths: await source.depths(), totals: totalsOf(source) });
    if (samples.length > mostSamples) samples.shift();
  };
  return {
    sample,
    async flow() {
      await sample();
      return flowOf(samples, source);
    },
  };
}

function totalsOf({ outcomes }: FlowSource): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { step, count } of outcomes?.read() ?? [])
    totals.set(step, (totals.get(step) ?? 0) + count);
  return totals;
}

function flowOf(samples: readonly Sample[], { outcomes, spend }: FlowSource): Flow {
  const newest = samples.at(-1);
  return {
    queues: (newest?.depths ?? []).map((depth) => withSeries(depth, samples)),
    outcomes: outcomes?.read() ?? [],
    pace: Object.fromEntries(
      [...(newest?.totals.keys() ?? [])].map((step) => [step, paceOf(step, samples)]),
    ),
    everySeconds,
    ...(outcomes !== undefined && { since: outcomes.since }),
    ...(outcomes && spend && { spend: spend(outcomes.read()) }),
  };
}

const withSeries = (depth: QueueDepth, samples: readonly Sample[]): QueueFlow => ({
  ...depth,
  series: samples.map(
    ({ depths }) => depths.find(({ queue }) => queue === depth.queue)?.waiting ?? 0,
  ),
});

/** What was done between each two samples. */
const paceOf = (step: string, samples: readonly Sample[]): number[] =>
  samples
    .slice(1)
    .map(({ totals }, at) => (totals.get(step) ?? 0) - (samples[at]?.totals.get(step) ?? 0));
