import { describe, expect, it } from 'vitest';
import { dynamoFeedStore } from '../../shared/adapters/dynamo/feed-store.ts';
import { dynamoSubscriptionStore } from '../../shared/adapters/dynamo/subscription-store.ts';
import { ConcurrentWriteError } from '../../shared/errors.ts';
import { feedIdOf } from '../../shared/url/ids.ts';
import { aFeed } from '../builders/a-feed.ts';
import { aLease, aSubscription } from '../builders/a-subscription.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const store = () => dynamoSubscriptionStore(services.dynamo, services.names.tables.feeds);

let last = 0;
/** A feed that no other test of this file has. */
const another = () => feedIdOf(`https://news.example/websub/${++last}`);

describe('subscriptions in DynamoDB', () => {
  it('are none at first', async () => {
    expect(await store().find(another())).toBeUndefined();
  });

  it('come back as they were saved', async () => {
    const bare = aSubscription({ feedId: another() });
    const whole = aLease({
      feedId: another(),
      ...{ problem: 'status 500', retryAt: '2026-01-05T11:00:00.000Z', failures: 2, misses: 1 },
      ...{ lastPushAt: '2026-01-05T12:00:00.000Z', pushPollAt: '2026-01-05T12:01:00.000Z' },
      missedAt: '2026-01-05T13:00:00.000Z',
    });
    for (const subscription of [bare, whole]) {
      await store().save(subscription, 0);
      expect(await store().find(subscription.feedId)).toEqual(subscription);
    }
  });

  it('go to the one who saves first', async () => {
    const first = aSubscription({ feedId: another() });
    await store().save(first, 0);
    await expect(store().save(first, 0)).rejects.toThrow(ConcurrentWriteError);

    const { asked: _asked, ...second } = { ...first, failures: 1, version: 2 };
    await store().save(second, 1);
    await expect(store().save({ ...first, version: 2 }, 1)).rejects.toThrow(ConcurrentWriteError);
    expect(await store().find(first.feedId)).toEqual(second);
  });

  it('stand beside their feed, and are no feeds', async () => {
    const feeds = dynamoFeedStore(services.dynamo, services.names.tables.feeds);
    const feed = aFeed({ url: 'https://beside.example/', nextPollAt: '2020-01-01T00:00:00.000Z' });
    await feeds.add(feed);
    await store().save(aSubscription({ feedId: feed.feedId }), 0);

    expect(await feeds.find(feed.feedId)).toEqual(feed);
    const listed = [];
    for await (const { url } of feeds.list()) listed.push(url);
    expect(listed).toEqual(['https://beside.example/']);
  });
});
