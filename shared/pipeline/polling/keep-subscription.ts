import { ConcurrentWriteError } from '../../errors.ts';
import type { Feed, FeedEntry } from '../../model/feed.ts';
import type { Instant } from '../../model/ids.ts';
import type { Subscription } from '../../model/subscription.ts';
import { minutesBetween } from '../../polling/schedule.ts';
import type { AskHub, SubscriptionStore } from '../../ports/subscriptions.ts';
import type { Clock } from '../../ports/web.ts';
import { callbackUrl } from '../../websub/callback.ts';
import { wantedLease } from '../../websub/lease.ts';
import { afterFailure, decideRequest, type Wanted, wantedOf } from '../../websub/requests.ts';
import { nextPollWithHub, noteMisses } from '../../websub/trust.ts';
import type { Poll } from './poll-feed.ts';

/** What a function needs to deal with hubs; functions of a stage without WebSub have none. */
export type HubPorts = {
  readonly subscriptions: SubscriptionStore;
  readonly askHub: AskHub;
  /** Where hubs reach us. */
  readonly callbackBase: string;
  /** A text that nobody can guess, for a path and for a secret. */
  readonly randomToken: () => string;
};

type World = { readonly hubs?: HubPorts; readonly now: Clock };

type Polled = {
  /** The feed before its poll. */
  readonly feed: Feed;
  readonly poll: Exclude<Poll, { kind: 'deferred' }>;
  /** Whether a push led to the poll. */
  readonly pushed: boolean;
};

/**
 * What follows from a poll for the feed's hub: a request where one is due, and a next poll that may
 * be far away while the hub does its work.
 *
 * @returns the feed to save
 */
export async function keepSubscription(
  { feed, poll, pushed }: Polled,
  { hubs, now: clock }: World,
): Promise<Feed> {
  if (hubs === undefined || poll.kind === 'failed') return poll.feed;
  const hasHub = poll.feed.polling.hub !== undefined || feed.polling.hub !== undefined;
  if (!hasHub) return poll.feed;

  const now = clock().toISOString();
  const stored = await hubs.subscriptions.find(feed.feedId);
  const found: readonly FeedEntry[] =
    poll.kind === 'updated'
      ? poll.changes.flatMap(({ kind, entry }) => (kind === 'new' ? [entry] : []))
      : [];
  const missed = stored && noteMisses(stored, { found, pushed, now });
  // Who writes at the same time has heard of a push, which is no miss.
  const current = (missed && (await unlessBeaten(save(missed, hubs)))) ?? stored;

  const brought = poll.kind === 'updated' && poll.changes.length > 0;
  const nextPollAt = nextPollWithHub(poll.feed, current, { pushed, brought, now });
  await settle(current, { feed: poll.feed, nextPollAt: nextPollAt ?? now, now }, hubs);
  if (nextPollAt === undefined || nextPollAt === poll.feed.nextPollAt) return poll.feed;
  return { ...poll.feed, nextPollAt, pollEveryMinutes: minutesBetween(now, nextPollAt) };
}

/** A feed that is no longer polled is no longer subscribed. */
export async function leaveHub(feed: Feed, { hubs, now: clock }: World): Promise<void> {
  if (hubs === undefined) return;
  const current = await hubs.subscriptions.find(feed.feedId);
  const now = clock().toISOString();
  await settle(current, { feed, nextPollAt: now, now }, hubs);
}

type Situation = { readonly feed: Feed; readonly nextPollAt: Instant; readonly now: Instant };

/** A worker beside us, or the hub's own answer, may have been first: then it is decided at the next poll. */
async function settle(
  current: Subscription | undefined,
  situation: Situation,
  hubs: HubPorts,
): Promise<void> {
  await unlessBeaten(request(current, situation, hubs));
}

async function unlessBeaten<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConcurrentWriteError) return undefined;
    throw error;
  }
}

async function request(
  current: Subscription | undefined,
  { feed, nextPollAt, now }: Situation,
  hubs: HubPorts,
): Promise<void> {
  const wanted = wantedOf(feed);
  const decision = decideRequest(current, wanted, { now, nextPollAt });
  switch (decision.kind) {
    case 'none':
      return;
    case 'give-up':
      await save(decision.next, hubs);
      return;
    case 'unsubscribe':
      return send(
        { ...decision.from, asked: { mode: 'unsubscribe', at: now } },
        decision.from,
        hubs,
      );
    case 'subscribe': {
      if (wanted === undefined) return;
      const version = current?.version ?? 0;
      const before = decision.renewed ?? newSubscription(feed, { wanted, version }, hubs);
      return send({ ...before, asked: { mode: 'subscribe', at: now } }, before, hubs);
    }
  }
}

type Founded = { readonly wanted: Wanted; readonly version: number };

const newSubscription = (
  { feedId }: Feed,
  { wanted, version }: Founded,
  { randomToken }: HubPorts,
): Subscription => ({
  ...{ feedId, ...wanted, token: randomToken(), secret: randomToken() },
  ...{ failures: 0, misses: 0, version },
});

/**
 * Saved before it is sent: a hub may verify while it still holds our request.
 *
 * @param before what holds again when the request was not even sent
 */
async function send(asking: Subscription, before: Subscription, hubs: HubPorts): Promise<void> {
  const { hub, topic, secret, asked } = asking;
  if (asked === undefined) return;
  const saved = await save(asking, hubs);
  const answer = await hubs.askHub(hub, {
    'hub.callback': callbackUrl(hubs.callbackBase, asking),
    'hub.mode': asked.mode,
    'hub.topic': topic,
    ...(asked.mode === 'subscribe' && {
      'hub.lease_seconds': String(wantedLease),
      'hub.secret': secret,
    }),
  });
  if (answer.kind === 'busy') await save({ ...before, version: saved.version }, hubs);
  if (answer.kind === 'refused') await save(afterFailure(saved, answer.problem, asked.at), hubs);
}

/** @returns the subscription as it is stored now */
async function save(
  subscription: Subscription,
  { subscriptions }: HubPorts,
): Promise<Subscription> {
  const next = { ...subscription, version: subscription.version + 1 };
  await subscriptions.save(next, subscription.version);
  return next;
}
