import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { stepMetric } from '../step-metrics.ts';

/** An alarm's name is also its heading in docs/runbook.md. */
type AlarmText = { readonly heading: string; readonly what: string };

/** What an operator is told of, and through which topic. */
export class Alarms extends Construct {
  readonly topic: Topic;
  /** All that there are so far. */
  readonly all: Alarm[] = [];

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    this.#letAlarmsTell();
    if (stage.alarmEmail !== undefined)
      this.topic.addSubscription(new EmailSubscription(stage.alarmEmail));
  }

  /**
   * A topic with a policy of its own, here for TLS, has lost the one that SNS gives every topic, by
   * which alarms of the account may publish: without this, they go off and nobody hears of it.
   */
  #letAlarmsTell(): void {
    const { account } = Stack.of(this);
    const alarms = Stack.of(this).formatArn({ service: 'cloudwatch', resource: 'alarm:*' });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': alarms },
        },
      }),
    );
  }

  /** Anything at all in a queue that should be empty. */
  onAnyMessage(id: string, queue: Queue, text: AlarmText): void {
    const period = Duration.minutes(5);
    this.#watch(
      id,
      queue.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
      {
        ...{ text, threshold: 1, periods: 1 },
        // An empty queue stops reporting after a while: no news is good news.
        missing: TreatMissingData.NOT_BREACHING,
      },
    );
  }

  /** Work that has waited for too long. */
  onAge(id: string, queue: Queue, { minutes, text }: { minutes: number; text: AlarmText }): void {
    const period = Duration.minutes(5);
    this.#watch(
      id,
      queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM }),
      {
        ...{ text, threshold: minutes * 60, periods: 3 },
        missing: TreatMissingData.NOT_BREACHING,
      },
    );
  }

  /** A function that fails as a whole, not message by message. */
  onErrors(id: string, target: IFunction, text: AlarmText): void {
    const period = Duration.minutes(5);
    this.#watch(id, target.metricErrors({ period, statistic: Stats.SUM }), {
      ...{ text, threshold: 3, periods: 2 },
      missing: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Calls that were turned away, in each of three periods in a row. */
  onThrottles(id: string, target: IFunction, text: AlarmText): void {
    const period = Duration.minutes(5);
    this.#watch(id, target.metricThrottles({ period, statistic: Stats.SUM }), {
      ...{ text, threshold: 10, periods: 3 },
      missing: TreatMissingData.NOT_BREACHING,
    });
  }

  /** More than a share of a step's messages have to be tried again, of those that there are. */
  onRetries(id: string, target: IFunction, text: AlarmText): void {
    const metric = new MathExpression({
      // A few messages of a quiet night are no share of anything.
      expression: 'IF(all >= 20, 100 * again / all, 0)',
      usingMetrics: {
        again: stepMetric(target, 'Messages', { outcome: 'retry' }),
        all: stepMetric(target, 'Messages'),
      },
      period: Duration.minutes(5),
    });
    this.#watch(id, metric, {
      ...{ text, threshold: 20, periods: 3 },
      missing: TreatMissingData.NOT_BREACHING,
    });
  }

  /** What a step measures is above a limit in each of the last periods. */
  onMeasure(id: string, metric: IMetric, { above, periods, text }: Limit): void {
    this.#watch(id, metric, {
      ...{ text, threshold: above, periods },
      missing: TreatMissingData.NOT_BREACHING,
    });
  }

  /** A function that should run every minute and does not. */
  onSilence(id: string, target: IFunction, text: AlarmText): void {
    const metric = target.metricInvocations({
      period: Duration.minutes(5),
      statistic: Stats.SUM,
    });
    this.#watch(id, metric, {
      ...{ text, threshold: 1, periods: 3, comparison: ComparisonOperator.LESS_THAN_THRESHOLD },
      // No invocations report nothing at all; that is the very thing.
      missing: TreatMissingData.BREACHING,
    });
  }

  #watch(id: string, metric: IMetric, watch: Watch): void {
    const alarm = new Alarm(this, id, {
      metric,
      alarmDescription: `${watch.text.what} What to do: docs/runbook.md#${anchorOf(watch.text.heading)}`,
      threshold: watch.threshold,
      evaluationPeriods: watch.periods,
      comparisonOperator: watch.comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: watch.missing,
    });
    this.all.push(alarm);
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }
}

type Limit = { readonly above: number; readonly periods: number; readonly text: AlarmText };

type Watch = {
  readonly text: AlarmText;
  readonly threshold: number;
  readonly periods: number;
  readonly missing: TreatMissingData;
  readonly comparison?: ComparisonOperator;
};

const anchorOf = (heading: string) => heading.toLowerCase().replaceAll(' ', '-');
