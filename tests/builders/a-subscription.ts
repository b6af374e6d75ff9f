import { ConcurrentWriteError } from '../../shared/errors.ts';
import type { Subscription } from '../../shared/model/subscription.ts';
import type { SubscriptionStore } from '../../shared/ports/subscriptions.ts';
import { feedIdOf } from '../../shared/url/ids.ts';

/** A subscription that was asked for and not answered yet; a test names only the fields it is about. */
export function aSubscription(overrides: Partial<Subscription> = {}): Subscription {
  const topic = overrides.topic ?? 'https://news.example/feed.xml';
  return {
    ...{ feedId: feedIdOf(topic), hub: 'https://hub.example/', topic },
    ...{ token: 't'.repeat(43), secret: 's'.repeat(43) },
    asked: { mode: 'subscribe', at: '2026-01-05T10:00:00.000Z' },
    ...{ failures: 0, misses: 0, version: 1 },
    ...overrides,
  };
}

/** A subscription that its hub has confirmed, for five days. */
export const aLease = (overrides: Partial<Subscription> = {}): Subscription =>
  aSubscription({
    confirmedAt: '2026-01-05T10:00:01.000Z',
    leaseUntil: '2026-01-10T10:00:01.000Z',
    ...overrides,
  });

/** Subscriptions in a map, under the conditions that the real store has. */
export function memorySubscriptionStore(...initial: Subscription[]) {
  const items = new Map(initial.map((each) => [each.feedId, each]));
  const store: SubscriptionStore = {
    find: async (id) => items.get(id),
    async save(subscription, replaces) {
      if ((items.get(subscription.feedId)?.version ?? 0) !== replaces)
        throw new ConcurrentWriteError('subscription');
      items.set(subscription.feedId, subscription);
    },
  };
  return { ...store, items };
}
