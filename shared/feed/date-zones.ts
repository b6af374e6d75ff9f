import { americanClocks, offsetIn } from '../text/zone-offset.ts';

/** Minutes ahead of UTC by the names that feeds use. Where a name is used in several places, the one that writes more feeds has it. */
const MINUTES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  met: 60,
  mez: 60,
  wat: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  cat: 120,
  sast: 120,
  eet: 120,
  eest: 180,
  idt: 180,
  msk: 180,
  trt: 180,
  eat: 180,
  ast3: 180,
  msd: 240,
  gst: 240,
  irst: 210,
  irdt: 270,
  aft: 270,
  pkt: 300,
  ist: 330,
  npt: 345,
  wib: 420,
  ict: 420,
  wita: 480,
  wit: 540,
  hkt: 480,
  sgt: 480,
  pht: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  acdt: 630,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  nst: -210,
  ndt: -150,
  ast: -240,
  adt: -180,
  at: -240,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  brt: -180,
  brst: -120,
  art: -180,
  clt: -240,
  clst: -180,
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
  if (name !== undefined && Object.hasOwn(MINUTES, name)) return MINUTES[name];
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
