import { parseHttpDate } from './http-date.ts';

/** Caches are told years by mistake; a day is as long as we believe. */
const maxMinutes = 24 * 60;

type Headers = Readonly<Record<string, string>>;

/**
 * For how many minutes a response says that it stays fresh: `max-age`, or else `Expires`.
 *
 * @returns `undefined` when it does not say, or says that it is stale already
 *
 * @example
 * freshMinutes({ 'cache-control': 'public, max-age=3600' }, now) // 60
 */
export function freshMinutes(headers: Headers, now: number): number | undefined {
  const control = headers['cache-control']?.toLowerCase() ?? '';
  if (/(?:^|[\s,])no-(?:store|cache)(?:$|[\s,=])/.test(control)) return undefined;
  const [, maxAge] = /(?:^|[\s,])max-age\s{0,3}=\s{0,3}"?(\d{1,12})/.exec(control) ?? [];
  if (maxAge !== undefined) return positive(Number(maxAge) / 60);

  const expires = parseHttpDate(headers['expires'] ?? '');
  if (expires === undefined) return undefined;
  // Counted from the server's own clock, which may be wrong in the same way.
  const sent = parseHttpDate(headers['date'] ?? '') ?? now;
  return positive((expires - sent) / 60_000);
}

const positive = (minutes: number): number | undefined =>
  minutes > 0 ? Math.min(minutes, maxMinutes) : undefined;
