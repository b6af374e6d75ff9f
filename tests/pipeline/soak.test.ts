import path from 'node:path';
import { expect, it } from 'vitest';
import { type Happening, Soak } from '../../bench/soak/soak-run.ts';

it('loses nothing in a day and a half of outlets that come and go, services that refuse, and new deployments', async () => {
  const happenings: Happening[] = [];
  const soak = await Soak.start({
    ...{ weeks: 1.5 / 7, outlets: 4, perDay: 50, seed: 3, outageEvery: 7 },
    checkouts: [path.resolve(import.meta.dirname, '../..')],
    tell: (happening) => happenings.push(happening),
  });
  while (!soak.isOver) await soak.passHour();
  const { rows, wrongs } = await soak.end();

  expect(wrongs).toEqual([]);
  expect(happenings.map(({ what }) => what)).toContainEqual(expect.stringContaining('refused for'));
  expect(rows['week 1']?.articles).toBeGreaterThan(10);
  expect(rows['week 1']?.['hours checked']).toBeGreaterThan(10);
});
