import type { QueueDepth } from '../adapters/sqs/queue-depths.ts';
import type { Flow } from '../ports/flow.ts';

type Sources = {
  /** As SQS counts them now; those of CloudWatch are minutes old. */
  readonly depths: () => Promise<readonly QueueDepth[]>;
  /** The last day as its metrics tell it. */
  readonly metrics: () => Promise<Flow>;
};

/** The flow of a deployed stack as a person with the rights to read it sees it. */
export function stackFlow({ depths, metrics }: Sources): () => Promise<Flow> {
  return async () => {
    const [now, flow] = await Promise.all([depths(), metrics().catch(withoutMetrics)]);
    const known = new Map(flow.queues.map((queue) => [queue.queue, queue]));
    return {
      ...flow,
      queues: now.map((depth) => ({ series: [], ...known.get(depth.queue), ...depth })),
    };
  };
}

/** Who may read tables and queues may not be allowed to read metrics; the page says so. */
const withoutMetrics = (error: unknown): Flow => ({
  ...{ queues: [], outcomes: [], pace: {}, everySeconds: 300 },
  problem: `CloudWatch could not be asked for outcomes, ages and spend: ${
    error instanceof Error ? error.message : String(error)
  }`,
});
