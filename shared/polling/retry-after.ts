import { parseHttpDate } from './http-date.ts';

/** A site that asks for more is asked again all the same: most such values are mistakes. */
const maxMinutes = 7 * 24 * 60;

/**
 * For how many minutes a `Retry-After` header asks us to stay away, in either of its forms.
 *
 * @returns `undefined` when it says nothing that can be used
 *
 * @example
 * retryAfterMinutes('120', Date.parse('2026-01-05T10:00:00Z')) // 2
 */
export function retryAfterMinutes(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const date = parseHttpDate(text);
  const minutes = /^\d{1,10}(?:\.\d{1,6})?$/.test(text)
    ? Number(text) / 60
    : date === undefined
      ? Number.NaN
      : (date - now) / 60_000;
  return minutes > 0 ? Math.min(minutes, maxMinutes) : undefined;
}
