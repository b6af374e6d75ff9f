import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { restOfBill, type Spending, spendTerms } from '../../spend.ts';

/** Under which the estimate comes back. */
export const spendId = 'spend';

/** Asks for what a stack spent in each period, by the estimate of its own alarm. */
export function spendQueries(spending: Spending, periodSeconds: number): MetricDataQuery[] {
  const terms = spendTerms(spending);
  const sum = terms.map(({ id, dollars }) => `FILL(${id}, 0) * ${dollars.toFixed(12)}`);
  return [
    ...terms.map(({ id, namespace, metricName, dimensions }) => ({
      ...{ Id: id, ReturnData: false },
      MetricStat: {
        Metric: {
          ...{ Namespace: namespace, MetricName: metricName },
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        ...{ Period: periodSeconds, Stat: 'Sum' },
      },
    })),
    { Id: spendId, Expression: `${restOfBill} * (${sum.join(' + ')})` },
  ];
}
