import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPoll } from '../../../shared/polling/next-poll.ts';
import { aFeed, aPollingState } from '../../builders/a-feed.ts';

const now = '2026-01-05T12:00:00.000Z';
/** Of a feed that publishes once a week. */
const weekly = aPollingState({
  recent: [1, 8, 15, 22].map((ago) =>
    new Date(Date.parse(now) - ago * 24 * 3_600_000).toISOString(),
  ),
});
const minutesTo = (instant: string) => (Date.parse(instant) - Date.parse(now)) / 60_000;

describe('the next poll of a feed that an operator wants asked at least so often', () => {
  it('comes within that time, whatever its rhythm, and so do the polls after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15, max: 1440 }), fc.webUrl(), (everyMinutes, url) => {
        const next = nextPoll(aFeed({ url, everyMinutes }), weekly, now);
        expect(minutesTo(next.nextPollAt)).toBeLessThanOrEqual(everyMinutes);
        expect(next.pollEveryMinutes).toBeLessThanOrEqual(everyMinutes);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it('comes sooner where its rhythm is quicker, and later where its publisher wants that', () => {
    const usual = nextPoll(aFeed(), aPollingState(), now);
    expect(nextPoll(aFeed({ everyMinutes: 1440 }), aPollingState(), now)).toEqual(usual);

    const pace = { ttlMinutes: 120, skipHours: [], skipDays: [] };
    const { nextPollAt } = nextPoll(aFeed({ everyMinutes: 30 }), { ...weekly, pace }, now);
    expect(minutesTo(nextPollAt)).toBeGreaterThanOrEqual(120);
  });
});
