import { nextDue } from '../shared/polling/schedule.ts';

type Feed = Readonly<Record<string, unknown>>;

/**
 * Says that no feed was due, and when the first will be.
 *
 * @example
 * nothingDue([{ status: 'active', nextPollAt: '2026-03-01T09:20:00.000Z' }], new Date('2026-03-01T09:00:00Z'))
 * // 'Nothing was due yet: the next feed is polled in 20 minutes.'
 */
export function nothingDue(feeds: readonly Feed[], now: Date): string {
  const next = feeds
    .filter(({ status }) => status === 'active')
    .flatMap(({ nextPollAt, pollEveryMinutes }) => {
      if (typeof nextPollAt !== 'string') return [];
      const every = typeof pollEveryMinutes === 'number' ? { pollEveryMinutes } : {};
      return Date.parse(nextDue({ nextPollAt, ...every }, now.getTime()));
    })
    .reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(next)) return 'Nothing was due, and no feed is polled any more.';
  return `Nothing was due yet: the next feed is polled ${inWords(next - now.getTime())}.`;
}

/**
 * A time ahead, as one says it.
 *
 * @example
 * inWords(90 * 60_000) // 'in 2 hours'
 */
export function inWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  const [count, unit] = minutes < 90 ? [minutes, 'minute'] : [Math.round(minutes / 60), 'hour'];
  return `in ${count} ${unit}${count === 1 ? '' : 's'}`;
}
