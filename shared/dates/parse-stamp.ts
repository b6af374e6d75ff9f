import type { Precision } from '../model/article.ts';
import type { Instant } from '../model/ids.ts';
import { americanClocks, offsetIn, zoneHours } from './zone-offset.ts';

/** A moment as printed: how exactly it was given is part of it. */
export type Stamp = {
  readonly at: Instant;
  readonly precision: Precision;
  /** The offset in which it was given, where it was given in one. */
  readonly zone?: string;
};

const ISO =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T\s,]+(?:at\s+)?(\d{1,2})[:.h]?(\d{2})(?:[:.]?(\d{2})(?:[.,]\d+)?)?\s*(am|pm)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{1,2}|[A-Z]{2,5})?(?:\[[\w/]+\])?$/i;
const RFC_2822 =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})[\s-]([a-z]{3,9})[\s-](\d{4}|\d{2})(?:[\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(Z|[+-]\d{2}:?\d{2}|[A-Z]{2,5})?$/i;
/** `Thu Apr 25 2024 10:00:00 GMT+0200 (CEST)`, as JavaScript prints it. */
const JAVASCRIPT =
  /^[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+(?:(\d{4})\s+)?(\d{1,2}):(\d{2}):(\d{2})\s*(?:GMT|UTC)?\s*([+-]\d{4}|[A-Z]{2,5})?\s*(\d{4})?/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Pages mean Arabian time by AST, feeds Atlantic. */
const zonesOfPages: Readonly<Record<string, number>> = { ...zoneHours, ast: 3 };

/**
 * Reads a date that is meant for machines: ISO 8601 and its neighbours, RFC 2822, epoch numbers.
 * Without a zone it is read as UTC.
 *
 * @example parseStamp('2024-05-03T15:47+02:00') // { at: '2024-05-03T13:47:00.000Z', precision: 'minute', zone: '+02:00' }
 */
export function parseStamp(text: string): Stamp | undefined {
  const trimmed = text.trim().slice(0, 60);
  if (/^\d{10}(\d{3})?$/.test(trimmed)) return fromEpoch(trimmed);
  const iso = ISO.exec(trimmed);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, half, zone] = iso;
    return stampOf({ year, month, day, hour, minute, second, half, zone });
  }
  const mail = RFC_2822.exec(trimmed);
  if (mail !== null) {
    const [, day, name = '', printed = '', hour, minute, second, zone] = mail;
    // RFC 850 has two figures: `Friday, 25-Jun-10 15:00:00 GMT`.
    const year = printed.length === 2 ? `20${printed}` : printed;
    return stampOf({ year, month: monthOf(name), day, hour, minute, second, zone });
  }
  const script = JAVASCRIPT.exec(trimmed);
  if (script === null) return undefined;
  const [, name = '', day, early, hour, minute, second, zone, late] = script;
  return stampOf({ year: early ?? late, month: monthOf(name), day, hour, minute, second, zone });
}

export type StampParts = {
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  readonly half?: string | undefined;
  readonly zone?: string | undefined;
};

/** An instant of its parts, or nothing where the calendar has no such day. */
export function stampOf(parts: StampParts): Stamp | undefined {
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  if (!(year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) {
    return undefined;
  }
  const hour = hourOf(Number(parts.hour ?? 0), parts.half);
  const [minute, second] = [Number(parts.minute ?? 0), Number(parts.second ?? 0)];
  if (hour > 24 || minute > 59 || second > 60) return undefined;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return undefined;
  const offset = parts.zone === undefined ? undefined : offsetMinutes(parts.zone, local);
  const at = new Date(local - (offset ?? 0) * 60_000).toISOString();
  const precision =
    parts.second !== undefined ? 'second' : parts.minute !== undefined ? 'minute' : 'day';
  return offset === undefined || precision === 'day'
    ? { at, precision }
    : { at, precision, zone: zoneOf(offset) };
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

/** Minutes east of Greenwich; nothing for letters that name no zone. */
function offsetMinutes(zone: string, local: number): number | undefined {
  const numeric = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (numeric === null) {
    const clocks = americanClocks[zone.toLowerCase()];
    if (clocks !== undefined) return offsetIn(clocks, new Date(local));
    const hours = zonesOfPages[zone.toLowerCase()];
    return hours === undefined ? undefined : hours * 60;
  }
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
  return numeric[1] === '-' ? -minutes : minutes;
}

/**
 * An offset in minutes as ISO 8601 writes it.
 *
 * @example zoneOf(-210) // '-03:30'
 */
export function zoneOf(offset: number): string {
  if (offset === 0) return 'Z';
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const digits = [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
  return `${offset < 0 ? '-' : '+'}${digits}`;
}

const monthOf = (name: string): string =>
  String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);

function fromEpoch(digits: string): Stamp | undefined {
  const time = Number(digits) * (digits.length === 10 ? 1000 : 1);
  const at = new Date(time).toISOString();
  return at > '1995' && at < '2100' ? { at, precision: 'second', zone: 'Z' } : undefined;
}
