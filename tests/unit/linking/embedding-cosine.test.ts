import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddingCosine, unitEmbedding } from '../../../shared/linking/across/embedding-cosine.ts';

const vector = (dimensions: number) =>
  fc.array(fc.double({ min: -1e300, max: 1e300, noNaN: true }), {
    ...{ minLength: dimensions, maxLength: dimensions },
  });

describe('unitEmbedding', () => {
  it('has length 1, or is none', () => {
    fc.assert(
      fc.property(vector(8), (values) => {
        const unit = unitEmbedding(values, 8);
        if (unit !== undefined) expect(Math.hypot(...unit)).toBeCloseTo(1, 9);
        else expect(Math.max(...values.map(Math.abs))).toBeLessThan(1e-6);
      }),
    );
  });

  it.each([
    ['a number that is none', [1, Number.NaN]],
    ['an infinity', [1, Number.POSITIVE_INFINITY]],
    ['nothing where a number should be', [1, null]],
    ['a text', [1, '1']],
    ['zeros', [0, 0]],
    ['too few numbers', [1]],
    ['too many', [1, 0, 0]],
    ['none at all', []],
  ])('refuses a vector with %s', (_what, values) => {
    expect(unitEmbedding(values, 2)).toBeUndefined();
  });
});

describe('embeddingCosine', () => {
  it('is the same from both sides, at most 1, and 1 with itself', () => {
    fc.assert(
      fc.property(vector(8), vector(8), (a, b) => {
        const cosine = embeddingCosine(a, b);
        expect(embeddingCosine(b, a)).toBe(cosine);
        if (cosine === undefined) return;
        expect(Math.abs(cosine)).toBeLessThanOrEqual(1);
        expect(embeddingCosine(a, a)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('compares nothing with a vector of another space', () => {
    expect(embeddingCosine([1, 0], [1, 0, 0])).toBeUndefined();
    expect(embeddingCosine([1, 0, 0], [1, 0])).toBeUndefined();
    expect(embeddingCosine([1, 0], [0, 0])).toBeUndefined();
  });
});
