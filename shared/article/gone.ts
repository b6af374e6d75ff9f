import type { Article } from '../model/article.ts';
import type { Instant } from '../model/ids.ts';

/** A page that cannot be found is looked for again after so long. */
export const secondLookMs = 24 * 60 * 60 * 1000;
/** Schedules and queues are not punctual; two looks that are this far apart are a day apart. */
const nearlyADayMs = 20 * 60 * 60 * 1000;

export type GoneDecision =
  /** The first time: the article stays, and it is noted. */
  | { readonly kind: 'note'; readonly goneSince: Instant }
  /** Noted already, and not yet a day ago. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'remove' };

/**
 * Decides what it means that a page is not there: once may be a slip of the site's, twice a day apart
 * is a removal.
 *
 * @example
 * decideGone({ goneSince: '2026-01-05T09:00:00.000Z' }, '2026-01-06T09:10:00.000Z') // { kind: 'remove' }
 */
export function decideGone({ goneSince }: Pick<Article, 'goneSince'>, now: Instant): GoneDecision {
  if (goneSince === undefined) return { kind: 'note', goneSince: now };
  const apart = Date.parse(now) - Date.parse(goneSince);
  return { kind: apart >= nearlyADayMs ? 'remove' : 'wait' };
}
