import { ConcurrentWriteError } from '../../errors.ts';
import type { FetchArticleTask, FetchFeedTask } from '../../messages.ts';
import type { Measures } from '../../metrics.ts';
import type { Feed } from '../../model/feed.ts';
import type { Instant } from '../../model/ids.ts';
import { isWorthSaving, keepSchedule } from '../../polling/keep-schedule.ts';
import { countPoll } from '../../polling/poll-days.ts';
import { lastDue, nextDue } from '../../polling/schedule.ts';
import { isSilent } from '../../polling/silence.ts';
import type { ArticleStore, FeedArticles } from '../../ports/articles.ts';
import type { FeedStore } from '../../ports/feeds.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { delayUntilSlot } from '../politeness/host-gate.ts';
import { articleTasksOf } from './article-tasks.ts';
import { type HubPorts, keepSubscription, leaveHub } from './keep-subscription.ts';
import { type Poll, type PollPorts, pollFeed } from './poll-feed.ts';
import { withdrawnTasksOf } from './withdrawn-tasks.ts';

export type FetchFeedPorts = PollPorts & {
  readonly feeds: FeedStore;
  readonly articles: Pick<ArticleStore, 'findMany'> & FeedArticles;
  readonly sendArticleTasks: SendTasks<FetchArticleTask>;
  /** In its place for a feed that was polled before, where pages of a host are sent apart. */
  readonly sendArticleTasksApart?: SendTasks<FetchArticleTask>;
  readonly deferFeedTask: SendTasks<FetchFeedTask>;
  /** Given where the stage has WebSub. */
  readonly hubs?: HubPorts;
};

export type FetchFeedOutcome = { readonly measures?: Measures } & (
  | {
      readonly kind: 'polled';
      readonly url: string;
      /** Entries of the document, article tasks sent, entries that lead nowhere. */
      readonly entries: number;
      readonly sent: number;
      readonly discarded: number;
    }
  | { readonly kind: 'unchanged'; readonly url: string; readonly isRoutine?: true }
  | { readonly kind: 'gone'; readonly url: string }
  | { readonly kind: 'failed'; readonly url: string; readonly error: string }
  | { readonly kind: 'deferred'; readonly url: string; readonly until: Instant }
  | { readonly kind: 'skipped'; readonly feedId: string; readonly reason: string }
);

/** Beyond this a task would go round its queue; the feed's own schedule holds it instead. */
const maxDeferralMs = 15 * 60 * 1000;
/** And after so many rounds: Lambda ends chains of sixteen (docs/decisions/0004-deployment-choices.md). */
const maxDeferrals = 8;
/** For so long it is open whether whoever follows the schedule has seen a feed come due: clocks differ. */
const clocksApartMs = 5 * 60 * 1000;

/**
 * Step 2 of 4: one feed polled, an article task for each entry that is new or says something new.
 *
 * The feed is saved after its tasks were sent: a try that dies between them finds the same entries
 * again, and fetch-article takes a page twice without harm.
 */
export async function fetchFeed(
  task: FetchFeedTask,
  ports: FetchFeedPorts,
): Promise<FetchFeedOutcome> {
  const feed = await ports.feeds.find(task.feedId);
  const reason = reasonToSkip(feed, task, ports.now().getTime());
  if (feed === undefined || reason !== undefined) {
    if (feed !== undefined && feed.status !== 'active') await leaveHub(feed, ports);
    return { kind: 'skipped', feedId: task.feedId, reason: reason ?? 'unknown' };
  }

  const poll = await pollFeed(feed, ports, task.slotAt);
  if (poll.kind === 'deferred') return defer(task, { feed, until: poll.slotAt }, ports);
  const outcome = await send(feed, poll, ports);
  const next = await keepSubscription({ feed, poll, pushed: task.pushed === true }, ports);
  await saveIfLearnt({ feed, poll, next }, ports);
  if (isSilent(next.polling.recent, ports.now().getTime()))
    return { ...outcome, measures: { SilentPolls: 1 } };
  return outcome.kind === 'unchanged' ? { ...outcome, isRoutine: true } : outcome;
}

