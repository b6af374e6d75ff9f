import { metricNamespace } from './metrics.ts';

/** Dollars a unit, us-east-1; where they come from stands in docs/costs.md. */
export const price = {
  ...{ writeUnit: 0.625e-6, readUnit: 0.125e-6, gbSecond: 13.3334e-6 },
  /** Its part of an object of pages, and the one or two events that follow. */
  storedPage: 1.9e-6,
};

/**
 * The rest of the bill (other tables and indexes, reads, queues, logs) goes with what is counted;
 * an alarm can count ten metrics and no more. By `npm run cost`; see docs/costs.md.
 */
export const restOfBill = 2.1;

type CountedTable = 'feeds' | 'hosts' | 'articles' | 'revisions' | 'stories';
type CountedFunction = 'fetchFeed' | 'fetchArticle' | 'linkArticle';

/** What a stack is called, as far as its spend is counted. */
export type Spending = {
  readonly tables: Readonly<Record<CountedTable, string>>;
  readonly functions: Readonly<
    Record<CountedFunction, { readonly name: string; readonly memoryMb: number }>
  >;
};

/** A sum that CloudWatch keeps, and what each of it costs. */
export type SpendTerm = {
  readonly id: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly dollars: number;
};

/**
 * The sums of CloudWatch by which a stack estimates what it spends, without {@link restOfBill}.
 *
 * @example
 * spendTerms({ tables, functions }).find(({ id }) => id === 'stored')?.dollars // 0.0000019
 */
export function spendTerms({ tables, functions }: Spending): SpendTerm[] {
  const names = Object.keys(functions) as CountedFunction[];
  return [
    written('feeds', tables.feeds),
    written('due', tables.feeds, 'due'),
    ...(['hosts', 'articles', 'revisions', 'stories'] as const).map((table) =>
      written(table, tables[table]),
    ),
    ...names.map((step) => worked(step, functions[step])),
    {
      ...{ id: 'stored', namespace: metricNamespace, metricName: 'Messages' },
      dimensions: { FunctionName: functions.fetchArticle.name, Outcome: 'stored' },
      dollars: price.storedPage,
    },
  ];
}

/** Of a table, or of one index of it: CloudWatch keeps them apart. */
const written = (id: string, table: string, index?: string): SpendTerm => ({
  ...{ id, namespace: 'AWS/DynamoDB', metricName: 'ConsumedWriteCapacityUnits' },
  dimensions: { TableName: table, ...(index !== undefined && { GlobalSecondaryIndexName: index }) },
  dollars: price.writeUnit,
});

/** Milliseconds of a function with so much memory. */
const worked = (
  step: CountedFunction,
  { name, memoryMb }: Spending['functions'][CountedFunction],
): SpendTerm => ({
  ...{ id: `${step}Worked`, namespace: 'AWS/Lambda', metricName: 'Duration' },
  dimensions: { FunctionName: name },
  dollars: (memoryMb / 1024 / 1000) * price.gbSecond,
});
