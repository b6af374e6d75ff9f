import type { Instant } from '../model/ids.ts';

/** Of a feed whose rhythm is not known yet, in minutes. */
const firstInterval = 60;
const shortest = 15;
const longest = 24 * 60;
/** An article waits an eighth of the usual gap for its poll, at the median. */
const pollsPerArticle = 4;
/** So many instants are kept, and so many of the newest tell whether a feed has picked up. */
export const recentKept = 30;
const recentFew = 8;

/**
 * How often to poll a feed, from when it published: a few times for each article.
 *
 * The silence since the newest article counts, so that a feed which falls silent is asked less and less.
 *
 * @param recent instants of publication, newest first
 * @returns minutes, from 15 to a day
 *
 * @example
 * adaptiveInterval([], now) // 60
 */
export function adaptiveInterval(recent: readonly Instant[], now: number): number {
  if (recent.length === 0) return firstInterval;
  const gap = Math.min(gapOver(recent.length, recent, now), gapOver(recentFew, recent, now));
  const wanted = gap / pollsPerArticle;
  // Two instants are no rhythm.
  return Math.round(
    Math.min(longest, Math.max(recent.length < 3 ? firstInterval : shortest, wanted)),
  );
}

function gapOver(count: number, recent: readonly Instant[], now: number): number {
  const oldest = recent.slice(0, count).at(-1);
  if (oldest === undefined) return Number.POSITIVE_INFINITY;
  return (now - Date.parse(oldest)) / 60_000 / Math.min(count, recent.length);
}
