import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDue, nextDue, type PollSchedule, timesDue } from '../../../shared/polling/schedule.ts';

const start = Date.parse('2026-01-05T10:00:00.000Z');
const minute = 60_000;
const schedule: PollSchedule = { nextPollAt: '2026-01-05T10:00:00.000Z', pollEveryMinutes: 30 };
const at = (minutes: number) => start + minutes * minute;
const isoOf = (minutes: number) => new Date(at(minutes)).toISOString();

describe('a schedule of polls', () => {
  it('begins with the poll that is written', () => {
    expect(lastDue(schedule, at(-1))).toBeUndefined();
    expect(nextDue(schedule, at(-1))).toBe(isoOf(0));
    expect(timesDue(schedule, at(-1))).toBe(0);
  });

  it('goes on without being written', () => {
    expect(lastDue(schedule, at(95))).toBe(isoOf(90));
    expect(nextDue(schedule, at(95))).toBe(isoOf(120));
    expect(timesDue(schedule, at(95))).toBe(4);
  });

  it('is due at its very instants', () => {
    expect(lastDue(schedule, at(30))).toBe(isoOf(30));
    expect(nextDue(schedule, at(30))).toBe(isoOf(60));
  });

  it('of a feed that was stored without its pace is due every hour', () => {
    expect(nextDue({ nextPollAt: isoOf(0) }, at(1))).toBe(isoOf(60));
  });

  it('has each instant in one look, however often it is looked at', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1440 }), steps, (pollEveryMinutes, waits) => {
        const one = { ...schedule, pollEveryMinutes };
        let now = at(-30);
        let seen = timesDue(one, now);
        const found: string[] = [];
        for (const wait of waits) {
          const from = now;
          now += wait * minute;
          const due = lastDue(one, now);
          const isDue = due !== undefined && Date.parse(due) > from;
          expect(isDue).toBe(timesDue(one, now) > seen);
          if (isDue) found.push(due);
          seen = timesDue(one, now);
        }
        expect(new Set(found).size).toBe(found.length);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
