import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ShingleSet } from '../../../shared/linking/likeness/shingle-set.ts';

const hash = fc.oneof(
  fc.integer(),
  fc.integer({ min: -3, max: 3 }),
  fc.integer().map((n) => n << 20),
);
const hashes = fc.array(hash, { maxLength: 200 });

it('holds what a set of numbers holds, and shares as much with another', () => {
  const law = fc.property(hashes, hashes, fc.array(hash), (some, others, asked) => {
    const [own, their] = [some, others].map((all) => new ShingleSet(Int32Array.from(all)));
    const [set, other] = [new Set(some), new Set(others)];
    expect(own?.size).toBe(set.size);
    for (const one of [...some, ...asked]) expect(own?.has(one)).toBe(set.has(one));
    const shared = [...set].filter((one) => other.has(one)).length;
    expect(their && own?.sharedWith(their)).toBe(shared);
  });
  fc.assert(law, { seed: 5, numRuns: 200 });
});
