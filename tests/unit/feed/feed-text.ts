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

/** The frames of documents: what a test is about stands inside. */
export const rss = (inside: string, root = 'version="2.0"') =>
  `<rss ${root}><channel>${inside}</channel></rss>`;
export const item = (inside: string, root?: string) => rss(`<item>${inside}</item>`, root);
export const atom = (inside: string, root = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${root}>${inside}</feed>`;
export const atom03 = (inside: string) =>
  `<feed version="0.3" xmlns="http://purl.org/atom/ns#">${inside}</feed>`;
export const entry = (inside: string, root?: string) => atom(`<entry>${inside}</entry>`, root);
export const entry03 = (inside: string) => atom03(`<entry>${inside}</entry>`);
export const base64 = (text: string) => Buffer.from(text).toString('base64');
export const dc = 'version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"';
export const oddDc = 'version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/"';
export const itunes = 'version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
export const media = 'version="2.0" xmlns:media="http://search.yahoo.com/mrss/"';
export const content = 'version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"';
