import { describe, expect, it } from 'vitest';
import { cloudWatchFlow } from '../../../../shared/adapters/cloudwatch/flow-metrics.ts';
import { awsError, recordedAws } from '../../../builders/recorded-aws.ts';

const aws = recordedAws('http1');
const now = new Date('2026-01-05T12:00:00.000Z');
const watched = {
  queues: { feeds: 'stack-FeedQueue-1', quarantine: 'stack-Quarantine-2' },
  functions: {
    'fetch-feed': { name: 'stack-FetchFeed-1', memoryMb: 384 },
    'fetch-article': { name: 'stack-FetchArticle-3', memoryMb: 512 },
    'link-article': { name: 'stack-LinkArticle-4', memoryMb: 512 },
  },
  tables: {
    ...{ feeds: 'Feeds-1', hosts: 'Hosts-1', articles: 'Articles-1' },
    ...{ revisions: 'Revisions-1', stories: 'Stories-1' },
  },
};
const seconds = (instant: string) => Date.parse(instant) / 1000;

const answer = (...MetricDataResults: object[]) => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: { MetricDataResults },
});

describe('the flow of a deployed stack', () => {
  it('is what its metrics say', async () => {
    aws.willAnswer(
      answer(
        { Id: 'waiting0', Values: [3, 1], Timestamps: [seconds('2026-01-05T11:50:00Z')] },
        { Id: 'oldest0', Values: [42], Timestamps: [seconds('2026-01-05T11:55:00Z')] },
        {
          ...{ Id: 'outcomes', Label: 'stack-FetchArticle-3 stored', Values: [5, 7] },
          Timestamps: [seconds('2026-01-04T12:00:00Z'), seconds('2026-01-05T11:55:00Z')],
        },
      ),
    );
    const flow = await cloudWatchFlow(watched, () => now, aws.client())();

    expect(flow.queues).toEqual([
      { queue: 'feeds', waiting: 1, inFlight: 0, delayed: 0, oldestSeconds: 42, series: [3, 1] },
      { queue: 'quarantine', waiting: 0, inFlight: 0, delayed: 0, series: [] },
    ]);
    expect(flow.outcomes).toEqual([{ step: 'fetch-article', outcome: 'stored', count: 12 }]);
    expect(flow.pace['fetch-article']?.at(0)).toBe(5);
    expect(flow.pace['fetch-article']?.at(-1)).toBe(7);
  });

  it('tells what the last day has cost, by the estimate of the stack’s own alarm', async () => {
    aws.willAnswer(
      answer(
        { Id: 'spend', Values: [0.001, 0.002], Timestamps: [] },
        {
          ...{ Id: 'outcomes', Label: 'stack-FetchArticle-3 stored', Values: [150] },
          Timestamps: [seconds('2026-01-05T11:55:00Z')],
        },
      ),
    );
    const { spend } = await cloudWatchFlow(watched, () => now, aws.client())();
    expect(spend?.dollars).toBeCloseTo(0.003);
    expect(spend?.articles).toBe(150);
    const asked = JSON.stringify(aws.seen);
    expect(asked).toContain('ConsumedWriteCapacityUnits');
    expect(asked).toContain('FILL(stored, 0) * 0.0000019');
  });

  it('tells no spend where nothing says what the steps are', async () => {
    aws.willAnswer(answer());
    const { spend } = await cloudWatchFlow(
      { ...watched, functions: {} },
      () => now,
      aws.client(),
    )();
    expect(spend).toBeUndefined();
  });

  it('reads every page of the answer', async () => {
    const first = answer({ Id: 'waiting0', Values: [1] });
    aws.willAnswer(
      { ...first, body: { ...first.body, NextToken: 'more' } },
      answer({ Id: 'waiting0', Values: [2] }),
    );
    const flow = await cloudWatchFlow(watched, () => now, aws.client())();
    expect(flow.queues[0]?.series).toEqual([1, 2]);
  });

  it('is asked for once a minute, however often somebody looks', async () => {
    aws.willAnswer(answer(), answer());
    let time = now.getTime();
    const flow = cloudWatchFlow(watched, () => new Date(time), aws.client());
    await Promise.all([flow(), flow()]);
    expect(aws.seen).toHaveLength(1);
    time += 61_000;
    await flow();
    expect(aws.seen).toHaveLength(2);
  });

  it('does not keep a failure', async () => {
    aws.willAnswer(awsError(400, 'AccessDeniedException', 'not allowed'), answer());
    const flow = cloudWatchFlow(watched, () => now, aws.client());
    await expect(flow()).rejects.toThrow('not allowed');
    await expect(flow()).resolves.toMatchObject({ outcomes: [] });
  });
});
