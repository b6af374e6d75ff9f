import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  Row,
  SingleValueWidget,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { price } from '../../shared/spend.ts';
import type { Functions } from '../functions.ts';
import type { Parts } from '../grants.ts';
import { estimatedSpend } from '../spend.ts';
import type { Stage } from '../stages.ts';
import { stepMetric } from '../step-metrics.ts';
import type { Alarms } from './alarms.ts';

type Shown = Parts & {
  readonly functions: Functions;
  readonly budgets: Stage['budgets'];
  readonly alarms: Alarms;
};

/** An operator's one look: is all well; does it flow, is it fresh, what fails, what does it cost; a row for each. */
export class FlowDashboard extends Construct {
  constructor(scope: Construct, id: string, shown: Shown) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', { defaultInterval: Duration.days(1) });
    const rows = {
      Now: now(shown),
      Flow: flow(shown),
      Freshness: freshness(shown),
      Failures: failures(shown),
      Cost: cost(shown),
    };
    for (const [title, widgets] of Object.entries(rows))
      dashboard.addWidgets(heading(`## ${title}`), new Row(...widgets));
  }
}

const heading = (markdown: string) => new TextWidget({ markdown, width: 24, height: 1 });

const graph = (title: string, left: readonly IMetric[], stacked = false) =>
  new GraphWidget({ title, left: [...left], stacked, width: 8, leftYAxis: { min: 0 } });

/** The answer in ten seconds: which alarms are on, and a number each for flow, freshness and cost. */
function now({ alarms, functions, tables }: Shown): IWidget[] {
  const day = { minutes: 24 * 60 };
  const { fetchArticle, linkArticle } = functions;
  const numbers = [
    stepMetric(fetchArticle.function, 'Messages', { outcome: 'stored', ...day, label: 'stored' }),
    stepMetric(fetchArticle.function, 'StorageDelay', {
      ...{ statistic: Stats.p(50), ...day, label: 'seconds to storage' },
    }),
    stepMetric(linkArticle.function, 'LinkLag', {
      ...{ statistic: Stats.p(90), ...day, label: 'seconds to story (p90)' },
    }),
    estimatedSpend({ tables, functions }, Duration.days(1), 'dollars (estimate)'),
  ];
  return [
    new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms.all], width: 16, height: 5 }),
    new SingleValueWidget({ title: 'The last day', metrics: numbers, width: 8, height: 5 }),
  ];
}

/** What can become of a page that is fetched. */
const fetched = [
  ...(['stored', 'unchanged', 'not-modified', 'missing', 'removed'] as const),
  ...(['discarded', 'deferred'] as const),
];

/** What became of the messages of each step, by outcome. */
function flow({ functions }: Shown): IWidget[] {
  const { fetchFeed, fetchArticle, linkArticle, replayArticle } = functions;
  const outcomes = {
    'Feeds polled': [fetchFeed, ['polled', 'unchanged', 'deferred', 'failed', 'gone']],
    'Pages fetched': [fetchArticle, fetched],
    'Articles linked': [linkArticle, ['linked', 'already-linked', 'linked-across', 'merged']],
    'Pages read again': [replayArticle, ['current', 'confirmed', 'reread', 'refused', 'skipped']],
  } as const;
  return Object.entries(outcomes).map(([title, [step, names]]) =>
    graph(
      title,
      names.map((outcome) =>
        stepMetric(step.function, 'Messages', { outcome, minutes: 15, label: outcome }),
      ),
      true,
    ),
  );
}

function freshness({ functions, ...queues }: Shown): IWidget[] {
  const { fetchFeed, fetchArticle, linkArticle } = functions;
  const both = (step: typeof fetchArticle | typeof linkArticle, name: 'StorageDelay' | 'LinkLag') =>
    [Stats.p(50), Stats.p(90)].map((statistic) =>
      stepMetric(step.function, name, { statistic, minutes: 15, label: statistic }),
    );
  const { feedQueue: feeds, articleQueue: articles, linkQueue: links } = queues;
  const ages = Object.entries({ feeds, articles, links, replays: queues.replayQueue }).map(
    ([label, { queue }]) =>
      queue.metricApproximateAgeOfOldestMessage({ label, statistic: Stats.MAXIMUM }),
  );
  const silent = stepMetric(fetchFeed.function, 'SilentPolls', { minutes: 60, label: 'silent' });
  return [
    graph('From publication to storage, seconds', both(fetchArticle, 'StorageDelay')),
    graph('From storage to story, seconds', both(linkArticle, 'LinkLag')),
    graph('Oldest waiting task, seconds; polls of silent feeds', [...ages, silent]),
  ];
}

function failures({ functions, ...parts }: Shown): IWidget[] {
  const { feedQueue, articleQueue, linkQueue, replayQueue, quarantine } = parts;
  const steps = Object.entries(functions);
  const stuck = Object.entries({
    feeds: feedQueue.deadLetters,
    articles: articleQueue.deadLetters,
    links: linkQueue.deadLetters,
    replays: replayQueue.deadLetters,
    quarantine: quarantine.queue,
  }).map(([label, queue]) =>
    queue.metricApproximateNumberOfMessagesVisible({ label, statistic: Stats.MAXIMUM }),
  );
  return [
    graph('Dead letters and quarantine', stuck),
    graph(
      'Messages tried again',
      steps.map(([label, { function: step }]) =>
        stepMetric(step, 'Messages', { outcome: 'retry', label }),
      ),
      true,
    ),
    graph(
      'Functions that failed or were throttled',
      steps.flatMap(([label, { function: step }]) => [
        step.metricErrors({ label: `${label} failed` }),
        step.metricThrottles({ label: `${label} throttled` }),
      ]),
    ),
  ];
}

function cost({ tables, functions, budgets }: Shown): IWidget[] {
  const period = Duration.hours(1);
  const byTable = (read: boolean) =>
    Object.entries(tables).map(([label, table]: [string, TableV2]) =>
      read
        ? table.metricConsumedReadCapacityUnits({ label, period, statistic: Stats.SUM })
        : table.metricConsumedWriteCapacityUnits({ label, period, statistic: Stats.SUM }),
    );
  const lambda = Object.entries(functions).map(([name, { function: step, memoryMb }]) => {
    const duration = step.metricDuration({ period, statistic: Stats.SUM });
    return new MathExpression({
      ...{ label: name, period, usingMetrics: { [`${name}Ms`]: duration } },
      expression: `${name}Ms / 1000 * ${memoryMb / 1024} * ${price.gbSecond}`,
    });
  });
  return [
    graph(`Write units an hour ($${price.writeUnit * 1e6} a million)`, byTable(false), true),
    graph(`Read units an hour ($${price.readUnit * 1e6} a million)`, byTable(true), true),
    new GraphWidget({
      ...{ title: 'Dollars: Lambda an hour, and all in all a day', width: 8 },
      ...{ left: lambda, stacked: true, leftYAxis: { min: 0 }, rightYAxis: { min: 0 } },
      right: [estimatedSpend({ tables, functions }, Duration.days(1), 'all, a day (estimate)')],
      rightAnnotations: [{ value: budgets.dailyDollars, label: 'budget of a day' }],
    }),
  ];
}
