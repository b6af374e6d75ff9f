/** Hours east of Greenwich by the short names that feeds and pages print; `new Date` knows only the American ones. */
export const zoneHours: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 1,
  ist: 5.5,
  cet: 1,
  west: 1,
  mez: 1,
  cest: 2,
  mesz: 2,
  eet: 2,
  cat: 2,
  sast: 2,
  eest: 3,
  msk: 3,
  trt: 3,
  eat: 3,
  gst: 4,
  pkt: 5,
  ict: 7,
  wib: 7,
  sgt: 8,
  hkt: 8,
  awst: 8,
  jst: 9,
  kst: 9,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  brt: -3,
  art: -3,
};

/** What American papers print in summer and winter alike, with the zones that they mean. */
export const americanClocks: Readonly<Record<string, string>> = {
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
};

/**
 * How far east of Greenwich a time on the clocks of a zone is, in minutes.
 *
 * @param zone by its name in the IANA's data base
 * @param local the time on those clocks, as if they were Greenwich's
 * @throws RangeError for a zone that is none
 * @example offsetIn('America/New_York', new Date('2026-05-05T12:15Z')) // -240
 */
export function offsetIn(zone: string, local: Date): number {
  // Near the hour at which clocks change, the offset of the guess is another than that of the time itself.
  const guess = offsetAt(zone, local);
  return offsetAt(zone, new Date(local.getTime() - guess * 60_000));
}

function offsetAt(timeZone: string, at: Date): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const parts = /([+-])(\d{2}):(\d{2})/.exec(name);
  if (parts === null) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return parts[1] === '-' ? -minutes : minutes;
}
