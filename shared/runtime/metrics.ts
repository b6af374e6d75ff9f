/** The CloudWatch namespace of everything that the steps count. */
export const metricNamespace = 'Newsloom';

/** What the steps measure, by CloudWatch's unit; `infra/` draws and watches them by these names. */
export const metricUnits = {
  /** Messages by outcome, each counted once. */
  Messages: 'Count',
  /** From an article's publication to its first storing. */
  StorageDelay: 'Seconds',
  /** From an article's storing to its link task's end. */
  LinkLag: 'Seconds',
  /** Polls of a feed that has published less than its own rhythm leads one to expect. */
  SilentPolls: 'Count',
} as const;

export type MetricName = keyof typeof metricUnits;

/** What one message measured, beside being counted. */
export type Measures = Readonly<Partial<Record<MetricName, number>>>;

/** The dimensions of every metric; `FunctionName` keeps the stages of one account apart. */
export const dimensionNames = ['FunctionName', 'Outcome'] as const;

type Counted = {
  readonly functionName: string;
  readonly outcome: string;
  readonly measures: Measures;
  readonly at: Date;
};

/**
 * The part of a log line from which CloudWatch makes metrics: the embedded metric format.
 *
 * The line that says what became of a message is also what counts it, so that the two never differ,
 * no call is made, and nothing is buffered that a frozen function would lose.
 *
 * See "Specification: Embedded metric format" in the CloudWatch user guide.
 *
 * @example
 * embeddedMetrics({ functionName: 'f', outcome: 'stored', measures: { StorageDelay: 60 }, at: new Date() })
 */
export function embeddedMetrics({ functionName, outcome, measures, at }: Counted) {
  const values = { Messages: 1, ...measures };
  const names = Object.keys(values) as MetricName[];
  return {
    _aws: {
      Timestamp: at.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: metricNamespace,
          Dimensions: [[...dimensionNames]],
          Metrics: names.map((Name) => ({ Name, Unit: metricUnits[Name] })),
        },
      ],
    },
    FunctionName: functionName,
    Outcome: outcome,
    ...values,
  };
}
