import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConcurrentWriteError } from '../../../shared/errors.ts';
import type { FetchFeedTask } from '../../../shared/messages.ts';
import type { Subscription } from '../../../shared/model/subscription.ts';
import { type HubCall, hearHub } from '../../../shared/pipeline/polling/hear-hub.ts';
import { aLease, aSubscription, memorySubscriptionStore } from '../../builders/a-subscription.ts';

const now = '2026-01-05T10:05:00.000Z';

/** A callback whose clock can be put on. */
function aCallback(subscription: Subscription | undefined = aSubscription()) {
  const store = memorySubscriptionStore(...(subscription ? [subscription] : []));
  const sent: { readonly task: FetchFeedTask; readonly delay: number }[] = [];
  const { feedId, token, topic, secret } = subscription ?? aSubscription();
  const path = `/${feedId}/${token}`;
  const clock = { now };
  const hear = (call: Partial<HubCall>, ports = {}) =>
    hearHub(
      { method: 'GET', path, query: '', body: new Uint8Array(), ...call },
      {
        subscriptions: store,
        sendFeedTasks: async (tasks, delay = 0) =>
          void sent.push(...tasks.map((task) => ({ task, delay }))),
        now: () => new Date(clock.now),
        ...ports,
      },
    );
  return {
    ...{ sent, clock, store, hear },
    stored: () => store.items.get(feedId),
    ask: (fields: Record<string, string>, ports = {}) => {
      const all = { mode: 'subscribe', topic, challenge: 'c1', lease_seconds: '432000', ...fields };
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(all)) query.set(`hub.${name}`, value);
      return hear({ query: query.toString() }, ports);
    },
    push: (text = '<rss/>', key = secret, ports = {}) => {
      const body = new TextEncoder().encode(text);
      const signature = `sha1=${createHmac('sha1', key).update(body).digest('hex')}`;
      return hear({ method: 'POST', body, signature }, ports);
    },
  };
}

describe('what a hub asks us to confirm', () => {
  it('is confirmed by its challenge when we asked for it', async () => {
    const callback = aCallback();
    expect(await callback.ask({})).toMatchObject({
      kind: 'confirmed',
      reply: { status: 200, body: 'c1' },
    });
    expect(callback.stored()).toMatchObject({
      ...{ confirmedAt: now, leaseUntil: '2026-01-10T10:05:00.000Z', version: 2 },
    });
  });

  it('is confirmed again when the hub did not get our answer', async () => {
    const callback = aCallback();
    await callback.ask({});
    expect(await callback.ask({ challenge: 'c2' })).toMatchObject({ reply: { body: 'c2' } });
  });

  const { asked: _asked, ...unasked } = aSubscription();
  it.each<[string, Subscription, Record<string, string>]>([
    ['a topic that is not ours', aSubscription(), { topic: 'https://else.example/' }],
    ['the end of what we want', aSubscription(), { mode: 'unsubscribe' }],
    ['a lease that is of no use', aSubscription(), { lease_seconds: '59' }],
    ['without a challenge', aSubscription(), { challenge: '' }],
    ['what we never asked for', unasked, {}],
    [
      'what we asked for long ago',
      aSubscription({ asked: { mode: 'subscribe', at: '2026-01-04T09:00:00.000Z' } }),
      {},
    ],
    [
      'a subscription that we are about to end',
      aSubscription({ asked: { mode: 'unsubscribe', at: now } }),
      {},
    ],
  ])('is not found when it is %s', async (_what, subscription, fields) => {
    const callback = aCallback(subscription);
    expect(await callback.ask(fields)).toMatchObject({ kind: 'unasked', reply: { status: 404 } });
    expect(callback.stored()).toEqual(subscription);
  });

  it.each([
    ['another token', { path: `/${aSubscription().feedId}/${'x'.repeat(43)}` }],
    ['another feed', { path: `/f${'0'.repeat(20)}/${'t'.repeat(43)}` }],
    ['no callback at all', { path: '/favicon.ico' }],
  ])('is not found under %s', async (_what, call) => {
    const callback = aCallback();
    expect(await callback.hear({ query: 'hub.mode=subscribe', ...call })).toEqual({
      kind: 'unknown',
      reply: { status: 404 },
    });
  });

  it('ends the subscription when we asked for that', async () => {
    const callback = aCallback(aLease({ asked: { mode: 'unsubscribe', at: now } }));
    expect(await callback.ask({ mode: 'unsubscribe' })).toMatchObject({ reply: { body: 'c1' } });
    expect(callback.stored()).not.toHaveProperty('leaseUntil');
    expect(callback.stored()).not.toHaveProperty('asked');
    expect(await callback.push()).toMatchObject({ reply: { status: 410 } });
  });

  it('may be denied at any time, and is then not asked for in a week', async () => {
    const callback = aCallback(aLease());
    expect(await callback.ask({ mode: 'denied', reason: 'moved' })).toMatchObject({
      kind: 'denied',
      reply: { status: 200 },
    });
    expect(callback.stored()).toMatchObject({
      ...{ failures: 1, problem: 'denied by the hub: moved', retryAt: '2026-01-12T10:05:00.000Z' },
    });
    expect(callback.stored()).not.toHaveProperty('leaseUntil');
  });

  it.each([
    ['86400', '2026-01-06T10:05:00.000Z'],
    ['', '2026-01-06T10:05:00.000Z'],
    ['99999999999', '2026-02-04T10:05:00.000Z'],
  ])('has a lease of %s seconds until %s', async (lease_seconds, until) => {
    const callback = aCallback();
    await callback.ask({ lease_seconds });
    expect(callback.stored()?.leaseUntil).toBe(until);
  });
});

