import type { Instant } from '../model/ids.ts';

/** Fewer articles are no rhythm. */
const minArticles = 5;
/** A night, a feast day and a server's nap are not worth a letter. */
const minSilenceMs = 24 * 3_600_000;
/** How much longer than the longest pause in memory a pause must be to say something. */
const longerThanEver = 2;

/**
 * Whether a feed has published less than its own rhythm leads one to expect: nothing for twice the
 * longest pause between the articles that it is known by, and for a day at the least.
 *
 * A feed can answer every poll and be silent all the same; users of Media Cloud ask to be told
 * (mediacloud/web-search#287).
 *
 * @param recent instants of publication, newest first
 * @param now milliseconds since 1970
 *
 * @example
 * isSilent(['2026-01-05T10:00:00.000Z'], Date.parse('2027-01-01')) // false: one article is no rhythm
 */
export function isSilent(recent: readonly Instant[], now: number): boolean {
  const instants = recent.map((instant) => Date.parse(instant));
  const [newest] = instants;
  if (newest === undefined || instants.length < minArticles) return false;
  const longest = Math.max(...instants.slice(1).map((at, index) => (instants[index] ?? at) - at));
  return now - newest > Math.max(minSilenceMs, longerThanEver * longest);
}
