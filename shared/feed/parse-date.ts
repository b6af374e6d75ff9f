import type { Instant } from '../model/ids.ts';
import { signedMinutes, zoneMinutes } from './date-zones.ts';
import { type Day, findDay } from './find-day.ts';

const MAX_LENGTH = 120;

const RFC_822 =
  /^(?:[a-z]{3,9}\.?,?\s{0,3})?(\d{1,2})\s(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s(\d{4})\s(\d{2}):(\d{2})(?::(\d{2}))?\s(?:([+-])(\d{2})(\d{2})|gmt|utc|z)$/i;
const ISO_8601 =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):?(\d{2}))$/;
/** ISO 8601's basic form, as databases print it. */
const ISO_BASIC =
  /^((?:19|20)\d{2})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})?()(?:Z|([+-])(\d{2}):?(\d{2}))?$/i;
const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

/**
 * Reads a date as feeds write it: RFC 822, ISO 8601, and all that people type instead.
 *
 * Without a zone it is taken for UTC; of two readings of `03/04/2020` the weekday decides,
 * else the day comes first.
 *
 * @returns `undefined` for what is no date
 * @example parseFeedDate('Thur, 19 Nov 2020 00:00:39 EST') // '2020-11-19T05:00:39.000Z'
 */
export function parseFeedDate(text: string): Instant | undefined {
  const trimmed = text.slice(0, MAX_LENGTH).trim();
  return parseIso(trimmed) ?? parseRfc822(trimmed) ?? parseLoosely(trimmed);
}

function parseIso(text: string): Instant | undefined {
  const m = ISO_8601.exec(text) ?? ISO_BASIC.exec(text);
  if (m === null) return undefined;
  return instantOf({
    day: { year: Number(m[1]), month: Number(m[2]) - 1, day: Number(m[3]) },
    time: {
      hour: Number(m[4]),
      minute: Number(m[5]),
      second: Number(m[6] ?? 0),
      milliseconds: fraction(m[7] || undefined),
    },
    zone: offset(m[8], m[9], m[10]),
  });
}

function parseRfc822(text: string): Instant | undefined {
  const m = RFC_822.exec(text);
  if (m === null) return undefined;
  return instantOf({
    day: {
      year: Number(m[3]),
      month: MONTHS.indexOf((m[2] ?? '').toLowerCase()) / 3,
      day: Number(m[1]),
    },
    time: { hour: Number(m[4]), minute: Number(m[5]), second: Number(m[6] ?? 0), milliseconds: 0 },
    zone: offset(m[7], m[8], m[9]),
  });
}

const fraction = (digits: string | undefined): number =>
  digits === undefined ? 0 : Math.floor(Number(`0.${digits}`) * 1000);

function offset(sign?: string, hours?: string, minutes?: string): number | undefined {
  if (sign === undefined) return 0;
  return signedMinutes(sign, hours, minutes);
}

type Time = {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly milliseconds: number;
};

const MIDNIGHT: Time = { hour: 0, minute: 0, second: 0, milliseconds: 0 };

function parseLoosely(text: string): Instant | undefined {
  const plain = foldDigits(text);
  const seconds = /^1\d{9}(\d{3})?$/.exec(plain);
  if (seconds !== null) return new Date(Number(plain.slice(0, 10)) * 1000).toISOString();

  const clock = findTime(plain);
  const dated = clock === undefined ? plain : `${clock.before} | ${clock.after}`;
  const day = findDay(dated, clock?.isAmerican ?? false);
  if (day === undefined) return undefined;
  const time = clock?.time ?? MIDNIGHT;
  const local = new Date(Date.UTC(day.year, day.month, day.day, time.hour, time.minute));
  const zone = zoneMinutes(clock?.after ?? '', local);
  const isKorean = /[\uac00-\ud7a3]/.test(plain) && zone === 0;
  return instantOf({ day, time, zone: isKorean ? 540 : zone });
}

/** Digits of any script as ASCII's; marks of direction dropped. */
const foldDigits = (text: string): string =>
  text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    // «5 tháng 1, 2026»: the only months of Latin script that are numbers.
    .replace(/\s*\btháng\s(\d{1,2})(?:,| năm)?\s/iu, '/$1/')
    .replace(/\s+/g, ' ');

/** Which half of the day, behind the hour: English, Spanish, Arabic. */
const HALF = String.raw`([ap]\.?\s?m\.?|ص(?:باحا?)?\p{M}*|م(?:ساءا?)?\p{M}*)(?!\p{L})`;
const CLOCK = new RegExp(
  String.raw`(?:(오전|오후|上午|下午|午前|午後)\s?)?(?<![\d:])(\d{1,2})(?::|시 ?|h(?=\d\d(?!\d)))(\d{2}|\d(?=:\d))(?:분 ?)?(?::?(\d{2}|(?<=:)\d)(?:[.,](\d{1,9}))?)?초?(?![\d:])\s?(?:${HALF})?`,
  'iu',
);
const HOUR = new RegExp(String.raw`()(?<![\d:])(\d{1,2})()()()\s?${HALF}`, 'iu');
/** «2026-01-05T09», which ISO 8601 lets stand for the full hour. */
const BARE_HOUR = /()(?<=^\d{4}-\d{2}-\d{2}T)(\d{2})()()()()(?=Z|[+-]|$)/i;

function findTime(text: string) {
  const m = CLOCK.exec(text) ?? HOUR.exec(text) ?? BARE_HOUR.exec(text);
  if (m === null) return undefined;
  const [, eastern, hour, minute, second, digits, western] = m;
  const half = /^(오후|下午|午後)$|^p|^م/i.test(eastern || western || '') ? 12 : 0;
  const isTwelveHour = (eastern || western || '') !== '';
  const time: Time = {
    hour: isTwelveHour && Number(hour) <= 12 ? (Number(hour) % 12) + half : Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
    milliseconds: fraction(digits || undefined),
  };
  return {
    time,
    // Who writes «3:07 PM» writes the month first.
    isAmerican: /^[ap]\.?m/i.test(western ?? ''),
    before: text.slice(0, m.index).replace(/T$/, ' '),
    after: text.slice(m.index + m[0].length),
  };
}

/** Puts a date together, and refuses one that no calendar has. */
function instantOf(parts: { day: Day; time: Time; zone: number | undefined }): Instant | undefined {
  const { day, time, zone } = parts;
  if (zone === undefined || day.year < 1900 || day.year > 2200) return undefined;
  if (time.hour > 24 || time.minute > 59 || time.second > 60) return undefined;
  if (time.hour === 24 && (time.minute > 0 || time.second > 0)) return undefined;
  const midnight = new Date(Date.UTC(day.year, day.month, day.day));
  if (midnight.getUTCMonth() !== day.month || day.day < 1) return undefined;
  const minutes = time.hour * 60 + time.minute - zone;
  const seconds = Math.min(time.second, 59);
  return new Date(
    midnight.getTime() + (minutes * 60 + seconds) * 1000 + time.milliseconds,
  ).toISOString();
}