describe('a push', () => {
  it('has its feed polled, and is accepted', async () => {
    const callback = aCallback(aLease());
    expect(await callback.push()).toMatchObject({ kind: 'pushed', reply: { status: 202 } });
    const { feedId } = aLease();
    expect(callback.sent).toEqual([
      { task: { version: 1, feedId, dueAt: now, pushed: true }, delay: 0 },
    ]);
    expect(callback.stored()).toMatchObject({ lastPushAt: now });
  });

  it.each([
    ['signed by another', 'guess'],
    ['not signed', undefined],
  ])('that is %s is ignored, and the sender does not learn it', async (_what, key) => {
    const callback = aCallback(aLease());
    const body = new TextEncoder().encode('x');
    const answer = await (key ? callback.push('x', key) : callback.hear({ method: 'POST', body }));
    expect(answer).toMatchObject({ kind: 'unsigned', reply: { status: 202 } });
    expect(callback.sent).toEqual([]);
    expect(callback.stored()).toEqual(aLease());
  });

  it('leads to one poll a minute, and to one after the last', async () => {
    const callback = aCallback(aLease());
    const kinds = [];
    for (const second of ['00', '05', '20', '59']) {
      callback.clock.now = `2026-01-05T10:05:${second}.000Z`;
      kinds.push((await callback.push()).kind);
    }
    callback.clock.now = '2026-01-05T10:06:01.000Z';
    kinds.push((await callback.push()).kind);

    expect(kinds).toEqual(['pushed', 'pushed', 'coalesced', 'coalesced', 'pushed']);
    expect(callback.sent.map(({ delay, task: { dueAt } }) => [dueAt.slice(17, 19), delay])).toEqual(
      [
        ['00', 0],
        ['05', 55],
        ['01', 59],
      ],
    );
  });

  it('is gone when the lease is over, was never confirmed, or is not known', async () => {
    const late = aCallback(aLease());
    late.clock.now = '2026-01-11T00:00:00.000Z';
    for (const callback of [late, aCallback(aSubscription())])
      expect(await callback.push()).toEqual({ kind: 'unknown', reply: { status: 410 } });
    const path = `/f${'0'.repeat(20)}/${'t'.repeat(43)}`;
    expect(await aCallback().hear({ method: 'POST', path })).toMatchObject({
      reply: { status: 410 },
    });
  });

  it('that is too large is refused', async () => {
    const callback = aCallback(aLease());
    expect(await callback.hear({ method: 'POST', body: undefined })).toMatchObject({
      kind: 'too-large',
      reply: { status: 413 },
    });
  });

  it('is told again by a hub that was not answered, because we died before it was noted', async () => {
    const callback = aCallback(aLease());
    const save = async () => {
      throw new Error('killed');
    };
    await expect(
      callback.push('x', undefined, { subscriptions: { ...callback.store, save } }),
    ).rejects.toThrow('killed');
    expect(await callback.push()).toMatchObject({ kind: 'pushed' });
    expect(callback.sent).toHaveLength(2);
  });

  it('is told again by a hub that was not answered, because we died before its poll was asked for', async () => {
    const callback = aCallback(aLease());
    await callback.push();
    callback.clock.now = '2026-01-05T10:05:05.000Z';
    const sendFeedTasks = async () => {
      throw new Error('killed');
    };
    await expect(callback.push('x', undefined, { sendFeedTasks })).rejects.toThrow('killed');
    expect(await callback.push()).toMatchObject({ kind: 'pushed' });
    expect(callback.sent).toHaveLength(2);
  });

  it('does not mind another writer, unless there is no end to them', async () => {
    const callback = aCallback(aLease());
    let others = 2;
    const busy = {
      ...callback.store,
      async save(next: Subscription, replaces: number) {
        if (others-- > 0) throw new ConcurrentWriteError('subscription');
        return callback.store.save(next, replaces);
      },
    };
    expect(await callback.push('x', undefined, { subscriptions: busy })).toMatchObject({
      kind: 'pushed',
    });
    others = Number.POSITIVE_INFINITY;
    callback.clock.now = '2026-01-05T11:05:00.000Z';
    await expect(callback.push('x', undefined, { subscriptions: busy })).rejects.toThrow(
      ConcurrentWriteError,
    );
  });
});

it.each(['PUT', 'DELETE', 'HEAD', 'OPTIONS'])('does not know %s', async (method) => {
  expect(await aCallback().hear({ method })).toEqual({
    kind: 'bad-method',
    reply: { status: 405 },
  });
});
