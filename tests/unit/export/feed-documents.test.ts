import fc from 'fast-check';
import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import { expect, it } from 'vitest';
import {
  atomOf,
  type FeedHead,
  type FeedItem,
  jsonFeedOf,
  rssOf,
} from '../../../shared/export/feed-documents.ts';
import { parseFeed } from '../../../shared/feed/parse-feed.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(']]>', '<![CDATA[', '&amp;&#0;', '\ud800', '\u0000\u000b', '<!--', '?>', '\r\n'),
);

const item: fc.Arbitrary<FeedItem> = fc.record({
  id: fc.nat(99).map((n) => `urn:newsloom:a${n}`),
  url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
  ...{ title: text, summary: text, language: fc.constantFrom('en', 'ar', 'zh-Hant') },
  publishedAt: fc.constant('2026-01-05T09:00:00.000Z'),
  updatedAt: fc.constant('2026-01-05T10:00:00.000Z'),
  ...{ authors: fc.array(text, { maxLength: 2 }), categories: fc.array(text, { maxLength: 2 }) },
});

const head: FeedHead = {
  ...{ id: 'urn:newsloom:feed:articles', title: 'Articles', description: 'The latest' },
  ...{ homepage: 'https://newsloom.example/', updatedAt: '2026-01-05T11:00:00.000Z' },
};

it.each([
  ['RSS', rssOf],
  ['Atom', atomOf],
  ['JSON Feed', jsonFeedOf],
] as const)('%s is well-formed and whole, whatever its texts hold', (_name, write) => {
  const whole = fc.property(fc.array(item, { minLength: 1, maxLength: 3 }), (items) => {
    const document = write(head, items);
    const bytes = Buffer.from(document);
    const parsed = parseFeed({ bytes, url: 'https://newsloom.example/f', headers: {} });
    expect(parsed.error).toBeUndefined();
    expect(parsed.entries.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(parsed.entries.map(({ published }) => published)).toEqual(
      items.map(({ publishedAt }) => publishedAt),
    );
    expect(() => parseWithFeedsmith(document)).not.toThrow();
  });
  fc.assert(whole, { numRuns: 25, seed: 4 });
});
