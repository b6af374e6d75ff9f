import type { Article } from '../model/article.ts';
import type { Instant } from '../model/ids.ts';
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
  const { liveblog, revision, publishedAt, modifiedAt = '' } = article;
  if (liveblog === true || revision > 1) return true;
  return isLater(modifiedAt, publishedAt) || isServedAsChanged(article);
}

type Served = Pick<Article, 'publishedAt' | 'fetchedAt' | 'lastModified'>;

/** The server says that the page was changed after it came out. */
function isServedAsChanged({ lastModified = '', publishedAt, fetchedAt }: Served): boolean {
  const isOfRequest = Math.abs(Date.parse(fetchedAt) - Date.parse(lastModified)) < madeOnRequestMs;
  return !isOfRequest && isLater(lastModified, publishedAt);
}

const isLater = (changed: string, publishedAt: Instant): boolean =>
  Date.parse(changed) - Date.parse(publishedAt) > settlingMs;

type Validators = Pick<Article, 'etag' | 'lastModified'>;

/**
 * What is kept of what a server said of a version. Where there is an entity tag, a server asked with it looks
 * at nothing else (RFC 9110, 13.2.2), so that its time is kept only where it tells of a change.
 *
 * @example
 * keptValidators({ etag: '"1"', lastModified }, { publishedAt: fetchedAt, fetchedAt }) // { etag: '"1"' }
 */
export const keptValidators = (
  { etag, lastModified }: Validators,
  at: Omit<Served, 'lastModified'>,
): Validators => ({
  ...(etag !== undefined && { etag }),
  ...(lastModified !== undefined &&
    (etag === undefined || isServedAsChanged({ ...at, lastModified })) && { lastModified }),
});

/**
 * The hour of publication, `2026-01-05T09`, of articles that have reached an age.
 *
 * @example
 * hourOfAge(1, new Date('2026-01-05T11:20:00Z')) // '2026-01-05T09': from 09:00 on, and at least an hour old
 */
export const hourOfAge = (hours: number, now: Date): string =>
  new Date(now.getTime() - (hours + 1) * 60 * 60 * 1000).toISOString().slice(0, 13);
