import type { PollDay } from '../../model/feed.ts';

const dayMs = 24 * 60 * 60_000;

/**
 * Days of polls as a short text, for it is written with each feed: the newest day, and how many polls
 * that and each day before had, how many found nothing new, and how many failed.
 *
 * @example
 * packDays([{ day: '2026-01-05', polls: 24, quiet: 18, failed: 0 }]) // '2026-01-05 24.18'
 */
export function packDays(days: readonly PollDay[]): string {
  const [newest] = days;
  if (newest === undefined) return '';
  const counts: string[] = [];
  for (const { day, polls, quiet, failed } of days) {
    const at = Math.round((Date.parse(newest.day) - Date.parse(day)) / dayMs);
    counts[at] = `${polls}.${quiet}${failed > 0 ? `.${failed}` : ''}`;
  }
  // Days without polls are left empty.
  return `${newest.day} ${counts.join()}`;
}

/**
 * Reads what {@link packDays} wrote; a text of another kind holds no days.
 *
 * @example
 * unpackDays('2026-01-05 24.18') // [{ day: '2026-01-05', polls: 24, quiet: 18, failed: 0 }]
 */
export function unpackDays(text: string): PollDay[] {
  const [newest = '', counts = ''] = text.split(' ');
  const start = Date.parse(newest);
  if (Number.isNaN(start)) return [];
  return counts.split(',').flatMap((count, at) => {
    const [polls = 0, quiet = 0, failed = 0] = count.split('.').map(Number);
    if (!(polls > 0)) return [];
    const day = new Date(start - at * dayMs).toISOString().slice(0, 10);
    return [{ day, polls, quiet, failed }];
  });
}
