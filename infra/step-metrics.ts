import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type MetricName, metricNamespace } from '../shared/metrics.ts';

type Asked = {
  /** Of all outcomes unless given. */
  readonly outcome?: string;
  /** A sum unless given. */
  readonly statistic?: string;
  readonly minutes?: number;
  readonly label?: string;
};

/** What a step counts and measures in its log lines (`shared/metrics.ts`). */
export const stepMetric = (
  step: IFunction,
  metricName: MetricName,
  { outcome, statistic = Stats.SUM, minutes = 5, label }: Asked = {},
): Metric =>
  new Metric({
    ...{ namespace: metricNamespace, metricName, statistic, period: Duration.minutes(minutes) },
    dimensionsMap: {
      FunctionName: step.functionName,
      ...(outcome !== undefined && { Outcome: outcome }),
    },
    ...(label !== undefined && { label }),
  });
