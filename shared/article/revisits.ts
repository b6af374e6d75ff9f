import type { Article } from '../model/article.ts';
import type { RevisitSchedule } from '../model/revisits.ts';

/** Within so long of its publication an article is still being published. */
const settlingMs = 10 * 60 * 1000;
/** A `Last-Modified` this close to the request is the time of the request. */
const madeOnRequestMs = 60 * 1000;

/**
 * Decides whether an article of an age is looked at again.
 *
 * @example
 * isLookedAtAgain(article, 24, { always: [1, 24], lively: [4] }) // true
 */
export const isLookedAtAgain = (
  article: Article,
  hours: number,
  { always, lively }: RevisitSchedule,
): boolean => always.includes(hours) || (lively.includes(hours) && isLively(article));

/**
 * Whether an article has been changed since it came out: a page that goes on growing, an edit that was
 * seen, or a time of change that the page, its feed or its server names.
 *
 * @example
 * isLively({ ...article, modifiedAt: '2026-01-05T11:00:00.000Z' }) // true, of one from 09:00
 */
export function isLively(article: Article): boolean {
  const { liveblog, revision, publishedAt, modifiedAt, lastModified, fetchedAt } = article;
  if (liveblog === true || revision > 1) return true;
  const served = Date.parse(lastModified ?? '');
  const isOfRequest = Math.abs(Date.parse(fetchedAt) - served) < madeOnRequestMs;
  const changes = [Date.parse(modifiedAt ?? ''), isOfRequest ? Number.NaN : served];
  return changes.some((at) => at - Date.parse(publishedAt) > settlingMs);
}

/**
 * The hour of publication, `2026-01-05T09`, of articles that have reached an age.
 *
 * @example
 * hourOfAge(1, new Date('2026-01-05T11:20:00Z')) // '2026-01-05T09': from 09:00 on, and at least an hour old
 */
export const hourOfAge = (hours: number, now: Date): string =>
  new Date(now.getTime() - (hours + 1) * 60 * 60 * 1000).toISOString().slice(0, 13);
