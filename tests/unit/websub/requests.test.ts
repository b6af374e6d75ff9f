import { describe, expect, it } from 'vitest';
import type { Subscription } from '../../../shared/model/subscription.ts';
import { renewalAt } from '../../../shared/websub/lease.ts';
import { afterFailure, decideRequest, wantedOf } from '../../../shared/websub/requests.ts';
import { aFeed, aPollingState } from '../../builders/a-feed.ts';
import { aLease, aSubscription } from '../../builders/a-subscription.ts';

const wanted = { hub: 'https://hub.example/', topic: 'https://news.example/feed.xml' };
const at = (now: string, nextPollAt = now) => ({ now, nextPollAt });
const decide = (
  current: Subscription | undefined,
  now: string,
  want: typeof wanted | undefined = wanted,
) => decideRequest(current, want, at(now)).kind;

describe('the hub of a feed', () => {
  const withHub = (hub: string | undefined, more = {}) =>
    aFeed({ polling: aPollingState({ ...(hub !== undefined && { hub }), ...more }) });

  it('is asked over TLS, whatever the feed says', () => {
    expect(wantedOf(withHub('http://hub.example/'))?.hub).toBe('https://hub.example/');
    expect(wantedOf(withHub('HTTPS://hub.example/'))?.hub).toBe('HTTPS://hub.example/');
  });

  it('knows the feed by the address that it calls its own, or by the one that we ask', () => {
    const topic = 'https://news.example/self';
    const hub = 'https://hub.example/';
    expect(wantedOf(withHub(hub, { topic }))).toEqual({ hub, topic });
    expect(wantedOf(withHub(hub))?.topic).toBe('https://news.example/feed.xml');
    const movedTo = 'https://new.example/feed';
    expect(wantedOf(withHub(hub, { movedTo }))?.topic).toBe(movedTo);
  });

  it('is wanted only while there is one and the feed is polled', () => {
    expect(wantedOf(withHub(undefined))).toBeUndefined();
    for (const status of ['paused', 'gone'] as const)
      expect(wantedOf({ ...withHub('https://hub.example/'), status })).toBeUndefined();
  });
});

describe('a request to a hub', () => {
  it('is made when a feed first names it', () => {
    expect(decide(undefined, '2026-01-05T10:00:00.000Z')).toBe('subscribe');
    expect(decideRequest(undefined, undefined, at('2026-01-05T10:00:00.000Z')).kind).toBe('none');
  });

  it('is not made twice while the hub may still verify', () => {
    expect(decide(aSubscription(), '2026-01-05T10:59:59.000Z')).toBe('none');
  });

  it('has failed when the hub has not verified for an hour', () => {
    const decision = decideRequest(aSubscription(), wanted, at('2026-01-05T11:00:00.000Z'));
    expect(decision).toMatchObject({
      kind: 'give-up',
      next: { failures: 1, retryAt: '2026-01-05T12:00:00.000Z' },
    });
    expect(decision).not.toHaveProperty('next.asked');
  });

  it('comes later and later, and once a week in the end', () => {
    let failing = aSubscription();
    const waits = [];
    for (let failure = 0; failure < 6; failure++) {
      failing = afterFailure(failing, 'status 500', '2026-01-05T10:00:00.000Z');
      waits.push(
        (Date.parse(failing.retryAt ?? '') - Date.parse('2026-01-05T10:00:00.000Z')) / 3_600_000,
      );
    }
    expect(waits).toEqual([1, 6, 24, 72, 168, 168]);
    expect(decide(failing, '2026-01-12T09:59:59.000Z')).toBe('none');
    expect(decide(failing, '2026-01-12T10:00:00.000Z')).toBe('subscribe');
  });

  it('renews with token and secret as they are, when two thirds to five sixths of the lease are over', () => {
    const lease = aLease();
    const due = renewalAt(lease) ?? '';
    const share = (Date.parse(due) - Date.parse('2026-01-05T10:00:01.000Z')) / (5 * 24 * 3_600_000);
    expect(share).toBeGreaterThanOrEqual(2 / 3);
    expect(share).toBeLessThanOrEqual(5 / 6);
    expect(decide(lease, '2026-01-08T10:00:00.000Z')).toBe('none');
    expect(decideRequest(lease, wanted, at(due))).toEqual({ kind: 'subscribe', renewed: lease });
  });

  it('renews leases of one hour of subscribing at times of their own', () => {
    const dues = Array.from({ length: 50 }, (_, n) =>
      renewalAt(aLease({ topic: `https://news.example/${n}` })),
    );
    expect(new Set(dues).size).toBe(50);
  });

  it('renews early when the next poll would be too late', () => {
    const now = '2026-01-08T10:00:00.000Z';
    const late = { now, nextPollAt: '2026-01-10T09:00:00.000Z' };
    expect(decideRequest(aLease(), wanted, late).kind).toBe('subscribe');
  });

  it('leaves a lease alone whose renewal failed, until it may try again', () => {
    const asked = { mode: 'subscribe', at: '2026-01-09T10:00:00.000Z' } as const;
    const failed = afterFailure(aLease({ asked }), 'status 503', asked.at);
    expect(failed.leaseUntil).toBe(aLease().leaseUntil);
    expect(decide(failed, '2026-01-09T10:30:00.000Z')).toBe('none');
    expect(decide(failed, '2026-01-09T11:00:00.000Z')).toBe('subscribe');
  });

  it('begins anew when a lease has lapsed', () => {
    expect(decide(aLease(), '2026-01-11T10:00:00.000Z')).toBe('subscribe');
  });

  it('ends the subscription of a feed that is no longer polled, or names no hub any more', () => {
    const decision = decideRequest(aLease(), undefined, at('2026-01-06T10:00:00.000Z'));
    expect(decision).toEqual({ kind: 'unsubscribe', from: aLease() });
    expect(decideRequest(aLease(), undefined, at('2026-01-11T10:00:00.000Z')).kind).toBe('none');
  });

  it.each([{ hub: 'https://other.example/' }, { topic: 'https://news.example/other' }])(
    'leaves the old hub before it turns to a new one: %j',
    (change) => {
      const other = { ...wanted, ...change };
      expect(decide(aLease(), '2026-01-06T10:00:00.000Z', other)).toBe('unsubscribe');
      const { leaseUntil: _lease, asked: _asked, ...left } = aLease();
      expect(decideRequest(left, other, at('2026-01-06T10:00:00.000Z'))).toEqual({
        kind: 'subscribe',
      });
    },
  );

  it('counts a subscription as over that the hub does not end when it is asked to', () => {
    const asked = { mode: 'unsubscribe', at: '2026-01-06T10:00:00.000Z' } as const;
    const decision = decideRequest(aLease({ asked }), undefined, at('2026-01-06T11:00:00.000Z'));
    expect(decision.kind).toBe('give-up');
    expect(decision).not.toHaveProperty('next.leaseUntil');
  });
});
