import type { Feed, PollingState } from '../../shared/model/feed.ts';
import { newFeed } from '../../shared/pipeline/apply-feed-list.ts';

/** A feed that nobody has polled yet; a test names only the fields it is about. */
export function aFeed(overrides: Partial<Feed> = {}): Feed {
  const listing = { url: overrides.url ?? 'https://news.example/rss', tags: [] };
  return { ...newFeed(listing, 'feeds.yaml', '2026-01-05T10:00:00.000Z'), ...overrides };
}

export const aPollingState = (overrides: Partial<PollingState> = {}): PollingState => ({
  ...aFeed().polling,
  ...overrides,
});
