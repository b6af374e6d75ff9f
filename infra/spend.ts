import { type Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { restOfBill, type Spending, type SpendTerm, spendTerms } from '../shared/spend.ts';
import type { Functions } from './functions.ts';
import type { Parts } from './grants.ts';

type Stacked = Pick<Parts, 'tables'> & { readonly functions: Functions };

/** What the stack spends in a period, as far as its own use tells: an estimate, within minutes. */
export function estimatedSpend(stacked: Stacked, period: Duration, label: string): MathExpression {
  const terms = spendTerms(namesOf(stacked));
  const { region } = Stack.of(stacked.tables.feeds);
  const sum = terms.map(({ id, dollars }) => `FILL(${id}, 0) * ${decimal(dollars)}`).join(' + ');
  return new MathExpression({
    ...{ label, period, expression: `${restOfBill} * (${sum})` },
    usingMetrics: Object.fromEntries(terms.map((term) => [term.id, metricOf(term, region)])),
  });
}

function namesOf({ tables, functions }: Stacked): Spending {
  const { feeds, hosts, articles, revisions, stories } = tables;
  const { fetchFeed, fetchArticle, linkArticle } = functions;
  const counted = { fetchFeed, fetchArticle, linkArticle };
  return {
    tables: {
      ...{ feeds: feeds.tableName, hosts: hosts.tableName, articles: articles.tableName },
      ...{ revisions: revisions.tableName, stories: stories.tableName },
    },
    functions: Object.fromEntries(
      Object.entries(counted).map(([key, { function: step, memoryMb }]) => [
        key,
        { name: step.functionName, memoryMb },
      ]),
    ) as Spending['functions'],
  };
}

/** Without an exponent, whose `e` CDK takes for the name of a metric. */
const decimal = (dollars: number): string => dollars.toFixed(12);

const metricOf = ({ namespace, metricName, dimensions }: SpendTerm, region: string): Metric =>
  new Metric({ namespace, metricName, region, statistic: Stats.SUM, dimensionsMap: dimensions });
