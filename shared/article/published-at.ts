import type { Article, PublishedAt } from '../model/article.ts';
import type { Instant } from '../model/ids.ts';

const day = 24 * 60 * 60 * 1000;

type Sources = {
  /** What the page says. */
  readonly page: PublishedAt | undefined;
  /** What the feed says. */
  readonly feed: Instant | undefined;
  /** When the page was fetched. */
  readonly seen: Instant;
  /** What was decided when it was fetched before. */
  readonly known?: PublishedAt | undefined;
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
export function decidePublishedAt({ page, feed, seen, known }: Sources): PublishedAt {
  const plausible = (at: Instant) => Date.parse(at) <= Date.parse(seen) + day;
  // Who looks again has no feed at hand.
  const knownFromFeed = known?.from === 'feed' ? known : undefined;
  const fromFeed: PublishedAt | undefined =
    feed !== undefined && plausible(feed)
      ? { at: feed, from: 'feed', precision: 'second' }
      : knownFromFeed;

  if (page === undefined || !plausible(page.at))
    return fromFeed ?? known ?? { at: seen, from: 'fetched', precision: 'second' };
  if (page.precision === 'day' && fromFeed !== undefined && isNear(page.at, fromFeed.at))
    return fromFeed;
  return page;
}

/** A bare day is midnight of an unknown zone. */
const isNear = (dayStart: Instant, at: Instant): boolean => {
  const gap = Date.parse(at) - Date.parse(dayStart);
  return gap > -day / 2 && gap < 1.5 * day;
};

type PublicationFields = Pick<Article, 'publishedAt' | 'publishedFrom' | 'publishedPrecision'>;

/** What was decided, as an article holds it; the zone is its version's. */
export const publicationFields = ({ at, from, precision }: PublishedAt): PublicationFields => ({
  ...{ publishedAt: at, publishedFrom: from, publishedPrecision: precision },
});

/** What an article holds, as it was decided. */
export const publicationOf = (article: PublicationFields): PublishedAt => ({
  ...{ at: article.publishedAt, from: article.publishedFrom },
  precision: article.publishedPrecision,
});
