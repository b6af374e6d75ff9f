import { DependencyBusyError, PipelineError } from '../errors.ts';
import type { Clock } from '../ports/web.ts';

/** After so many failed calls in a row (each of them tried three times by the SDK) a service is left alone. */
export const failuresToOpen = 5;
/** For so long; then one call tries whether it is back. */
export const openMs = 10_000;

/** What a service says of itself, not of what it was asked, though its status is below 500. */
const throttling: ReadonlySet<string> = new Set([
  ...['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException'],
  ...['RequestThrottled', 'RequestThrottledException', 'TooManyRequestsException', 'Throttling'],
  ...['SlowDown', 'PriorRequestNotComplete', 'BandwidthLimitExceeded', 'LimitExceededException'],
]);

/**
 * Keeps a function from a service that is down or throttled: after a few calls that failed, those that
 * follow fail at once, and their messages go back to the queue. Nobody pays for waiting, and the service
 * is not asked by a hundred records more for each that it turned away.
 *
 * The many workers of a stack know nothing of each other's; each costs the service one call now and then.
 */
export class CircuitBreaker {
  readonly #service: string;
  readonly #now: Clock;
  #failures = 0;
  #openedAt = 0;

  constructor(service: string, now: Clock) {
    this.#service = service;
    this.#now = now;
  }

  /** @throws DependencyBusyError when the service is out of reach, or is left alone */
  async pass<T>(call: () => Promise<T>): Promise<T> {
    this.#letTry();
    try {
      const answer = await call();
      this.#failures = 0;
      return answer;
    } catch (error) {
      if (!isOutage(error)) {
        this.#failures = 0;
        throw error;
      }
      this.#failures++;
      this.#openedAt = this.#now().getTime();
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      throw new DependencyBusyError(this.#service, `${name}: ${message}`, { cause: error });
    }
  }

  /** Of those who come when the time is over one goes ahead, and the others are as early as before. */
  #letTry(): void {
    if (this.#failures < failuresToOpen) return;
    const now = this.#now().getTime();
    // A clock that was put back would keep it open for as long as that.
    if (Math.abs(now - this.#openedAt) < openMs)
      throw new DependencyBusyError(
        this.#service,
        `failed ${this.#failures} times in a row and is left alone for a moment`,
      );
    this.#openedAt = now;
  }
}

/**
 * Whether a call failed for the service's sake: it is throttled, broken, or not heard of. One that says
 * no to what it was asked is there.
 *
 * @example
 * isOutage(new Error('socket hang up')) // true
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof PipelineError || !(error instanceof Error)) return false;
  // Given up by the caller, who has a bound of its own.
  if (error.name === 'AbortError') return false;
  const { $metadata } = error as { $metadata?: { readonly httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return status < 400 || status === 429 || status >= 500 || throttling.has(error.name);
}
