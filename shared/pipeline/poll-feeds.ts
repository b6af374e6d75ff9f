import type { FetchFeedTask } from '../messages.ts';
import type { FeedListing } from '../model/feed.ts';
import type { DueFeed, FeedStore, SentFeed } from '../ports/feeds.ts';
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

/** Within this time a feed that was sent is not sent again; its poll sets the next instant. */
const underWayMs = 15 * 60_000;
/** So many of a shard are under way at once; the longest overdue go first, and the others wait. */
const maxUnderWay = 5000;
const batchSize = 100;

/**
 * Step 1 of 4: the operator's list is applied if it is new, and every feed that is due gets its task.
 *
 * Sent first, written down after: a try that dies between sends a second task, and fetch-feed sees that
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

/** What is under way is written once for the whole shard: a lease for each feed would double the writes of a poll. */
async function pollShard(shard: number, ports: PollFeedsPorts): Promise<number> {
  const now = ports.now();
  const { underWay, waiting, hadSome } = await dueOf(shard, now, ports.feeds);
  const sent: SentFeed[] = [...underWay];
  try {
    for (const batch of batchesOf(waiting)) {
      await ports.sendFeedTasks(batch.map(({ feedId, dueAt }) => ({ version: 1, feedId, dueAt })));
      sent.push(...batch.map((due) => ({ ...due, sentAt: now.toISOString() })));
    }
  } finally {
    if (hadSome || sent.length > 0) await ports.feeds.saveSent(shard, sent);
  }
  return sent.length - underWay.length;
}

type Due = {
  readonly underWay: readonly SentFeed[];
  readonly waiting: readonly DueFeed[];
  readonly hadSome: boolean;
};

async function dueOf(shard: number, now: Date, feeds: FeedStore): Promise<Due> {
  const sent = await feeds.findSent(shard);
  const known = new Map(sent.map((each) => [each.feedId, each]));
  const underWay: SentFeed[] = [];
  const waiting: DueFeed[] = [];
  for await (const due of feeds.findDue(shard, now.toISOString())) {
    const before = known.get(due.feedId);
    const isUnderWay =
      before?.dueAt === due.dueAt && now.getTime() - Date.parse(before.sentAt) < underWayMs;
    if (isUnderWay) underWay.push(before);
    else waiting.push(due);
    if (underWay.length + waiting.length >= maxUnderWay) break;
  }
  return { underWay, waiting, hadSome: sent.length > 0 };
}

const batchesOf = (due: readonly DueFeed[]): DueFeed[][] =>
  Array.from({ length: Math.ceil(due.length / batchSize) }, (_, at) =>
    due.slice(at * batchSize, (at + 1) * batchSize),
  );
