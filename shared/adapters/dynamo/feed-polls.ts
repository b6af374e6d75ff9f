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
      let next: Feed | undefined = feed;
      let before = polledBefore;
      for (let tries = 0; next !== undefined && tries <= mostPolls; tries++) {
        const isSaved = await save(update, next, before);
        if (isSaved && before === polledBefore) return;
        if (isSaved) break;
        const first = await find(feed.feedId);
        before = first?.polling.lastPolledAt;
        const isPaused = before === polledBefore;
        next = first && (isPaused ? { ...feed, status: first.status } : withSeen(first, feed));
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
 * What the operator may change meanwhile (name, tags, a pause) is left as it stands: a feed that has been
 * paused by then would be due and paused.
 *
 * @returns whether no other poll was saved since the one that is given, and an active feed is active still
 */
async function save(update: UpdateFeed, feed: Feed, before: Instant | undefined): Promise<boolean> {
  const { polling, memory, url, nextPollAt, pollEveryMinutes } = itemOf(feed);
  const every = pollEveryMinutes === undefined ? {} : { pollEveryMinutes };
  const set = { polling, memory, url };
  const changes = {
    active: { set: { ...set, nextPollAt, ...every } },
    // By a person, or by the list: when it goes on is theirs to say.
    paused: { set },
    gone: { set: { ...set, status: feed.status }, remove: scheduleAttributes },
  };
  const { ExpressionAttributeNames, ExpressionAttributeValues, ...rest } = updateOf(
    changes[feed.status],
  );
  const isActive = feed.status === 'active';
  const saved = await update(feed.feedId, {
    ...rest,
    ConditionExpression: conditionOf(feed, before),
    ExpressionAttributeNames: {
      ...ExpressionAttributeNames,
      ...(isActive && { '#status': 'status' }),
    },
    ExpressionAttributeValues: {
      ...ExpressionAttributeValues,
      ...(before !== undefined && { ':before': before }),
      ...(isActive && { ':active': 'active' }),
    },
  });
  return saved !== undefined;
}

function conditionOf({ status }: Feed, before: Instant | undefined): string {
  const isUnpolled =
    before === undefined
      ? 'attribute_exists(feedId) AND attribute_not_exists(polling.lastPolledAt)'
      : 'polling.lastPolledAt = :before';
  return status === 'active' ? `${isUnpolled} AND #status = :active` : isUnpolled;
}
