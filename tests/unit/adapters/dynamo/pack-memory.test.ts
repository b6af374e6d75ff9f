import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FeedMemory,
  packEntries,
  unpackEntries,
} from '../../../../shared/adapters/dynamo/pack-memory.ts';
import { entryFingerprint, entryKeys } from '../../../../shared/feed/entry-identity.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9_-]{${length}}$`));
const instants = fc
  .integer({ min: 0, max: 4_102_444_800_000 })
  .map((at) => new Date(at).toISOString());
const memories = fc
  .tuple(
    fc.array(fc.tuple(digits(12), digits(8)), { maxLength: 60 }),
    fc.array(instants, { maxLength: 30 }),
  )
  .map(([seen, recent]): FeedMemory => ({ seen: Object.fromEntries(seen), recent }));

describe('the memory of a feed', () => {
  it('comes back as it was packed, in its order', () => {
    fc.assert(
      fc.property(memories, (memory) => {
        const back = unpackEntries(packEntries(memory));
        expect(back).toEqual(memory);
        expect(Object.keys(back.seen)).toEqual(Object.keys(memory.seen));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('of fifty entries fits into one write beside its key', () => {
    const [memory] = fc.sample(
      fc.array(fc.tuple(digits(12), digits(8)), { minLength: 50, maxLength: 50 }),
      { seed: 7, numRuns: 1 },
    );
    const recent = Array.from({ length: 30 }, (_, at) => new Date(at * 3_600_000).toISOString());
    const seen = Object.fromEntries(memory ?? []);

    expect(packEntries({ seen, recent }).length).toBeLessThan(1024 - 80);
  });

  it('of real entries is packed', () => {
    const entry = { authors: [], categories: [], enclosures: [], links: [] };
    const link = 'https://news.example/a';
    const [key = ''] = entryKeys([{ ...entry, link }]);
    const seen = { [key]: entryFingerprint({ ...entry, link }) };
    expect(packEntries({ seen, recent: [] })).toHaveLength(18);
    expect(unpackEntries(packEntries({ seen, recent: [] })).seen).toEqual(seen);
  });

  it('takes any other keys as well, and reads what was stored as JSON', () => {
    const memory = { seen: { a: '1', é: '2' }, recent: ['2026-01-05T09:00:00.000Z'] };
    expect(unpackEntries(packEntries(memory))).toEqual(memory);
    expect(unpackEntries(gzipSync(JSON.stringify(memory)))).toEqual(memory);
  });

  it('is refused where it was cut off', () => {
    const packed = packEntries({ seen: { mW1vCcf3Xq0T: 'boakv4CU' }, recent: [] });
    expect(() => unpackEntries(packed.subarray(0, -1))).toThrow(RangeError);
    expect(() => unpackEntries(packed.subarray(0, 2))).toThrow(RangeError);
    expect(() => unpackEntries(new Uint8Array([9, 9]))).toThrow();
  });
});
