import { describe, expect, it } from 'vitest';
import { NotAFeedError } from '../../../shared/errors.ts';
import { parseFeed } from '../../../shared/feed/parse-feed.ts';
import { hostileDocuments } from './hostile-documents.ts';

const SIZE = 500_000;
/** Ten times what ten megabytes may take, for a busy machine; `bench/feed-parsing.ts` measures. */
const LIMIT = 1000;

describe('parseFeed', () => {
  it.each(Object.entries(hostileDocuments(SIZE)))('is not held up by %s', (_name, bytes) => {
    const { user, system } = process.cpuUsage();
    try {
      const feed = parseFeed({ bytes, url: 'https://hostile.example/feed', headers: {} });
      expect(feed.entries.length).toBeLessThanOrEqual(10_000);
      expect(JSON.stringify(feed).length).toBeLessThan(10 * SIZE);
    } catch (error) {
      expect(error).toBeInstanceOf(NotAFeedError);
    }
    const spent = process.cpuUsage();
    expect((spent.user + spent.system - user - system) / 1000).toBeLessThan(LIMIT);
  });
});
