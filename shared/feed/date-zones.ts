import { americanClocks, offsetIn, zoneHours } from '../dates/zone-offset.ts';

/** Where a name is used in several places, the one that writes more feeds has it. */
const hoursByName: Readonly<Record<string, number>> = {
  ...zoneHours,
  met: 1,
  wat: 1,
  mest: 2,
  idt: 3,
  msd: 4,
  irst: 3.5,
  irdt: 4.5,
  aft: 4.5,
  npt: 5.75,
  wita: 8,
  wit: 9,
  pht: 8,
  acst: 9.5,
  acdt: 10.5,
  nst: -3.5,
  ndt: -2.5,
  ast: -4,
  adt: -3,
  at: -4,
  akst: -9,
  akdt: -8,
  hst: -10,
  brst: -2,
  clt: -4,
  clst: -3,
};

const MAX_OFFSET_HOURS = 15;

/**
 * Minutes ahead of UTC that the text behind a time of day names: `+0100`, `GMT-05:00`, `EST`,
 * `Europe/Berlin`.
 *
 * A name that nobody knows counts as UTC, as does none.
 *
 * @param local the time of day, as if it were Greenwich's: some zones have a summer time
 * @returns `undefined` for an offset that cannot be
 * @example zoneMinutes(' GMT-01:30', new Date()) // -90
 */
export function zoneMinutes(text: string, local: Date): number | undefined {
  const offset =
    /^\s{0,5}\(?(?:gmt|utc?|z)?\s{0,2}([+\u2212-])\s?(\d{1,2})(?::?([0-9a-z]{2}))?(?![\d:])/i.exec(
      text,
    );
  if (offset !== null) return signedMinutes(offset[1], offset[2], offset[3]);
  const name = /^\s{0,5}\(?([a-z]{1,5})\b/i.exec(text)?.[1]?.toLowerCase();
  const hours = hoursByName[name ?? ''];
  if (hours !== undefined) return hours * 60;
  const zone =
    americanClocks[name ?? ''] ?? /^\s{0,5}\(?([a-z]{3,12}\/[a-z_]{3,20})\b/i.exec(text)?.[1];
  return zone === undefined ? 0 : minutesIn(zone, local);
}

function minutesIn(zone: string, local: Date): number {
  try {
    return offsetIn(zone, local);
  } catch {
    return 0; // no zone
  }
}

/**
 * Minutes ahead of UTC of an offset in its parts.
 *
 * @returns `undefined` for an offset that cannot be
 * @example signedMinutes('-', '05', '30') // -330
 */
export function signedMinutes(sign = '+', hours = '', minutes = '0'): number | undefined {
  if (!/^\d{1,2}$/.test(minutes) || Number(hours) > MAX_OFFSET_HOURS || Number(minutes) > 59)
    return undefined;
  const total = Number(hours) * 60 + Number(minutes);
  return sign === '+' ? total : -total;
}
