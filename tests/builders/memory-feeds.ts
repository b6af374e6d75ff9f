import { ConcurrentWriteError } from '../../shared/errors.ts';
import type { Feed } from '../../shared/model/feed.ts';
import type { AppliedList, FeedStore, Look } from '../../shared/ports/feeds.ts';

/** Feeds in a map, under the conditions that the real store has. */
export function memoryFeedStore(...initial: Feed[]) {
  const feeds = new Map(initial.map((feed) => [feed.feedId, feed]));
  const looks = new Map<number, Look>();
  let applied: AppliedList | undefined;
  const change = (id: Feed['feedId'], next: (feed: Feed) => Feed) => {
    const feed = feeds.get(id);
    if (feed !== undefined) feeds.set(id, next(feed));
  };
  const store: FeedStore = {
    find: async (id) => feeds.get(id),
    async add(feed) {
      if (feeds.has(feed.feedId)) return 'known';
      feeds.set(feed.feedId, feed);
      return 'added';
    },
    setListing: async (id, listing) => change(id, (feed) => ({ ...feed, ...listing })),
    pause: async (id, pausedBy) =>
      change(id, ({ nextPollAt: _before, ...feed }) => ({ ...feed, status: 'paused', pausedBy })),
    resume: async (id, nextPollAt) =>
      change(id, ({ pausedBy: _before, ...feed }) => ({ ...feed, status: 'active', nextPollAt })),
    async *findScheduled(shard, now, since = '') {
      if (shard !== 0) return;
      for (const { nextPollAt, ...feed } of feeds.values())
        if (nextPollAt !== undefined && nextPollAt >= since && nextPollAt <= now)
          yield { ...feed, nextPollAt };
    },
    findLook: async (shard) => looks.get(shard) ?? { sent: [] },
    async saveLook(shard, look) {
      looks.set(shard, look);
    },
    lease: async ({ feedId, dueAt }, until) =>
      change(feedId, (feed) => (feed.nextPollAt === dueAt ? { ...feed, nextPollAt: until } : feed)),
    async savePolling(feed, polledBefore) {
      const stored = feeds.get(feed.feedId);
      if (stored?.polling.lastPolledAt !== polledBefore) throw new ConcurrentWriteError(feed.url);
      const isPaused = stored?.status === 'paused' && feed.status === 'active';
      feeds.set(feed.feedId, isPaused ? { ...stored, polling: feed.polling } : feed);
    },
    async *list() {
      yield* feeds.values();
    },
    findAppliedList: async () => applied,
    saveAppliedList: async (list) => {
      applied = list;
    },
  };
  return { ...store, feeds };
}
