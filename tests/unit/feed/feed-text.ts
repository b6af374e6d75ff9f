import { parseFeed } from '../../../shared/feed/parse-feed.ts';
import type { FeedEntry, ParsedFeed } from '../../../shared/model/feed.ts';

/** Parses a feed that a test writes as text, from an address of its own. */
export const parseText = (
  text: string,
  url = 'https://feeds.example/rss',
  headers: Record<string, string> = {},
): ParsedFeed => parseFeed({ bytes: new TextEncoder().encode(text), url, headers });

/** The only entry of an RSS channel that holds nothing else. */
export function parseItem(inside: string, attributes = ''): FeedEntry {
  const [entry] = parseText(
    `<rss version="2.0" ${attributes}><channel><item>${inside}</item></channel></rss>`,
  ).entries;
  if (entry === undefined) throw new Error('the item was lost');
  return entry;
}

/** An entry of a feed, as tests of identity write it. */
export const entryWith = (fields: Partial<FeedEntry>): FeedEntry => ({
  authors: [],
  categories: [],
  enclosures: [],
  links: [],
  ...fields,
});
