import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSilent } from '../../../shared/polling/silence.ts';

const hour = 3_600_000;
const now = Date.parse('2026-01-20T12:00:00.000Z');
/** Instants so many hours ago, newest first. */
const hoursAgo = (...hours: readonly number[]) =>
  hours.map((ago) => new Date(now - ago * hour).toISOString());

describe('a feed is silent', () => {
  it.each([
    ['an hourly one after more than a day', hoursAgo(25, 26, 27, 28, 29), true],
    ['an hourly one not after a night', hoursAgo(10, 11, 12, 13, 14), false],
    ['a daily one not after a day and a half', hoursAgo(36, 60, 84, 108, 132), false],
    ['a daily one after more than two', hoursAgo(49, 73, 97, 121, 145), true],
    ['a weekly one not after ten days', hoursAgo(240, 408, 576, 744, 912), false],
    ['a weekly one after more than two weeks', hoursAgo(337, 505, 673, 841, 1009), true],
    ['one that pauses at weekends not after a weekend', hoursAgo(62, 63, 64, 128, 129), false],
  ] as const)('%s', (_name, recent, expected) => {
    expect(isSilent(recent, now)).toBe(expected);
  });

  it('never while fewer than five articles tell its rhythm', () => {
    for (const count of [0, 1, 2, 3, 4]) {
      const recent = hoursAgo(...Array.from({ length: count }, (_, at) => 9000 + at));
      expect(isSilent(recent, now)).toBe(false);
    }
  });

  it('for good once it is, until it publishes again', () => {
    const hours = fc.array(fc.nat({ max: 500 }), { minLength: 5, maxLength: 30 });
    fc.assert(
      fc.property(hours, fc.nat({ max: 2000 }), fc.nat({ max: 2000 }), (ago, earlier, later) => {
        const recent = hoursAgo(...ago.toSorted((a, b) => a - b));
        const then = now + earlier * hour;
        if (isSilent(recent, then)) expect(isSilent(recent, then + later * hour)).toBe(true);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
