import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotAFeedError } from '../../../shared/errors.ts';
import { parseFeed } from '../../../shared/feed/parse-feed.ts';
import type { ParsedFeed } from '../../../shared/model/feed.ts';
import { mangledFeed } from './mangled-feeds.ts';
import { parsedFeedSchema } from './parsed-feed-schema.ts';

function parseOrRefuse(bytes: Uint8Array): ParsedFeed | undefined {
  try {
    return parseFeed({ bytes, url: 'https://mangled.example/feed', headers: {} });
  } catch (error) {
    if (error instanceof NotAFeedError) return undefined;
    throw error;
  }
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
        if (feed !== undefined) expect(() => parsedFeedSchema.parse(feed)).not.toThrow();
      }),
      { seed: 5, numRuns: 1000 },
    );
  });

  /** What the fuzzer of `bench/feed-fuzz.ts` has found. */
  it.each([
    [
      'a name that is cut in the middle of an emoji',
      `<rss><channel><item><author>${'a'.repeat(399)}😀</author></item></channel></rss>`,
    ],
    [
      'a title that is cut in the middle of an emoji',
      `<rss><channel><item><description>${'a'.repeat(99)}😀 and so on</description></item></channel></rss>`,
    ],
    [
      'control characters in base64',
      `<feed version="0.3"><entry><content mode="base64">${btoa('a\u0005b')}</content></entry></feed>`,
    ],
    [
      'a control character, encoded twice',
      '<rss><channel><item><title>aï¿¾b Ã©</title></item></channel></rss>',
    ],
    [
      'a language without end in a sitemap',
      `<urlset><url><loc>https://x.example/</loc><news:news><news:publication><news:language>${'en'.repeat(60)}</news:language></news:publication></news:news></url></urlset>`,
    ],
    [
      'a language that grows in lower case',
      `<rss><channel><language>${'İ'.repeat(60)}</language><item/></channel></rss>`,
    ],
  ])('keeps to the schema with %s', (_name, text) => {
    const feed = parseOrRefuse(new TextEncoder().encode(text));

    expect(feed?.entries).toHaveLength(1);
    expect(parsedFeedSchema.parse(feed)).toEqual(feed);
  });
});
