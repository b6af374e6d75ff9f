import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../bench/random.ts';
import { adaptiveInterval, momentsOf } from '../../../shared/polling/rhythm.ts';

const start = Date.parse('2026-01-05T00:00:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const isoOf = (minutes: number): string => new Date(start + minutes * minute).toISOString();

describe('momentsOf', () => {
  it('counts articles once that one poll sees', () => {
    expect(momentsOf([0, 3, 14, 15, 29, 31].map(isoOf))).toEqual([31, 15, 0].map(isoOf));
  });

  it('comes to the same whether articles come one after another or all at once', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 60 });
    fc.assert(
      fc.property(minutes, fc.nat(60), (all, at) => {
        const instants = all.toSorted((a, b) => a - b).map(isoOf);
        const before = momentsOf(instants.slice(0, at));
        expect(momentsOf([...before, ...instants.slice(at)])).toEqual(momentsOf(instants));
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});

describe('adaptiveInterval', () => {
  it('asks a feed at most four times a day that brings ten articles once a week', () => {
    const batches = [0, 7, 14, 21].flatMap((days) =>
      Array.from({ length: 10 }, (_, n) => isoOf(days * 24 * 60 + n)),
    );
    const recent = momentsOf(batches);
    let polls = 0;
    const batch = start + 21 * day;
    for (let now = batch + 30 * minute; now < batch + day; polls++)
      now += adaptiveInterval(recent, now) * minute;

    expect(polls).toBeLessThanOrEqual(4);
  });

  it('asks a feed that brings three articles an hour as often as one that brings one', () => {
    const hours = Array.from({ length: 12 }, (_, n) => n * 60);
    const now = start + 12 * 60 * minute;
    const one = momentsOf(hours.map(isoOf));
    const three = momentsOf(hours.flatMap((at) => [at, at + 1, at + 2].map(isoOf)));

    expect(adaptiveInterval(three, now)).toBe(adaptiveInterval(one, now));
  });

  it('asks less and less while nothing comes', () => {
    const recent = momentsOf(Array.from({ length: 24 }, (_, n) => isoOf(n * 60)));
    const later = [24, 48, 96].map((hours) =>
      adaptiveInterval(recent, start + hours * 60 * minute),
    );

    expect(later).toEqual(later.toSorted((a, b) => a - b));
    expect(new Set(later).size).toBe(3);
  });

  it('knows a feed that brings thrice as much by its twelfth article', () => {
    const slow = Array.from({ length: 18 }, (_, n) => n * 240);
    const quick = Array.from({ length: 12 }, (_, n) => 17 * 240 + 80 * (n + 1));
    const recent = momentsOf([...slow, ...quick].map(isoOf));
    const now = start + (17 * 240 + 80 * 12 + 1) * minute;
    expect(adaptiveInterval(recent, now)).toBeLessThanOrEqual(40);
  });

  it('takes chance for a new rhythm at most one time in fifteen', () => {
    const random = randomFrom(7);
    const instants = [0];
    for (let n = 0; n < 2000; n++)
      instants.push((instants.at(-1) ?? 0) - 240 * Math.log(1 - random()));
    const hasty = instants.filter((at, n) => {
      const known = momentsOf(instants.slice(Math.max(0, n - 40), n + 1).map(isoOf));
      return n > 40 && adaptiveInterval(known, start + at * minute) < 76;
    });
    expect(hasty.length).toBeLessThan(instants.length / 15);
  });
});
