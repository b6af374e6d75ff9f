import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// Before whatever packs: see there.
import './inline-zlib.ts';
import type { RaceCase } from './race-case.ts';
import { raceCases } from './race-cases.ts';
import { RaceLab } from './race-lab.ts';

const schedules = 200;
const workers = 20;
/** Of two who meet seldom, and whose race is short. */
const moreOfPairs = 20;

/** Each schedule once, the cases by turns; those of two workers again and again. */
const seedsOf = ({ once = false }: RaceCase, case_: number): number[] =>
  Array.from({ length: once ? moreOfPairs : schedules }, (_, seed) => seed).filter(
    (seed) => once || seed % raceCases.length === case_,
  );

/** They share a lab: one that timed out would go on beside the next. */
describe('twenty workers at once', () => {
  let lab: RaceLab;
  beforeAll(() => {
    lab = new RaceLab();
  });
  afterAll(() => lab.stop());

  it.each(raceCases.map((one, at) => ({ ...one, one, seeds: seedsOf(one, at) })))(
    'leave behind what one of them does: $name',
    async ({ one, seeds }) => {
      const bad: Record<string, readonly string[]> = {};
      for (const seed of seeds) {
        const wrongs = await lab.wrongsOf(one, { seed, workers });
        if (wrongs.length > 0) bad[`seed ${seed}`] = wrongs;
      }
      expect(bad).toEqual({});
    },
  );

  it('pass in the same order when the same seed draws it, and in another with another', async () => {
    const [one] = raceCases;
    if (one === undefined) throw new Error('there is no case');
    const orders: string[] = [];
    for (const seed of [7, 7, 8]) {
      await lab.wrongsOf(one, { seed, workers });
      orders.push(lab.passed.join('\n'));
    }
    expect(orders[0]).toBe(orders[1]);
    expect(orders[0]).not.toBe(orders[2]);
    expect(lab.passed.length).toBeGreaterThan(200);
  });
});
