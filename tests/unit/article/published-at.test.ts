import { describe, expect, it } from 'vitest';
import { decidePublishedAt } from '../../../shared/article/published-at.ts';
import type { PublishedAt } from '../../../shared/model/article.ts';

const seen = '2026-01-05T12:00:00.000Z';
const feed = '2026-01-05T09:30:00.000Z';
const onPage = (at: string, precision: PublishedAt['precision'] = 'second'): PublishedAt => ({
  at,
  from: 'json-ld',
  precision,
});

describe('deciding when an article was published', () => {
  it('believes the page before the feed', () => {
    const page = onPage('2026-01-05T08:00:00.000Z');

    expect(decidePublishedAt({ page, feed, seen })).toEqual(page);
  });

  it('takes the instant from the feed where the page has only the day', () => {
    const page = onPage('2026-01-05T00:00:00.000Z', 'day');

    expect(decidePublishedAt({ page, feed, seen })).toMatchObject({ at: feed, from: 'feed' });
  });

  it('keeps the day of the page where the feed means another', () => {
    const page = onPage('2026-01-01T00:00:00.000Z', 'day');

    expect(decidePublishedAt({ page, feed, seen })).toEqual(page);
  });

  it.each([
    ['the page', onPage('2036-01-05T08:00:00.000Z'), feed, feed],
    ['both', onPage('2036-01-05T08:00:00.000Z'), '2030-01-01T00:00:00.000Z', seen],
  ])('does not believe in the future when %s does', (_who, page, fromFeed, at) => {
    expect(decidePublishedAt({ page, feed: fromFeed, seen }).at).toBe(at);
  });

  it('falls back on when we first saw it', () => {
    expect(decidePublishedAt({ page: undefined, feed: undefined, seen })).toEqual({
      at: seen,
      from: 'fetched',
      precision: 'second',
    });
  });
});
