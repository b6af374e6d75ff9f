import type { Feed, PollingState } from '../../shared/model/feed.ts';
import { feedIdOf } from '../../shared/url/ids.ts';

/** What is known of a feed that nobody has polled. */
export function aPollingState(overrides: Partial<PollingState> = {}): PollingState {
  return { failures: 0, recent: [], seen: {}, polls: 0, entriesSeen: 0, ...overrides };
}

/** An active feed that nobody has polled; a test names only the fields it is about. */
export function aFeed(overrides: Partial<Feed> = {}): Feed {
  const url = overrides.url ?? 'https://news.example/feed.xml';
  return {
    feedId: feedIdOf(url),
    url,
    tags: [],
    status: 'active',
    origin: 'feeds.yaml',
    addedAt: '2026-01-05T09:00:00.000Z',
    nextPollAt: '2026-01-05T10:00:00.000Z',
    pollEveryMinutes: 60,
    polling: aPollingState(),
    ...overrides,
  };
}

type RssOptions = { readonly channel?: string; readonly pubDate?: (title: string) => string };

/** A document of RSS 2.0 with an item for each title. */
export function rssOf(
  titles: readonly string[],
  { channel = '', pubDate }: RssOptions = {},
): string {
  const items = titles.map(
    (title) =>
      `<item><title>${title}</title><link>https://news.example/${encodeURIComponent(title)}</link>` +
      `<guid isPermaLink="false">${title}</guid>` +
      `${pubDate === undefined ? '' : `<pubDate>${pubDate(title)}</pubDate>`}</item>`,
  );
  return (
    '<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"' +
    ' xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Example News</title>' +
    `<link>https://news.example/</link><description>News</description>${channel}${items.join('')}</channel></rss>`
  );
}
