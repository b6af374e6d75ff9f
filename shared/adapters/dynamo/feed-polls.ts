import { ConcurrentWriteError } from '../../errors.ts';
import type { Feed } from '../../model/feed.ts';
import type { FeedId, Instant } from '../../model/ids.ts';
import type { FeedStore } from '../../ports/feeds.ts';
import type { ConditionalWrite } from './conditional-write.ts';
import { itemOf } from './feed-item.ts';
import { updateOf } from './update-expression.ts';

/** Writes an item if its condition holds, and returns nothing if it does not. */
export type UpdateFeed = (feedId: FeedId, write: ConditionalWrite) => Promise<unknown>;

type Feeds = {
  readonly update: UpdateFeed;
  /** As it is at this moment. */
  readonly find: (feedId: FeedId) => Promise<Feed | undefined>;
};

/** Those of an active feed only. */
export const scheduleAttributes = ['dueShard', 'nextPollAt', 'pollEveryMinutes'];

/** So many polls of one feed at once are no accident. */
const mostPolls = 5;

/** The part of a feed store that keeps what polls have learnt. */
export function dynamoPolls({ update, find }: Feeds): Pick<FeedStore, 'savePolling'> {
  return {
    async savePolling(feed, polledBefore) {
      if (await save(update, feed, polledBefore)) return;
      for (let polls = 0; polls < mostPolls; polls++) {
        const first = await find(feed.feedId);
        const both = first && withSeen(first, feed);
        if (both === undefined || (await save(update, both, first?.polling.lastPolledAt))) break;
      }
      throw new ConcurrentWriteError(`feed ${feed.url}`);
    },
  };
}

/**
 * The feed as the first of two polls has left it, with the entries that the second has seen: they would
 * be new to the next poll, which leaves alone what is new to a feed and known already, also where it was
 * corrected meanwhile.
 *
 * @returns `undefined` where the first has seen them all
 */
function withSeen(first: Feed, second: Feed): Feed | undefined {
  const seen = { ...second.polling.seen, ...first.polling.seen };
  if (Object.keys(seen).length === Object.keys(first.polling.seen).length) return undefined;
  const at = Math.max(...[first, second].map(({ polling }) => millisecondOf(polling.lastPolledAt)));
  // Any other instant than before: who has read the feed between the two loses, too.
  const isSame = at === millisecondOf(first.polling.lastPolledAt);
  const lastPolledAt = new Date(isSame ? at + 1 : at).toISOString();
  return { ...first, polling: { ...first.polling, lastPolledAt, seen } };
}

const millisecondOf = (instant: Instant | undefined): number =>
  instant === undefined ? 0 : Date.parse(instant);

/**
 * What the operator may change meanwhile (name, tags, a pause) is left as it stands.
 *
 * @returns whether no other poll was saved since the one that is given
 */
async function save(update: UpdateFeed, feed: Feed, before: Instant | undefined): Promise<boolean> {
  const { polling, memory, url, nextPollAt, pollEveryMinutes } = itemOf(feed);
  const every = pollEveryMinutes === undefined ? {} : { pollEveryMinutes };
  const set = { polling, memory, url };
  const change =
    feed.status === 'active'
      ? { set: { ...set, nextPollAt, ...every } }
      : { set: { ...set, status: feed.status }, remove: scheduleAttributes };
  const { ExpressionAttributeValues, ...rest } = updateOf(change);
  const saved = await update(feed.feedId, {
    ...rest,
    ConditionExpression:
      before === undefined
        ? 'attribute_exists(feedId) AND attribute_not_exists(polling.lastPolledAt)'
        : 'polling.lastPolledAt = :before',
    ExpressionAttributeValues: {
      ...ExpressionAttributeValues,
      ...(before !== undefined && { ':before': before }),
    },
  });
  return saved !== undefined;
}
