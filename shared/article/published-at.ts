import type { PublishedAt } from '../model/article.ts';
import type { Instant } from '../model/ids.ts';

const day = 24 * 60 * 60 * 1000;

type Sources = {
  /** What the page says. */
  readonly page: PublishedAt | undefined;
  /** What the feed says. */
  readonly feed: Instant | undefined;
  /** When we first saw it. */
  readonly seen: Instant;
};

/**
 * Decides when an article was published, from what the page and the feed say.
 *
 * The page knows best; the feed makes a bare day precise. An instant more than a day
 * ahead of the clock is a mistake of the publisher's (a wrong zone, a planned date).
 *
 * @example
 * decidePublishedAt({ page: undefined, feed: '2026-01-05T09:00:00.000Z', seen: now })
 * // { at: '2026-01-05T09:00:00.000Z', from: 'feed', precision: 'second' }
 */
export function decidePublishedAt({ page, feed, seen }: Sources): PublishedAt {
  const plausible = (at: Instant) => Date.parse(at) <= Date.parse(seen) + day;
  const fromFeed: PublishedAt | undefined =
    feed !== undefined && plausible(feed)
      ? { at: feed, from: 'feed', precision: 'second' }
      : undefined;

  if (page === undefined || !plausible(page.at))
    return fromFeed ?? { at: seen, from: 'fetched', precision: 'second' };
  if (page.precision === 'day' && fromFeed !== undefined && isNear(page.at, fromFeed.at))
    return fromFeed;
  return page;
}

/** A bare day is midnight of an unknown zone. */
const isNear = (dayStart: Instant, at: Instant): boolean => {
  const gap = Date.parse(at) - Date.parse(dayStart);
  return gap > -day / 2 && gap < 1.5 * day;
};
