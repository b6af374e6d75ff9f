/**
 * The clockwork of the log of changes. A change is told under the instant that its article holds,
 * and readers stay a minute behind the present. So a change must not be told later than that:
 *
 * - up to `promptMs` after its instant anyone may tell it, as often as they like;
 * - who tells waits up to `togetherMs` for others, to be written into one item of the log with them;
 * - the write is given up after `mostWritingMs`;
 * - from `settledMs` on readers may have passed its instant: it gets a new one first.
 *
 * What is left, 25 seconds, is for clocks that disagree.
 */
export const promptMs = 20_000;
/** Also how far the instants of an item's changes are apart, at most: so far back readers look. */
export const togetherMs = 5_000;
export const mostWritingMs = 10_000;
export const settledMs = 60_000;

export type Telling = 'tell' | 'look' | 'look-or-redate';

/**
 * Decides how a change may be told now.
 *
 * @returns `look`: only whether it was told already; it can neither be told nor be redated yet
 *
 * @example
 * decideTelling('2026-01-05T10:00:00.000Z', new Date('2026-01-05T10:00:01Z')) // 'tell'
 */
export function decideTelling(changedAt: string, now: Date): Telling {
  const age = now.getTime() - Date.parse(changedAt);
  if (age <= promptMs) return 'tell';
  return age < settledMs ? 'look' : 'look-or-redate';
}
