import type { Instant } from '../model/ids.ts';

/** Of a feed whose rhythm is not known yet, in minutes. */
export const firstInterval = 60;
const shortest = 15;
const longest = 24 * 60;
/** Of the usual gap, what lies between two polls: an article waits for three eighths of the gap at the median… */
const usualShare = 3 / 4;
/** …half an hour less, as counts for a feed that publishes hourly, and no less than a third… */
const sooner = 28;
const hastyShare = 1 / 3;
/** …and four a day, until a feed is rarer than every other day. */
const patient = 6 * 60;
const rareShare = 1 / 8;
/** A pause of so many times the usual one is a night, and says nothing of the day… */
const nightAfter = 7;
/** …in which a feed is asked whenever its silence has grown by this share. */
const silenceShare = 1 / 8;
/**
 * So many moments are kept; so many of the newest tell whether a feed has picked up, if they are so much
 * closer. Where articles come at random, twelve are one time in twenty without any change of the rhythm;
 * eight were one time in seven.
 */
const recentKept = 30;
const recentFew = 12;
const pickedUp = 2;

/**
 * How often to poll a feed, from when it published: less than two times for each article.
 *
 * The usual pause between articles counts, without nights and weekends: a feed that publishes by day is
 * asked by day as often as one that never sleeps. The silence since the newest article counts as well,
 * so that a feed is asked less and less in its night, and when it falls silent for good.
 *
 * @param recent instants of publication, newest first
 * @returns minutes, from 15 to a day
 *
 * @example
 * adaptiveInterval([], now) // 60
 */
export function adaptiveInterval(recent: readonly Instant[], now: number): number {
  if (recent.length === 0) return firstInterval;
  const instants = [now, ...recent.map((instant) => Date.parse(instant))];
  const pauses = recent.map((_, at) => ((instants[at] ?? 0) - (instants[at + 1] ?? 0)) / 60_000);
  const [silence = 0] = pauses;
  const [usual, newest] = [usualPause(pauses), usualPause(pauses.slice(0, recentFew))];
  const gap = newest * pickedUp < usual ? newest : usual;
  const lively = Math.max(gap * usualShare - sooner, gap * hastyShare);
  const wanted = Math.max(Math.min(lively, patient), gap * rareShare, silence * silenceShare);
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

/** The usual pause in minutes, nights left out. */
function usualPause(pauses: readonly number[]): number {
  const median = pauses.toSorted((a, b) => a - b)[Math.floor((pauses.length - 1) / 2)] ?? 0;
  const usual = pauses.filter((pause) => pause <= median * nightAfter);
  return usual.reduce((sum, pause) => sum + pause, 0) / usual.length;
}
