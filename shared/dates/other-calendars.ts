/** A day of the Gregorian calendar. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };

const DAY = 86_400_000;

/**
 * The Gregorian day of a day in another calendar, found by asking Intl.
 *
 * @returns `undefined` where that calendar has no such day
 * @example gregorianDay('persian', { year: 1403, month: 7, day: 7 }) // { year: 2024, month: 9, day: 28 }
 */
export function gregorianDay(calendar: 'persian' | 'islamic-umalqura', day: Day): Day | undefined {
  if (day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31) return undefined;
  const years = calendar === 'persian' ? 365.2422 : 354.367;
  const epoch = calendar === 'persian' ? Date.UTC(622, 2, 22) : Date.UTC(622, 6, 19);
  const guess = epoch + ((day.year - 1) * years + (day.month - 1) * (years / 12) + day.day) * DAY;
  const format = formatOf(calendar);
  for (let offset = -4; offset <= 4; offset++) {
    const time = Math.floor(guess / DAY) * DAY + offset * DAY;
    if (sameDay(format, time, day)) {
      const date = new Date(time);
      return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    }
  }
  return undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(calendar: string): Intl.DateTimeFormat {
  const known = formats.get(calendar);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  formats.set(calendar, format);
  return format;
}

function sameDay(format: Intl.DateTimeFormat, time: number, day: Day): boolean {
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
  return (
    Number(parts.get('year')) === day.year &&
    Number(parts.get('month')) === day.month &&
    Number(parts.get('day')) === day.day
  );
}
