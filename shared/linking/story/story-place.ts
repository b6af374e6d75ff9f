import type { Instant } from '../../model/ids.ts';
import type { Story } from '../../model/story.ts';

/** A story keeps its place among the latest for so long: to move is two write units in place of one. */
const keptForMs = 60 * 60 * 1000;
const dayLength = '2026-01-05'.length;

/**
 * A story whose newest report is this. Reports that come one upon the other do not move it among the latest each
 * time, but within the day: who reads a day has all that was seen on it.
 *
 * @example
 * seenUntil(story, '2026-01-05T09:20:00.000Z').listedAt // '2026-01-05T09:00:00.000Z', where it was seen until then
 */
export function seenUntil({ listedAt, ...story }: Story, lastSeenAt: Instant): Story {
  const place = listedAt ?? story.lastSeenAt;
  const since = Date.parse(lastSeenAt) - Date.parse(place);
  const stays = since > 0 && since < keptForMs && isOneDay(place, lastSeenAt);
  return { ...story, lastSeenAt, ...(stays && { listedAt: place }) };
}

const isOneDay = (a: Instant, b: Instant): boolean =>
  a.slice(0, dayLength) === b.slice(0, dayLength);
