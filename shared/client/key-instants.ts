import type { Instant } from '../model/ids.ts';

const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;
const cursor = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#/;

/**
 * An instant as keys hold it: they are compared as texts, so that one in another zone, or without
 * its milliseconds, would quietly find too much or too little.
 *
 * @throws RangeError when it is none
 *
 * @example
 * keyInstant('2026-01-05T11:00:00+02:00') // '2026-01-05T09:00:00.000Z'
 */
export function keyInstant(given: string): Instant {
  const at = iso.test(given) ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new RangeError(
    `«${given.slice(0, 100)}» is no instant; say 2026-01-05T09:00:00.000Z, or 2026-01-05`,
  );
}

/**
 * Where the log of changes is gone on with: the cursor of a change, or an instant.
 *
 * @throws RangeError when it is neither
 *
 * @example
 * keyCursor('2026-01-05') // '2026-01-05T00:00:00.000Z'
 */
export const keyCursor = (given: string): string =>
  cursor.test(given) && !Number.isNaN(Date.parse(given.slice(0, 24))) ? given : keyInstant(given);

/** A stretch of time, in any way to write an instant (ISO 8601); it ends now unless it says otherwise. */
export type Period = { readonly since: Instant; readonly until?: Instant };

/** Both ends of a stretch of time, as keys hold them. */
export const keyPeriod = ({ since, until }: Period): Period => ({
  since: keyInstant(since),
  ...(until !== undefined && { until: keyInstant(until) }),
});
