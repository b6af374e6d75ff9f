import { createRequire } from 'node:module';
import type {
  CloudWatchClient,
  CloudWatchClientConfig,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { groupBy } from '../../collections/group-by.ts';
import { metricNamespace } from '../../metrics.ts';
import type { Flow, OutcomeCount, QueueFlow } from '../../ports/flow.ts';
import type { Spending } from '../../spend.ts';
import { spendId, spendQueries } from './spend-metrics.ts';

export type Watched = {
  /** Names of queues, by what people call them. */
  readonly queues: Readonly<Record<string, string>>;
  /** Functions, by the step that each is: `fetch-article`. */
  readonly functions: Readonly<
    Record<string, { readonly name: string; readonly memoryMb: number }>
  >;
  /** Names of the tables whose writes are the most of the bill. */
  readonly tables: Spending['tables'];
};

/** Not loaded with the rest of a function: of the page to look at, one view in four needs it. */
const sdk = () =>
  createRequire(import.meta.url)(
    '@aws-sdk/client-cloudwatch',
  ) as typeof import('@aws-sdk/client-cloudwatch');

const periodSeconds = 300;
const dayMs = 24 * 3_600_000;
/** CloudWatch asks a cent for a thousand metrics; they are a minute old at best. */
const keptMs = 60_000;

const queueMetrics = {
  waiting: 'ApproximateNumberOfMessagesVisible',
  inFlight: 'ApproximateNumberOfMessagesNotVisible',
  delayed: 'ApproximateNumberOfMessagesDelayed',
  oldest: 'ApproximateAgeOfOldestMessage',
} as const;

/** How the last day of a deployed stack went, as its metrics tell it. The client is made when it is first needed. */
export function cloudWatchFlow(
  watched: Watched,
  now: () => Date,
  config: CloudWatchClientConfig = {},
): () => Promise<Flow> {
  let client: CloudWatchClient | undefined;
  let kept: { readonly flow: Promise<Flow>; readonly until: number } | undefined;
  return async () => {
    const time = now().getTime();
    if (kept !== undefined && time < kept.until) return kept.flow;
    client ??= new (sdk().CloudWatchClient)(config);
    const flow = readFlow(client, watched, time);
    kept = { flow, until: time + keptMs };
    // A failure is not kept: the next who asks may have more luck.
    flow.catch(() => {
      kept = undefined;
    });
    return flow;
  };
}

async function readFlow(client: CloudWatchClient, watched: Watched, now: number): Promise<Flow> {
  const queues = Object.entries(watched.queues);
  const since = new Date(now - dayMs);
  const series = new Map<string, number[]>();
  const outcomes: MetricDataResult[] = [];
  const asked = {
    ...{ StartTime: since, EndTime: new Date(now), ScanBy: 'TimestampAscending' as const },
    MetricDataQueries: [
      ...queues.flatMap(queueQueries),
      outcomeQuery(watched),
      ...spendQueriesOf(watched),
    ],
  };
  for await (const { MetricDataResults = [] } of sdk().paginateGetMetricData({ client }, asked))
    for (const result of MetricDataResults) {
      if (result.Id === outcomesId) outcomes.push(result);
      else add(series, result.Id ?? '', result.Values ?? []);
    }
  const counted = outcomeFlow(outcomes, { ...watched, since: since.getTime() });
  const spent = series.get(spendId);
  return {
    queues: queues.map(([queue], at) => queueFlow(queue, at, series)),
    ...{ since: since.toISOString(), ...counted, everySeconds: periodSeconds },
    ...(spent && { spend: { dollars: total(spent), articles: storedOf(counted.outcomes) } }),
  };
}

const storedOf = (outcomes: readonly OutcomeCount[]): number =>
  total(
    outcomes
      .filter(({ step, outcome }) => step === 'fetch-article' && outcome === 'stored')
      .map(({ count }) => count),
  );

/** None of a stack that lacks one of the steps whose work is counted. */
function spendQueriesOf({ functions, tables }: Watched): MetricDataQuery[] {
  const [fetchFeed, fetchArticle, linkArticle] = [
    'fetch-feed',
    'fetch-article',
    'link-article',
  ].map((step) => functions[step]);
  return fetchFeed && fetchArticle && linkArticle
    ? spendQueries({ tables, functions: { fetchFeed, fetchArticle, linkArticle } }, periodSeconds)
    : [];
}

const outcomesId = 'outcomes';

function queueQueries([, name]: readonly [string, string], at: number): MetricDataQuery[] {
  const Dimensions = [{ Name: 'QueueName', Value: name }];
  return Object.entries(queueMetrics).map(([key, MetricName]) => ({
    Id: `${key}${at}`,
    MetricStat: {
      Metric: { Namespace: 'AWS/SQS', MetricName, Dimensions },
      ...{ Period: periodSeconds, Stat: 'Maximum' },
    },
  }));
}

/** One search finds every outcome that any of the functions has had. */
function outcomeQuery({ functions }: Watched): MetricDataQuery {
  const names = Object.values(functions).map(({ name }) => `"${name}"`);
  const which = `MetricName="Messages" FunctionName=(${names.join(' OR ')})`;
  const schema = `{${metricNamespace},FunctionName,Outcome}`;
  return {
    ...{ Id: outcomesId, Label: `\${PROP('Dim.FunctionName')} \${PROP('Dim.Outcome')}` },
    Expression: `SEARCH('${schema} ${which}', 'Sum', ${periodSeconds})`,
  };
}

/** An answer of several pages brings a metric in pieces. */
function add(series: Map<string, number[]>, id: string, values: readonly number[]): void {
  const known = series.get(id);
  if (known === undefined) series.set(id, [...values]);
  else known.push(...values);
}

function queueFlow(queue: string, at: number, series: ReadonlyMap<string, number[]>): QueueFlow {
  const last = (key: keyof typeof queueMetrics) => series.get(`${key}${at}`)?.at(-1);
  const oldestSeconds = last('oldest');
  return {
    ...{ queue, waiting: last('waiting') ?? 0, inFlight: last('inFlight') ?? 0 },
    ...{ delayed: last('delayed') ?? 0, series: series.get(`waiting${at}`) ?? [] },
    ...(oldestSeconds !== undefined && { oldestSeconds }),
  };
}

type Counted = Pick<Watched, 'functions'> & { readonly since: number };

function outcomeFlow(
  results: readonly MetricDataResult[],
  { functions, since }: Counted,
): Pick<Flow, 'outcomes' | 'pace'> {
  const steps = new Map(Object.entries(functions).map(([step, { name }]) => [name, step]));
  const found = results.map(({ Label = '', Values = [], Timestamps = [] }) => {
    const [name = '', outcome = ''] = Label.split(' ', 2);
    return { step: steps.get(name) ?? name, outcome, values: Values, times: Timestamps };
  });
  const outcomes = [...groupBy(found, ({ step, outcome }) => `${step} ${outcome}`).values()].map(
    ([first, ...rest]): OutcomeCount => ({
      ...{ step: first?.step ?? '', outcome: first?.outcome ?? '' },
      count: [first, ...rest].reduce((sum, one) => sum + total(one?.values ?? []), 0),
    }),
  );
  const pace = Object.fromEntries(
    [...groupBy(found, ({ step }) => step)].map(([step, all]) => [step, paceOf(all, since)]),
  );
  return { outcomes, pace };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

type Series = { readonly values: readonly number[]; readonly times: readonly Date[] };

/** Periods in which nothing happened have no value of their own. */
function paceOf(all: readonly Series[], since: number): number[] {
  const pace = new Array<number>(dayMs / 1000 / periodSeconds).fill(0);
  for (const { values, times } of all)
    for (const [at, value] of values.entries()) {
      const slot = Math.floor(((times[at]?.getTime() ?? 0) - since) / 1000 / periodSeconds);
      if (slot >= 0 && slot < pace.length) pace[slot] = (pace[slot] ?? 0) + value;
    }
  return pace;
}