function reasonToSkip(
  feed: Feed | undefined,
  { dueAt, slotAt, pushed }: FetchFeedTask,
  now: number,
): string | undefined {
  if (feed === undefined) return 'unknown';
  const { status, nextPollAt, polling } = feed;
  if (status !== 'active') return status;
  const { lastPolledAt = '' } = polling;
  // What a clock that ran far ahead has written is not believed.
  const isPast = lastPolledAt < new Date(now + clocksApartMs).toISOString();
  if (lastPolledAt >= dueAt && isPast) return 'polled since';
  if (slotAt !== undefined || pushed === true) return undefined;
  // It was moved since whoever follows the schedule has read it.
  if (nextPollAt !== undefined && nextPollAt > dueAt) return 'not due yet';
  // In a queue that was held up there is a later task, which finds all that this one would.
  const surelySeen = now - clocksApartMs;
  const isOvertaken =
    nextPollAt !== undefined && (lastDue({ ...feed, nextPollAt }, surelySeen) ?? dueAt) > dueAt;
  return isOvertaken ? 'due again since' : undefined;
}

type Learnt = {
  readonly feed: Feed;
  readonly poll: Exclude<Poll, { kind: 'deferred' }>;
  /** The feed as it stands after the poll. */
  readonly next: Feed;
};

/** Most polls find nothing new, and write nothing: see {@link lastDue}. */
async function saveIfLearnt(
  { feed, poll, next }: Learnt,
  { feeds, now }: FetchFeedPorts,
): Promise<void> {
  const polled = { before: feed, after: next, now: now().toISOString() };
  const after = keepSchedule(polled);
  const isNews =
    poll.kind === 'updated' && (poll.changes.length > 0 || poll.withdrawnSince !== undefined);
  if (!isNews && !isWorthSaving({ ...polled, after })) return;
  const quiet = poll.kind === 'unchanged' || poll.kind === 'updated' ? 'nothing-new' : 'failed';
  const days = countPoll({ before: feed, now: polled.now, ending: isNews ? 'news' : quiet });
  try {
    const counted = { ...after, polling: { ...after.polling, days } };
    await feeds.savePolling(counted, feed.polling.lastPolledAt);
  } catch (error) {
    // Another worker polled it at the same time, and what it learnt is as good.
    if (!(error instanceof ConcurrentWriteError)) throw error;
  }
}

type Deferred = { readonly feed: Feed; readonly until: Instant };

async function defer(
  task: FetchFeedTask,
  { feed, until }: Deferred,
  { feeds, deferFeedTask, now }: FetchFeedPorts,
): Promise<FetchFeedOutcome> {
  const outcome = { kind: 'deferred', url: feed.url, until } as const;
  const { feedId, nextPollAt } = feed;
  const { deferrals = 0 } = task;
  const at = now().getTime();
  const isLong =
    Date.parse(until) - at > maxDeferralMs ||
    deferrals >= maxDeferrals ||
    // Two tasks of one feed would stand in line.
    (nextPollAt !== undefined && until >= nextDue({ ...feed, nextPollAt }, at));
  if (nextPollAt !== undefined && isLong) {
    await feeds.lease({ feedId, dueAt: nextPollAt }, until);
    return outcome;
  }
  const deferred = { ...task, slotAt: until, deferrals: deferrals + 1 };
  await deferFeedTask([deferred], delayUntilSlot(until, now()));
  return outcome;
}

async function send(
  feed: Feed,
  poll: Exclude<Poll, { kind: 'deferred' }>,
  { articles, sendArticleTasks, sendArticleTasksApart = sendArticleTasks }: FetchFeedPorts,
): Promise<FetchFeedOutcome> {
  const { url } = feed;
  switch (poll.kind) {
    case 'failed':
      return { kind: 'failed', url, error: poll.problem };
    case 'updated': {
      const { tasks, discarded } = await articleTasksOf(poll.changes, poll, articles);
      const all = [...tasks, ...(await withdrawnTasksOf(poll, articles))];
      const isNew = feed.polling.polls === 0;
      await (isNew ? sendArticleTasks : sendArticleTasksApart)(all);
      const entries = poll.entries.length;
      return { kind: 'polled', url, entries, sent: all.length, discarded };
    }
    default:
      return { kind: poll.kind, url };
  }
}
