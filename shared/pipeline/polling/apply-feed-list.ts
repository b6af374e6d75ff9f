import { createHash } from 'node:crypto';
import type { Feed, FeedListing, FeedOrigin } from '../../model/feed.ts';
import type { Instant } from '../../model/ids.ts';
import { firstInterval } from '../../polling/rhythm.ts';
import type { FeedStore } from '../../ports/feeds.ts';
import { feedIdOf } from '../../url/ids.ts';

/** A feed that nobody has polled yet; it is due at once. */
export function newFeed(listing: FeedListing, origin: FeedOrigin, now: Instant): Feed {
  return {
    ...listing,
    feedId: feedIdOf(listing.url),
    status: 'active',
    origin,
    addedAt: now,
    nextPollAt: now,
    pollEveryMinutes: firstInterval,
    polling: { failures: 0, recent: [], seen: {}, polls: 0, entriesSeen: 0 },
  };
}

export type AppliedChanges = {
  readonly added: number;
  readonly resumed: number;
  readonly paused: number;
};

/**
 * Makes the feeds those of the operator's list: adds what is new, resumes what is back, pauses what is gone.
 *
 * Articles of a paused feed stay. Feeds that the command line added are left alone. The list is
 * remembered last, so that a try that died half-way is done again from the start. A feed that a
 * person paused stays paused.
 *
 * @returns `undefined` when this very list was applied before
 */
export async function applyFeedList(
  listings: readonly FeedListing[],
  feeds: FeedStore,
  now: Instant,
): Promise<AppliedChanges | undefined> {
  const hash = createHash('sha256').update(JSON.stringify(listings)).digest('hex');
  const applied = await feeds.findAppliedList();
  if (applied?.hash === hash) return undefined;

  const outcomes: ('added' | 'resumed' | 'kept')[] = [];
  for (const listing of listings) outcomes.push(await applyListing(listing, feeds, now));

  const feedIds = listings.map(({ url }) => feedIdOf(url));
  const listed = new Set(feedIds);
  const dropped = applied?.feedIds.filter((id) => !listed.has(id)) ?? [];
  for (const id of dropped) await pauseUnlessFromCli(id, feeds);

  await feeds.saveAppliedList({ hash, feedIds });
  const count = (what: string) => outcomes.filter((outcome) => outcome === what).length;
  return { added: count('added'), resumed: count('resumed'), paused: dropped.length };
}

async function applyListing(
  listing: FeedListing,
  feeds: FeedStore,
  now: Instant,
): Promise<'added' | 'resumed' | 'kept'> {
  const feed = newFeed(listing, 'feeds.yaml', now);
  if ((await feeds.add(feed)) === 'added') return 'added';

  await feeds.setListing(feed.feedId, listing);
  const known = await feeds.find(feed.feedId);
  if (known?.pausedBy !== 'feeds.yaml') return 'kept';
  await feeds.resume(feed.feedId, now);
  return 'resumed';
}

async function pauseUnlessFromCli(id: Feed['feedId'], feeds: FeedStore): Promise<void> {
  const feed = await feeds.find(id);
  if (feed?.origin === 'feeds.yaml' && feed.status === 'active')
    await feeds.pause(id, 'feeds.yaml');
}
