const form = /^\d{4}-\d\d-\d\d$/;

/**
 * Whether a text names a day that there is, as ISO 8601 writes it. `Date` takes the thirtieth of
 * February for the second of March.
 *
 * @example
 * isCalendarDay('2026-02-30') // false
 */
export function isCalendarDay(text: string): boolean {
  if (!form.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
