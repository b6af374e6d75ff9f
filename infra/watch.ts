import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarms } from './constructs/alarms.ts';
import type { NewsTables } from './constructs/news-tables.ts';
import type { StepSchedules } from './constructs/step-schedules.ts';
import type { QuarantineQueue, WorkQueue } from './constructs/work-queue.ts';
import type { Functions } from './functions.ts';
import { estimatedSpend } from './spend.ts';
import type { Stage } from './stages.ts';
import { stepMetric } from './step-metrics.ts';

type Watched = {
  readonly alarms: Alarms;
  readonly feedQueue: WorkQueue;
  readonly articleQueue: WorkQueue;
  readonly linkQueue: WorkQueue;
  readonly replayQueue: WorkQueue;
  readonly quarantine: QuarantineQueue;
  readonly tables: NewsTables['byName'];
  readonly budgets: Stage['budgets'];
};

/** What an operator is told of; each heading stands in docs/runbook.md. */
export function watch(parts: Watched, functions: Functions, schedules: StepSchedules): void {
  const { alarms, feedQueue, articleQueue, linkQueue, replayQueue, quarantine } = parts;
  const queues = { Feed: feedQueue, Article: articleQueue, Link: linkQueue };
  for (const [name, { queue, deadLetters }] of Object.entries(queues)) {
    alarms.onAnyMessage(`${name}DeadLetters`, deadLetters, {
      heading: 'Dead letters',
      what: `Tasks of the ${name.toLowerCase()} queue failed again and again.`,
    });
    const text = {
      heading: 'Old messages',
      what: `Tasks of the ${name.toLowerCase()} queue wait for too long.`,
    };
    alarms.onAge(`${name}QueueAge`, queue, { minutes: 60, text });
  }
  // Its tasks may wait: nobody is late for what is read again.
  alarms.onAnyMessage('ReplayDeadLetters', replayQueue.deadLetters, {
    heading: 'Dead letters',
    what: 'Tasks of the replay queue failed again and again.',
  });
  alarms.onAnyMessage('ScheduleDeadLetters', schedules.deadLetters, {
    heading: 'Schedule dead letters',
    what: 'A schedule could not start poll-feeds, sweep-stories or revisit-articles.',
  });
  alarms.onAnyMessage('Quarantine', quarantine.queue, {
    heading: 'Quarantine',
    what: 'Messages were set aside that can never succeed.',
  });
  watchSteps(alarms, functions);
  watchArticles(alarms, functions);
  alarms.onSilence('PollFeedsSilent', functions.pollFeeds.function, {
    heading: 'No polling',
    what: 'poll-feeds has not run for a quarter of an hour.',
  });
  const { dailyDollars } = parts.budgets;
  const spend = estimatedSpend({ ...parts, functions }, Duration.days(1), 'dollars a day');
  alarms.onMeasure('DailySpend', spend, {
    ...{ above: dailyDollars, periods: 1 },
    text: {
      heading: 'Daily spend',
      what: `The stack spends more than $${dailyDollars} on a day, by its own estimate.`,
    },
  });
  if (functions.webSub !== undefined)
    alarms.onThrottles('WebSubThrottles', functions.webSub.function, {
      heading: 'Throttled hubs',
      what: 'Calls to the address for WebSub hubs are turned away.',
    });
}

function watchSteps(alarms: Alarms, functions: Functions): void {
  for (const [name, { function: step, node }] of Object.entries(functions)) {
    if (name === 'sweepStories' || name === 'revisitArticles') continue;
    const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    alarms.onErrors(`${id}Errors`, step, {
      heading: 'Function errors',
      what: `The function ${node.id} fails as a whole.`,
    });
    if (name === 'webSub') continue;
    alarms.onThrottles(`${id}Throttles`, step, {
      heading: 'Throttled functions',
      what: `Lambda turns invocations of ${node.id} away.`,
    });
    if (name === 'pollFeeds') continue;
    alarms.onRetries(`${id}Retries`, step, {
      heading: 'Many retries',
      what: `A fifth of the messages of ${node.id} fail and are tried again.`,
    });
  }
  watchHourly(alarms, functions);
  const { fetchFeed, linkArticle } = functions;
  const silent = stepMetric(fetchFeed.function, 'SilentPolls', { minutes: 60 });
  alarms.onMeasure('SilentSources', silent, {
    ...{ above: 1, periods: 1 },
    text: {
      heading: 'Silent sources',
      what: 'A feed answers and has published less than its own rhythm leads one to expect.',
    },
  });
  const lag = stepMetric(linkArticle.function, 'LinkLag', { statistic: Stats.p(90), minutes: 15 });
  alarms.onMeasure('LinkLag', lag, {
    ...{ above: 30 * 60, periods: 2 },
    text: {
      heading: 'Link lag',
      what: 'A tenth of the articles wait half an hour for their story.',
    },
  });
}

/** News comes, and is no news to us: what neither a failure nor a silent feed would tell. */
function watchArticles(alarms: Alarms, { fetchArticle }: Functions): void {
  const pages = (outcome: string) =>
    stepMetric(fetchArticle.function, 'Messages', { outcome, minutes: 60 });
  const metric = new MathExpression({
    // A few pages that are no articles are nothing to be told of.
    expression: 'IF(FILL(refused, 0) >= 20 AND FILL(stored, 0) * 9 < FILL(refused, 0), 1, 0)',
    usingMetrics: { stored: pages('stored'), refused: pages('discarded') },
    period: Duration.hours(1),
  });
  alarms.onMeasure('FewArticles', metric, {
    ...{ above: 1, periods: 3 },
    text: {
      heading: 'Few articles',
      what: 'For three hours not one page in ten that was fetched became an article.',
    },
  });
}

/** They run once an hour: what is rare for the other functions is every time for these. */
function watchHourly(alarms: Alarms, { sweepStories, revisitArticles }: Functions): void {
  const failures = ({ function: step }: Functions['sweepStories' | 'revisitArticles']) =>
    step.metricErrors({ period: Duration.hours(1), statistic: Stats.SUM });
  const twice = { above: 1, periods: 2 };
  alarms.onMeasure('SweepStoriesErrors', failures(sweepStories), {
    ...twice,
    text: {
      heading: 'Stories not swept',
      what: 'sweep-stories has failed two hours in a row: split stories stay split.',
    },
  });
  alarms.onMeasure('RevisitArticlesErrors', failures(revisitArticles), {
    ...twice,
    text: {
      heading: 'Articles not revisited',
      what: 'revisit-articles has failed two hours in a row: edits and removals are missed.',
    },
  });
}
