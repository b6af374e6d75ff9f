/** The queues and their limits. `infra/` deploys them and `local/` creates them from this one place. */
export type QueueDefinition = {
  /** Messages of one group are delivered in order, one batch at a time. */
  readonly fifo: boolean;
  /** Messages handed to one invocation. */
  readonly batchSize: number;
  /** For so long messages are gathered into a batch; a FIFO queue gathers none. */
  readonly windowSeconds: number;
  /** Of the function that the queue feeds. */
  readonly timeoutSeconds: number;
  /** Deliveries before a message goes to the dead-letter queue. */
  readonly maxReceiveCount: number;
  /** Invocations of the function at once, at most. */
  readonly maxConcurrency: number;
};

/** The variable through which a function learns a queue's URL. */
export const queueVariables = {
  feeds: 'FEED_QUEUE_URL',
  articles: 'ARTICLE_QUEUE_URL',
  links: 'LINK_QUEUE_URL',
  replays: 'REPLAY_QUEUE_URL',
} as const;

export const quarantineVariable = 'QUARANTINE_QUEUE_URL';

export type QueueName = keyof typeof queueVariables;

export const queues = {
  feeds: {
    ...{ fifo: false, batchSize: 20, windowSeconds: 90 },
    ...{ timeoutSeconds: 120, maxReceiveCount: 5, maxConcurrency: 10 },
  },
  articles: {
    ...{ fifo: false, batchSize: 20, windowSeconds: 240 },
    ...{ timeoutSeconds: 180, maxReceiveCount: 5, maxConcurrency: 20 },
  },
  // In order within a language: two linkers that are blind to each other split stories.
  links: {
    ...{ fifo: true, batchSize: 10, windowSeconds: 0 },
    ...{ timeoutSeconds: 60, maxReceiveCount: 5, maxConcurrency: 20 },
  },
  // Nobody waits for it: two functions at a time, whatever there is to be read again.
  replays: {
    ...{ fifo: false, batchSize: 5, windowSeconds: 20 },
    ...{ timeoutSeconds: 120, maxReceiveCount: 5, maxConcurrency: 2 },
  },
} as const satisfies Record<QueueName, QueueDefinition>;

/** Tasks for pages of one host are received so far apart that no invocation gathers two of them. */
export const articlesApartSeconds = queues.articles.windowSeconds + 30;

/** AWS asks for six times the function's timeout, so that a retry never overlaps a try. */
export const visibilityTimeoutSeconds = ({ timeoutSeconds }: QueueDefinition): number =>
  6 * timeoutSeconds;

/** For how long dead letters and quarantined messages are kept, in days (the most that SQS offers). */
export const deadLetterRetentionDays = 14;

/** Minutes between two looks for stories that are one. */
export const sweepMinutes = 60;

/** Minutes between two looks for articles that are old enough to be fetched again. */
export const revisitMinutes = 60;
