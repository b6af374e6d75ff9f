import { CorruptItemError } from '../../errors.ts';
import type { Finding } from '../../invariants/finding.ts';
import type { FeedId } from '../../model/ids.ts';
import { dueShards } from '../../tables.ts';
import type { ExaminePorts } from './examining.ts';
import { unreadable } from './judge-each.ts';

type FeedPorts = Pick<ExaminePorts, 'feeds' | 'now'>;

/** Clocks differ by minutes; what is later than that was written by one that ran ahead. */
const clocksApartMs = 3_600_000;

/** Holds every feed to what is always true of it. */
export async function* examineFeeds(ports: FeedPorts): AsyncGenerator<Finding> {
  try {
    yield* feedsNotDue(ports);
  } catch (error) {
    if (!(error instanceof CorruptItemError)) throw error;
    yield unreadable(error, 'feeds after it were not judged');
  }
}

async function* feedsNotDue(ports: FeedPorts): AsyncGenerator<Finding> {
  const scheduled = await scheduledFeeds(ports);
  const missed: FeedId[] = [];
  const soon = new Date(ports.now().getTime() + clocksApartMs).toISOString();
  for await (const { feedId, status, nextPollAt, polling } of ports.feeds.list()) {
    const isActive = status === 'active';
    const { lastPolledAt = '' } = polling;
    if (isActive && lastPolledAt > soon) {
      const found = `a clock that ran ahead polled it at ${lastPolledAt}: pause and resume it`;
      yield { rule: 'feed-due', about: feedId, found };
    }
    if (isActive !== (nextPollAt !== undefined)) {
      const found = isActive ? 'it is active and never due' : `it is ${status} and due`;
      yield { rule: 'feed-due', about: feedId, found };
    } else if (isActive && !scheduled.has(feedId)) missed.push(feedId);
  }
  if (missed.length === 0) return;
  // One that was polled or added just now moves in the index: it is looked for once more.
  const again = await scheduledFeeds(ports);
  for (const about of missed)
    if (!again.has(about))
      yield { rule: 'feed-due', about, found: 'it is active, and the schedule does not have it' };
}

/** After every instant at which a feed may be due. */
const endOfTime = '9999-12-31T23:59:59.999Z';

async function scheduledFeeds({ feeds }: FeedPorts): Promise<ReadonlySet<FeedId>> {
  const found = new Set<FeedId>();
  for (let shard = 0; shard < dueShards; shard++)
    for await (const { feedId } of feeds.findScheduled(shard, endOfTime)) found.add(feedId);
  return found;
}
