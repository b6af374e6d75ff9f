/**
 * What becomes of the message whose step threw.
 *
 * `retry`: the queue delivers it again, and gives up into the dead-letter queue.
 * `quarantine`: it can never succeed, so it is set aside with its reason.
 */
export type Disposition = 'retry' | 'quarantine';

/**
 * Base of every error that the product throws on purpose.
 *
 * Any other error is a bug or an outage: it is retried, and lands in the
 * dead-letter queue when the retries run out.
 */
export abstract class PipelineError extends Error {
  /** Stable, kebab-case; used as metric dimension. Never rename lightly. */
  abstract readonly code: string;
  abstract readonly disposition: Disposition;
}

/** A site is down, slow or asks us to come back later. */
export class SiteUnavailableError extends PipelineError {
  override readonly name = 'SiteUnavailableError'; // a literal: minifiers rename classes
  readonly code = 'site-unavailable';
  readonly disposition = 'retry';
  /** Without the address. */
  readonly problem: string;

  constructor(url: string, problem: string, options?: ErrorOptions) {
    super(`${url}: ${problem}`, options);
    this.problem = problem;
  }
}

/** A queue message that no version of this code can have sent. */
export class InvalidTaskError extends PipelineError {
  override readonly name = 'InvalidTaskError';
  readonly code = 'invalid-task';
  readonly disposition = 'quarantine';
}

/** A stored item that does not have the shape of its table. */
export class CorruptItemError extends PipelineError {
  override readonly name = 'CorruptItemError';
  readonly code = 'corrupt-item';
  readonly disposition = 'quarantine';
  readonly key: string;

  constructor(table: string, key: string, problems: string, options?: ErrorOptions) {
    super(`item ${key} of table ${table} is not as docs/tables.md says: ${problems}`, options);
    this.key = key;
  }
}

/** Two writers met; the one that lost tries again from what is now stored. */
export class ConcurrentWriteError extends PipelineError {
  override readonly name = 'ConcurrentWriteError';
  readonly code = 'concurrent-write';
  readonly disposition = 'retry';

  constructor(what: string, options?: ErrorOptions) {
    super(`${what} was written by another at the same time`, options);
  }
}

/** The environment, the stage or a file that the operator wrote is wrong. */
export class ConfigError extends PipelineError {
  override readonly name = 'ConfigError';
  readonly code = 'invalid-config';
  readonly disposition = 'retry';
}

/** An address that we refuse to contact: private, local, or not the web. */
export class BlockedAddressError extends PipelineError {
  override readonly name = 'BlockedAddressError';
  readonly code = 'blocked-address';
  readonly disposition = 'quarantine';

  constructor(url: string, problem: string, options?: ErrorOptions) {
    super(`refused to contact ${url}: ${problem}`, options);
  }
}

/** A site answered with what no later try can use: too many bytes, redirects without end. */
export class UnusableAnswerError extends PipelineError {
  override readonly name = 'UnusableAnswerError';
  readonly code = 'unusable-answer';
  readonly disposition = 'quarantine';
  readonly reason: 'too-large' | 'redirect-loop' | 'bad-url';

  constructor(
    url: string,
    reason: UnusableAnswerError['reason'],
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${url}: ${problem}`, options);
    this.reason = reason;
  }
}

/** A document that is not a feed at all. */
export class NotAFeedError extends PipelineError {
  override readonly name = 'NotAFeedError';
  readonly code = 'not-a-feed';
  readonly disposition = 'retry';
}

/** A service that a step depends on is throttled, slow or down. */
export class DependencyBusyError extends PipelineError {
  override readonly name = 'DependencyBusyError';
  readonly code = 'dependency-busy';
  readonly disposition = 'retry';

  constructor(service: string, problem: string, options?: ErrorOptions) {
    super(`${service}: ${problem}`, options);
  }
}

/** A service that a step depends on says no, and will say so again until a person does something. */
export class DependencyRefusedError extends PipelineError {
  override readonly name = 'DependencyRefusedError';
  readonly code = 'dependency-refused';
  readonly disposition = 'quarantine';

  constructor(service: string, problem: string, advice: string, options?: ErrorOptions) {
    super(`${service}: ${problem}; ${advice}`, options);
  }
}
