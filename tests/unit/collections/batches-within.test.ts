import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchesWithin } from '../../../shared/collections/batches-within.ts';

const sizeOf = (size: number) => size;
const total = (batch: readonly number[]) => batch.reduce((sum, size) => sum + size, 0);

it('batches hold everything in order, each within both limits or a single item', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(12)),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 10 }),
      (sizes, items, bytes) => {
        const batches = batchesWithin(sizes, { items, bytes, sizeOf });
        expect(batches.flat()).toEqual(sizes);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(items);
          expect(batch.length === 1 || total(batch) <= bytes).toBe(true);
        }
      },
    ),
    { seed: 5, numRuns: 200 },
  );
});
