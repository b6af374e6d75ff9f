import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWriter, byteReader } from '../../../../shared/adapters/dynamo/packed-bytes.ts';
import { packWords, unpackWords } from '../../../../shared/adapters/dynamo/packed-words.ts';

const written = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('count' as const), value: fc.nat(2 ** 42) }),
    fc.record({ kind: fc.constant('step' as const), value: fc.integer() }),
    fc.record({ kind: fc.constant('gap' as const), value: fc.integer() }),
    fc.record({
      kind: fc.constant('gap' as const),
      value: fc.integer({ min: -100_000, max: 100_000 }).map((seconds) => seconds * 1000),
    }),
    fc.record({ kind: fc.constant('small' as const), value: fc.nat(2 ** 30 - 2) }),
  ),
);

describe('packed numbers', () => {
  it('read back as they were written, whatever stands before and after them', () => {
    const law = fc.property(written, fc.nat(127), (list, seven) => {
      const writer = new ByteWriter();
      for (const { kind, value } of list) {
        writer[kind](value);
        writer.bits(seven, 7);
      }
      const reader = byteReader(writer.done());
      const read = list.map(({ kind }) => ({ kind, value: reader[kind](), seven: reader.bits(7) }));
      expect(read).toEqual(list.map((item) => ({ ...item, seven })));
    });
    fc.assert(law, { seed: 1, numRuns: 200 });
  });

  it('take two bytes for an hour, and few bits where they are small', () => {
    const gap = new ByteWriter();
    gap.gap(3_600_000);
    expect(gap.done()).toHaveLength(2);
    const small = new ByteWriter();
    for (const value of [0, 1, 2, 0]) small.small(value);
    expect(small.done()).toHaveLength(1);
  });

  it('refuse a number that has no place among the small ones', () => {
    expect(() => new ByteWriter().small(-1)).toThrow(RangeError);
    expect(() => byteReader(new Uint8Array(8)).small()).toThrow(RangeError);
  });
});

describe('packed words', () => {
  const pack = (words: readonly string[]): Uint8Array => {
    const writer = new ByteWriter();
    packWords(words, writer);
    return writer.done();
  };

  it('read back in their order, names of two words among them', () => {
    const word = fc.constantFrom('harbour', 'strike', 'ميناء', '港口', '@IE', '2026', '');
    const term = fc.oneof(
      word,
      fc.tuple(word, word).map((both) => both.join(' ')),
    );
    const law = fc.property(fc.array(term, { minLength: 1 }), (words) => {
      expect(unpackWords(byteReader(pack(words)))).toEqual(words);
    });
    fc.assert(law, { seed: 1, numRuns: 200 });
  });

  it('spell a name of words that are there only once', () => {
    const words = ['snoqualmie', 'interstate'];
    expect(pack([...words, words.join(' ')]).length - pack(words).length).toBeLessThan(3);
  });
});
