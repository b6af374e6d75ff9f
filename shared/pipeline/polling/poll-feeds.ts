import { batchesOf } from '../../collections/batches-of.ts';
import type { FetchFeedTask } from '../../messages.ts';
import type { FeedListing } from '../../model/feed.ts';
import type { Instant } from '../../model/ids.ts';
import { lastDue } from '../../polling/schedule.ts';
import type { DueFeed, FeedStore, Look } from '../../ports/feeds.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import type { Clock } from '../../ports/web.ts';
import { dueShards } from '../../tables.ts';
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

/**
 * What came due so shortly before the last look is looked at again: the index, and the clock of who
 * added a feed, may have been behind.
 */
const overlapMs = 3 * 60_000;
/** So many of a shard are sent in one run; the longest overdue go first, and the others wait for the next. */
const maxSent = 5000;
const batchSize = 100;

/**
 * Step 1 of 4: the operator's list is applied if it is new, and every feed that is due gets its task.
 *
 * Sent first, written down after: a try that dies between sends a second task, and none is lost.
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

/** How far the schedule was followed is written once for the whole shard: a lease for each feed would double the writes of a poll. */
async function pollShard(shard: number, ports: PollFeedsPorts): Promise<number> {
  const now = ports.now();
  const look = believable(await ports.feeds.findLook(shard), now);
  const due = await dueOf(shard, { look, now }, ports.feeds);
  const sent: DueFeed[] = [];
  try {
    for (const batch of batchesOf(due.slice(0, maxSent), batchSize)) {
      await ports.sendFeedTasks(batch.map(({ feedId, dueAt }) => ({ version: 1, feedId, dueAt })));
      sent.push(...batch);
    }
  } finally {
    const isWhole = sent.length === due.length;
    // A look that finds nothing leaves the next one more to look through, and costs nothing.
    if (sent.length + look.sent.length > 0 || look.until === undefined)
      await ports.feeds.saveLook(shard, nextLook(look, { sent, isWhole, now }));
  }
  return sent.length;
}

/**
 * A clock that ran far ahead may have looked at what is still to come, and nothing would be due until then: what
 * it has written down is looked at anew. A second task for a poll does no harm.
 */
const believable = (look: Look, now: Date): Look =>
  look.until !== undefined && earlier(look.until) > now.toISOString() ? { sent: [] } : look;

type Looking = { readonly look: Look; readonly now: Date };

/** What came due since the last look and was not sent, longest overdue first. */
async function dueOf(
  shard: number,
  { look, now }: Looking,
  feeds: FeedStore,
): Promise<readonly DueFeed[]> {
  const from = look.until === undefined ? '' : earlier(look.until);
  const sent = new Map(look.sent.map(({ feedId, dueAt }) => [feedId, dueAt]));
  const due: DueFeed[] = [];
  for await (const { feedId, ...schedule } of feeds.findScheduled(shard, now.toISOString())) {
    const dueAt = lastDue(schedule, now.getTime());
    if (dueAt !== undefined && dueAt > from && dueAt !== sent.get(feedId))
      due.push({ feedId, dueAt });
  }
  return due.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}

type Sending = { readonly sent: readonly DueFeed[]; readonly isWhole: boolean; readonly now: Date };

/** A look at which something was left goes on at the next one, without what was sent already. */
function nextLook(look: Look, { sent, isWhole, now }: Sending): Look {
  const all = new Map([...look.sent, ...sent].map((each) => [each.feedId, each]));
  if (!isWhole) return { ...look, sent: [...all.values()] };
  const until = now.toISOString();
  const still = earlier(until);
  return { until, sent: [...all.values()].filter(({ dueAt }) => dueAt > still) };
}

const earlier = (instant: Instant): Instant =>
  new Date(Date.parse(instant) - overlapMs).toISOString();
