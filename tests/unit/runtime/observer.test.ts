import { describe, expect, it } from 'vitest';
import { SiteUnavailableError } from '../../../shared/errors.ts';
import { metricUnits } from '../../../shared/metrics.ts';
import { jsonLogObserver } from '../../../shared/runtime/observer.ts';

/** An observer of a deployed function, and the lines that it wrote. */
function anObserver(env: NodeJS.ProcessEnv = { AWS_LAMBDA_FUNCTION_NAME: 'stack-FetchArticle' }) {
  const lines: string[] = [];
  const now = () => new Date('2026-01-05T10:00:00.000Z');
  const observe = jsonLogObserver('fetch-article', { env, now, write: (line) => lines.push(line) });
  const last = () => JSON.parse(lines.at(-1) ?? '{}');
  const metrics = () => {
    observe.ended?.();
    return last();
  };
  return { observe, lines, last, metrics };
}

describe('what is written of a message', () => {
  it('is one line that says what became of it, when, and in what time', () => {
    const { observe, lines, last } = anObserver();

    observe.done({ kind: 'stored', articleId: 'a1', url: 'https://news.example/\n1' }, 12.6);

    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('\n');
    expect(last()).toMatchObject({
      ...{ timestamp: '2026-01-05T10:00:00.000Z', level: 'INFO', step: 'fetch-article' },
      ...{ outcome: 'stored', articleId: 'a1', url: 'https://news.example/\n1', milliseconds: 13 },
    });
  });

  it('counts it once under its outcome, in the embedded metric format', () => {
    const { observe, last, metrics } = anObserver();

    observe.done({ kind: 'stored', measures: { StorageDelay: 90 } }, 1);
    expect(last()).toMatchObject({ StorageDelay: 90 });

    expect(metrics()).toMatchObject({
      _aws: {
        Timestamp: Date.parse('2026-01-05T10:00:00.000Z'),
        CloudWatchMetrics: [
          {
            Namespace: 'Newsloom',
            Dimensions: [['FunctionName'], ['FunctionName', 'Outcome']],
            Metrics: [{ Name: 'Messages', Unit: 'Count' }],
          },
          {
            Namespace: 'Newsloom',
            Dimensions: [['FunctionName']],
            Metrics: [{ Name: 'StorageDelay', Unit: 'Seconds' }],
          },
        ],
      },
      ...{ FunctionName: 'stack-FetchArticle', Outcome: 'stored', Messages: 1, StorageDelay: [90] },
    });
    expect(last()).not.toHaveProperty('measures');
  });

  it('counts all messages of an invocation in a line for each outcome, and none of them again', () => {
    const { observe, lines } = anObserver();
    for (const delay of [90, 30])
      observe.done({ kind: 'stored', measures: { StorageDelay: delay } }, 1);
    observe.done({ kind: 'discarded' }, 1);
    lines.length = 0;
    observe.ended?.();

    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { Outcome: 'stored', Messages: 2, StorageDelay: [90, 30] },
      { Outcome: 'discarded', Messages: 1 },
    ]);
    observe.ended?.();
    expect(lines).toHaveLength(2);
  });

  it('tells of what is routine in one line with all ids', () => {
    const { observe, lines } = anObserver();
    for (const feedId of ['f1', 'f2', 'f3'])
      observe.done({ kind: 'unchanged', feedId, isRoutine: true }, 1);
    expect(lines).toEqual([]);
    observe.ended?.();

    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { outcome: 'unchanged', ids: ['f1', 'f2', 'f3'] },
      { Outcome: 'unchanged', Messages: 3 },
    ]);
  });

  it('has a value at the top for every metric and dimension that it declares', () => {
    const { observe, metrics } = anObserver();
    const measures = { StorageDelay: 1, LinkLag: 2, SilentPolls: 3 };

    observe.done({ kind: 'done', measures }, 1);
    const line = metrics();
    const directives: { Dimensions: string[][]; Metrics: { Name: string }[] }[] =
      line._aws.CloudWatchMetrics;
    const names = directives.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));

    expect(names.toSorted()).toEqual(Object.keys(metricUnits).toSorted());
    for (const name of names)
      expect(line[name]).toSatisfy((value) => [value].flat().every(Number.isFinite));
    for (const name of directives.flatMap(({ Dimensions }) => Dimensions.flat()))
      expect(line[name]).toEqual(expect.any(String));
  });

  it.each([
    ['retry', 'WARN'],
    ['quarantine', 'ERROR'],
  ] as const)('that failed says why, and counts under %s', (fate, level) => {
    const { observe, last, metrics } = anObserver();
    const cause = new Error('connection reset');

    observe.failed(
      new SiteUnavailableError('https://x.example/', 'is down', { cause }),
      fate,
      '{}',
    );

    expect(last()).toMatchObject({ level, outcome: fate });
    expect(last().error).toContain('https://x.example/');
    expect(last().error).toContain('caused by Error: connection reset');
    expect(metrics()).toMatchObject({ Outcome: fate, Messages: 1 });
  });

  it('keeps the first of a long message', () => {
    const { observe, last } = anObserver();
    observe.failed(new Error('no'), 'retry', 'x'.repeat(300_000));
    expect(last().message).toHaveLength(1000);
  });

  it('carries the trace of its invocation, read anew for each', () => {
    const env: NodeJS.ProcessEnv = {};
    const { observe, last } = anObserver(env);

    observe.done({ kind: 'stored' }, 1);
    expect(last()).not.toHaveProperty('trace');
    env['_X_AMZN_TRACE_ID'] =
      'Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1';
    observe.done({ kind: 'stored' }, 1);
    expect(last().trace).toBe('1-67891233-abcdef012345678912345678');
  });
});
