import { type Measures, type MetricName, metricNamespace, metricUnits } from '../metrics.ts';

type Counted = {
  /** Keeps the stages of one account apart. */
  readonly functionName: string;
  readonly outcome: string;
  /** What each message of this outcome measured. */
  readonly measured: readonly Measures[];
  readonly at: Date;
};

/**
 * A log line from which CloudWatch makes metrics: the embedded metric format.
 *
 * No call is made, and what counts the messages of an invocation is written before it ends, so that
 * nothing is buffered which a frozen function would lose. Messages are counted by function, and by
 * function and outcome; what they measure, by function.
 *
 * See "Specification: Embedded metric format" in the CloudWatch user guide.
 *
 * @example
 * embeddedMetrics({ functionName: 'f', outcome: 'stored', measured: [{ StorageDelay: 60 }], at: new Date() })
 */
export function embeddedMetrics({ functionName, outcome, measured, at }: Counted) {
  const names = [...new Set(measured.flatMap(Object.keys))] as (keyof Measures)[];
  const byFunction = ['FunctionName'];
  return {
    _aws: {
      Timestamp: at.getTime(),
      CloudWatchMetrics: [
        directive(['Messages'], [byFunction, ['FunctionName', 'Outcome']]),
        ...(names.length > 0 ? [directive(names, [byFunction])] : []),
      ],
    },
    ...{ FunctionName: functionName, Outcome: outcome, Messages: measured.length },
    ...Object.fromEntries(names.map((name) => [name, valuesOf(name, measured)])),
  };
}

/** A list of values is as many measurements. */
const valuesOf = (name: keyof Measures, measured: readonly Measures[]): readonly number[] =>
  measured.flatMap((measures) => measures[name] ?? []);

const directive = (names: readonly MetricName[], Dimensions: readonly (readonly string[])[]) => ({
  Namespace: metricNamespace,
  Dimensions,
  Metrics: names.map((Name) => ({ Name, Unit: metricUnits[Name] })),
});
