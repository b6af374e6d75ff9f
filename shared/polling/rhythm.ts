import type { Instant } from '../model/ids.ts';

/** Of a feed whose rhythm is not known yet, in minutes. */
export const firstInterval = 60;
const shortest = 15;
const longest = 24 * 60;
/** Polls for each article: two, so that it waits a quarter of the usual gap at the median… */
const usualShare = 1 / 2;
/** …ten minutes less, as counts for a feed that publishes hourly, and at most three… */
const sooner = 10;
const hastyShare = 1 / 3;
/** …and four a day, until a feed is rarer than every other day. */
const patient = 6 * 60;
const rareShare = 1 / 8;
/** So many moments are kept; so many of the newest tell whether a feed has picked up, if they are so much closer. */
const recentKept = 30;
const recentFew = 8;
const pickedUp = 1.5;

/**
 * How often to poll a feed, from when it published: about twice for each article.
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
  const usual = gapOver(recent.length, recent, now);
  const newest = gapOver(recentFew, recent, now);
  const gap = newest * pickedUp < usual ? newest : usual;
  const lively = Math.max(gap * usualShare - sooner, gap * hastyShare);
  const wanted = Math.max(Math.min(lively, patient), gap * rareShare);
  // Two instants are no rhythm.
  return Math.round(
    Math.min(longest, Math.max(recent.length < 3 ? firstInterval : shortest, wanted)),
  );
}

/**
 * The moments at which a feed published: articles that come within a quarter of an hour of each other
 * count once, since one poll sees them all. A batch of ten a week is a weekly rhythm.
 *
 * @returns the newest, newest first; adding instants later comes to the same as having had them at once
 *
 * @example
 * momentsOf(['2026-01-05T09:00:00.000Z', '2026-01-05T09:05:00.000Z']) // ['2026-01-05T09:00:00.000Z']
 */
export function momentsOf(instants: readonly Instant[]): Instant[] {
  const moments: Instant[] = [];
  let last = Number.NEGATIVE_INFINITY;
  // From the oldest on: counted from the newest, each new article would take the place of the last.
  for (const instant of instants.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))) {
    const at = Date.parse(instant);
    if (at - last < shortest * 60_000) continue;
    moments.push(instant);
    last = at;
  }
  return moments.reverse().slice(0, recentKept);
}

function gapOver(count: number, recent: readonly Instant[], now: number): number {
  const oldest = recent.slice(0, count).at(-1);
  if (oldest === undefined) return Number.POSITIVE_INFINITY;
  return (now - Date.parse(oldest)) / 60_000 / Math.min(count, recent.length);
}
