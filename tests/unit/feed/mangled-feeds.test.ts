import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotAFeedError } from '../../../shared/errors.ts';
import { parseFeed } from '../../../shared/feed/parse-feed.ts';
import type { ParsedFeed } from '../../../shared/model/feed.ts';
import { mangledFeed } from './mangled-feeds.ts';

function parseOrRefuse(bytes: Uint8Array): ParsedFeed | undefined {
  try {
    return parseFeed({ bytes, url: 'https://mangled.example/feed', headers: {} });
  } catch (error) {
    if (error instanceof NotAFeedError) return undefined;
    throw error;
  }
}

/** Every text of a parsed feed, wherever it stands. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe('parseFeed', () => {
  it('reads or refuses any bytes, to the same result each time', () => {
    fc.assert(
      fc.property(mangledFeed, (bytes) => {
        expect(parseOrRefuse(bytes)).toEqual(parseOrRefuse(bytes));
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('hands on no control character, half character, harmful address or date that is none', () => {
    fc.assert(
      fc.property(mangledFeed, (bytes) => {
        const feed = parseOrRefuse(bytes);
        for (const text of textsOf(feed)) {
          expect(text).not.toMatch(/[\ud800-\udfff]/u);
          expect(text).not.toContain('\0');
        }
        for (const { link, published } of feed?.entries ?? []) {
          expect(link ?? '').not.toMatch(/^\s*javascript:/i);
          if (published !== undefined) expect(new Date(published).toISOString()).toBe(published);
        }
      }),
      { seed: 5, numRuns: 1000 },
    );
  });
});
