import { parseFeed } from '../../../shared/feed/parse-feed.ts';
import type { FeedEntry, ParsedFeed } from '../../../shared/model/feed.ts';

/** Parses a feed that a test writes as text, from an address of its own. */
export const parseText = (
  text: string,
  url = 'https://feeds.example/rss',
  headers: Record<string, string> = {},
): ParsedFeed => parseFeed({ bytes: new TextEncoder().encode(text), url, headers });

/** An entry of a feed, as tests of identity write it. */
export const entryWith = (fields: Partial<FeedEntry>): FeedEntry => ({
  authors: [],
  categories: [],
  enclosures: [],
  links: [],
  ...fields,
});
