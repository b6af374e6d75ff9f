import type { FetchFeedTask } from '../messages.ts';
import type { FeedListing } from '../model/feed.ts';
import type { DueFeed, FeedStore } from '../ports/feeds.ts';
import type { SendTasks } from '../ports/tasks.ts';
import type { Clock } from '../ports/web.ts';
import { dueShards } from '../tables.ts';
import { type AppliedChanges, applyFeedList } from './apply-feed-list.ts';

export type PollFeedsPorts = {
  readonly listings: readonly FeedListing[];
  readonly feeds: FeedStore;
  readonly sendFeedTasks: SendTasks<FetchFeedTask>;
  readonly now: Clock;
};

export type PollFeedsOutcome = {
  readonly kind: 'polled';
  readonly sent: number;
  readonly list?: AppliedChanges;
};

/** Within this time a feed that was sent is not sent again; its poll sets the real instant. */
const leaseMinutes = 15;
const batchSize = 100;

/**
 * Step 1 of 4: the operator's list is applied if it is new, and every feed that is due gets its task.
 *
 * Sent first, leased after: a try that dies between sends a second task, and fetch-feed sees that
 * the feed was polled since it was due.
 */
export async function pollFeeds(ports: PollFeedsPorts): Promise<PollFeedsOutcome> {
  const { listings, now } = ports;
  const list = await applyFeedList(listings, takingLeave(ports), now().toISOString());

  const shards = Array.from({ length: dueShards }, (_, shard) => pollShard(shard, ports));
  const sent = (await Promise.all(shards)).reduce((sum, count) => sum + count, 0);
  return { kind: 'polled', sent, ...(list !== undefined && { list }) };
}

/** A feed that is paused gets a last task, by which fetch-feed ends its subscription at a hub. */
const takingLeave = ({ feeds, sendFeedTasks, now }: PollFeedsPorts): FeedStore => ({
  ...feeds,
  async pause(feedId, by) {
    await feeds.pause(feedId, by);
    await sendFeedTasks([{ version: 1, feedId, dueAt: now().toISOString() }]);
  },
});

async function pollShard(shard: number, ports: PollFeedsPorts): Promise<number> {
  const now = ports.now();
  let batch: DueFeed[] = [];
  let sent = 0;
  const flush = async () => {
    await sendAndLease(batch, now, ports);
    sent += batch.length;
    batch = [];
  };
  for await (const due of ports.feeds.findDue(shard, now.toISOString()))
    if (batch.push(due) === batchSize) await flush();
  await flush();
  return sent;
}

async function sendAndLease(
  due: readonly DueFeed[],
  now: Date,
  { feeds, sendFeedTasks }: PollFeedsPorts,
): Promise<void> {
  await sendFeedTasks(due.map(({ feedId, dueAt }) => ({ version: 1, feedId, dueAt })));
  const until = new Date(now.getTime() + leaseMinutes * 60_000).toISOString();
  await Promise.all(due.map((one) => feeds.lease(one, until)));
}
