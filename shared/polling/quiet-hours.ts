const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const hour = 60 * 60 * 1000;

/** RSS 2.0's `skipHours` (GMT, some count to 24) and `skipDays`. */
export type QuietHours = {
  readonly skipHours: readonly number[];
  readonly skipDays: readonly string[];
};

/**
 * The first instant at or after `at` that lies outside the hours and days which a feed asks to skip.
 *
 * The minute within the hour is kept, so that feeds with the same quiet hours do not all wake at once.
 * A feed that skips everything is not believed.
 *
 * @example
 * afterQuietHours(Date.parse('2026-01-05T11:20:00Z'), { skipHours: [11], skipDays: [] })
 * // Date.parse('2026-01-05T12:20:00Z')
 */
export function afterQuietHours(at: number, { skipHours, skipDays }: QuietHours): number {
  const hours = new Set(skipHours.map((each) => each % 24));
  const weekdays = new Set(skipDays.map((each) => each.toLowerCase()));
  for (let next = at; next <= at + 8 * 24 * hour; next += hour) {
    const date = new Date(next);
    if (!hours.has(date.getUTCHours()) && !weekdays.has(days[date.getUTCDay()] ?? '')) return next;
  }
  return at;
}
