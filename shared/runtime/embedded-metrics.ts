import { type Measures, type MetricName, metricNamespace, metricUnits } from '../metrics.ts';

type Counted = {
  /** Keeps the stages of one account apart. */
  readonly functionName: string;
  readonly outcome: string;
  readonly measures: Measures;
  readonly at: Date;
};

/**
 * The part of a log line from which CloudWatch makes metrics: the embedded metric format.
 *
 * The line that says what became of a message is also what counts it, so that the two never differ,
 * no call is made, and nothing is buffered that a frozen function would lose. Messages are counted by
 * function, and by function and outcome; what they measure, by function.
 *
 * See "Specification: Embedded metric format" in the CloudWatch user guide.
 *
 * @example
 * embeddedMetrics({ functionName: 'f', outcome: 'stored', measures: { StorageDelay: 60 }, at: new Date() })
 */
export function embeddedMetrics({ functionName, outcome, measures, at }: Counted) {
  const measured = Object.keys(measures) as MetricName[];
  const byFunction = ['FunctionName'];
  return {
    _aws: {
      Timestamp: at.getTime(),
      CloudWatchMetrics: [
        directive(['Messages'], [byFunction, ['FunctionName', 'Outcome']]),
        ...(measured.length > 0 ? [directive(measured, [byFunction])] : []),
      ],
    },
    ...{ FunctionName: functionName, Outcome: outcome, Messages: 1 },
    ...measures,
  };
}

const directive = (names: readonly MetricName[], Dimensions: readonly (readonly string[])[]) => ({
  Namespace: metricNamespace,
  Dimensions,
  Metrics: names.map((Name) => ({ Name, Unit: metricUnits[Name] })),
});
