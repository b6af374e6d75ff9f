import { describe, expect, it } from 'vitest';
import { NotAFeedError } from '../../../shared/errors.ts';
import { parseFeed } from '../../../shared/feed/parse-feed.ts';
import { hostileDocuments } from './hostile-documents.ts';

/** What each costs is measured in `bench/feed-limits.ts`; here it has to come to an end. */
const SIZE = 200_000;

describe('parseFeed', () => {
  it.each(Object.entries(hostileDocuments(SIZE)))('is not held up by %s', (_name, make) => {
    const bytes = make();
    try {
      const feed = parseFeed({ bytes, url: 'https://hostile.example/feed', headers: {} });
      expect(feed.entries.length).toBeLessThanOrEqual(10_000);
      expect(JSON.stringify(feed).length).toBeLessThan(10 * SIZE);
    } catch (error) {
      expect(error).toBeInstanceOf(NotAFeedError);
    }
  });
});
