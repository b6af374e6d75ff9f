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
export type Measures = Readonly<Partial<Record<Exclude<MetricName, 'Messages'>, number>>>;
