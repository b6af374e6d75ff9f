import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../shared/ports/flow.ts';
import { stackFlow } from '../../../shared/runtime/stack-flow.ts';

const depths = async () => [{ queue: 'feeds', waiting: 7, inFlight: 1, delayed: 0 }];
const flow: Flow = {
  queues: [
    { queue: 'feeds', waiting: 3, inFlight: 0, delayed: 0, oldestSeconds: 42, series: [1, 3] },
  ],
  outcomes: [{ step: 'fetch-feed', outcome: 'polled', count: 5 }],
  ...{ pace: {}, everySeconds: 300, since: '2026-01-05T10:00:00.000Z' },
};

describe('the flow of a stack, seen from a person’s machine', () => {
  it('counts what waits as SQS does now, and takes the rest from the metrics', async () => {
    const seen = await stackFlow({ depths, metrics: async () => flow })();
    expect(seen.queues).toEqual([
      { queue: 'feeds', waiting: 7, inFlight: 1, delayed: 0, oldestSeconds: 42, series: [1, 3] },
    ]);
    expect(seen.outcomes).toEqual(flow.outcomes);
  });

  it('says so where it may not read metrics, and tells the queues all the same', async () => {
    const metrics = () => Promise.reject(new Error('not authorized'));
    const seen = await stackFlow({ depths, metrics })();
    expect(seen.problem).toContain('not authorized');
    expect(seen.queues[0]).toMatchObject({ queue: 'feeds', waiting: 7, series: [] });
    expect(seen.since).toBeUndefined();
  });
});
