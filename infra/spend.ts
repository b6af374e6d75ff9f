import { type Duration, Stack } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Functions } from './functions.ts';
import type { Parts } from './grants.ts';
import { stepMetric } from './step-metrics.ts';

/** Dollars a unit, us-east-1; where they come from stands in docs/costs.md. */
export const price = {
  ...{ writeUnit: 0.625e-6, readUnit: 0.125e-6, gbSecond: 13.3334e-6 },
  /** A page put into the bucket, and the two events that follow. */
  storedPage: 7e-6,
};

/**
 * The rest of the bill (other tables and indexes, reads, queues, logs) goes with what is counted here;
 * an alarm can count ten metrics and no more. By `npm run cost`; see docs/costs.md.
 */
const restOfBill = 1.5;

type Spending = Pick<Parts, 'tables'> & { readonly functions: Functions };

/** What the stack spends in a period, as far as its own use tells: an estimate, within minutes. */
export function estimatedSpend(
  { tables, functions }: Spending,
  period: Duration,
  label: string,
): MathExpression {
  const { fetchFeed, fetchArticle, linkArticle } = functions;
  const written = {
    feeds: writesOf(tables.feeds),
    due: writesOf(tables.feeds, 'due'),
    hosts: writesOf(tables.hosts),
    articles: writesOf(tables.articles),
    revisions: writesOf(tables.revisions),
    stories: writesOf(tables.stories),
  };
  const worked = { fetchFeed, fetchArticle, linkArticle };
  const milliseconds = Object.fromEntries(
    Object.entries(worked).map(([name, step]) => [`${name}Worked`, durationOf(step)]),
  );
  const stored = stepMetric(fetchArticle.function, 'Messages', { outcome: 'stored' });
  const terms = [
    ...Object.keys(written).map((name) => `FILL(${name}, 0) * ${decimal(price.writeUnit)}`),
    ...Object.entries(worked).map(
      ([name, { memoryMb }]) =>
        `FILL(${name}Worked, 0) * ${decimal((memoryMb / 1024 / 1000) * price.gbSecond)}`,
    ),
    `FILL(stored, 0) * ${decimal(price.storedPage)}`,
  ];
  return new MathExpression({
    ...{ label, period, expression: `${restOfBill} * (${terms.join(' + ')})` },
    usingMetrics: { ...written, ...milliseconds, stored },
  });
}

/** Without an exponent, whose `e` CDK takes for the name of a metric. */
const decimal = (dollars: number): string => dollars.toFixed(12);

const durationOf = ({
  function: step,
}: Functions['fetchFeed' | 'fetchArticle' | 'linkArticle']): IMetric =>
  step.metricDuration({ statistic: Stats.SUM });

/** Of a table, or of one index of it: CloudWatch keeps them apart. */
const writesOf = (table: TableV2, index?: string): IMetric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName: 'ConsumedWriteCapacityUnits',
    statistic: Stats.SUM,
    region: Stack.of(table).region,
    dimensionsMap: {
      TableName: table.tableName,
      ...(index !== undefined && { GlobalSecondaryIndexName: index }),
    },
  });
