import { InvalidArgumentError } from 'commander';
import { isCalendarDay } from '../shared/text/calendar-day.ts';
import type { World } from './world.ts';

const seconds: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };
const cursor = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#a[0-9a-f]{24}#\w{1,30}$/;
const point = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * Reads how far back or since when: `24h`, `7d`, a day, an instant. Without a zone it is UTC, as all
 * that the command prints.
 *
 * @example
 * readSince('1d', new Date('2026-01-05T12:00:00Z')) // '2026-01-04T12:00:00.000Z'
 * readSince('2026-01-05 09:00', new Date()) // '2026-01-05T09:00:00.000Z'
 */
export function readSince(value: string, now: Date): string {
  const [, count = '', unit = ''] = /^(\d{1,5}) ?([mhdw])$/.exec(value) ?? [];
  const length = seconds[unit];
  if (length !== undefined)
    return new Date(Math.max(0, now.getTime() - Number(count) * length * 1000)).toISOString();

  const [, day = '', time = '00:00', zone = 'Z'] = point.exec(value) ?? [];
  const at = new Date(`${day}T${time}${zone}`);
  if (!isCalendarDay(day) || Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('Say 24h, 7d, 2026-01-05 or 2026-01-05T09:00Z.');
  return at.toISOString();
}

/** `--since` of a command. */
export const sinceOption = (world: Pick<World, 'now'>) => (value: string) =>
  readSince(value, world.now());

/** `--since` of changes: the cursor of one is a beginning, too. */
export const cursorOption = (world: Pick<World, 'now'>) => (value: string) =>
  cursor.test(value) ? value : readSince(value, world.now());
