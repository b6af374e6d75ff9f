import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CombinedEvidence,
  combineEvidence,
  leastCosine,
  type PairEvidence,
} from '../../../shared/linking/across/combine-evidence.ts';
import { type EmbeddingModelName, embeddingModels } from '../../../shared/model/embedding.ts';

const models = Object.keys(embeddingModels) as EmbeddingModelName[];

/** Two reports of one day that share what a suggestion asks for, in all that a test does not name. */
const aPair = (overrides: Partial<PairEvidence> = {}): PairEvidence => ({
  ...{ anchors: 0.4, shared: 4, suggests: true, inStep: false, gapDays: 0.2 },
  ...overrides,
});
const near = (model: EmbeddingModelName = 'titan-v2') => ({ model, cosine: 0.9 });
const far = (model: EmbeddingModelName = 'titan-v2') => ({ model, cosine: 0.1 });

/** What a decision claims, the more the higher. */
function claim(found: CombinedEvidence | undefined): number {
  if (found === undefined) return 0;
  if (found.merges) return 3;
  return found.kind === 'translation' ? 2 : 1;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const vector = fc.record({
  model: fc.constantFrom(...models),
  cosine: fc.double({ min: -1, max: 1, noNaN: true }),
});
const lexical = fc.record({
  ...{ anchors: share, shared: fc.nat(12), suggests: fc.boolean(), inStep: fc.boolean() },
  gapDays: fc.double({ min: 0, max: 10, noNaN: true }),
});
const withVector = fc
  .tuple(lexical, vector)
  .map(([words, found]): PairEvidence => ({ ...words, vector: found }));

describe('words alone', () => {
  it('suggest, or find a translation, and never merge', () => {
    fc.assert(
      fc.property(lexical, (words) => {
        const found = combineEvidence(words);
        expect(found?.merges ?? false).toBe(false);
        expect(found !== undefined).toBe(words.suggests);
        if (found !== undefined)
          expect(found.kind).toBe(words.inStep ? 'translation' : 'suggested');
      }),
    );
  });

  it('are as good as ever where the vectors are no numbers', () => {
    for (const cosine of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(combineEvidence(aPair({ vector: { model: 'titan-v2', cosine } }))).toEqual(
        combineEvidence(aPair()),
      );
  });
});

describe('words and vectors together', () => {
  it.each(models)('merge what both say is one event of one day: %s', (model) => {
    expect(combineEvidence(aPair({ vector: near(model) }))).toMatchObject({
      ...{ kind: 'same-story', merges: true },
    });
    expect(combineEvidence(aPair({ vector: near(model), inStep: true }))?.kind).toBe('translation');
  });

  it.each(models)('suggest what is told in other words: %s', (model) => {
    const told = { anchors: 0.2, shared: 1, suggests: false };
    expect(combineEvidence(aPair({ ...told, vector: near(model) }))).toMatchObject({
      ...{ kind: 'suggested', merges: false },
    });
    expect(combineEvidence(aPair(told))).toBeUndefined();
  });

  it.each(models)('make nothing of what only words find alike: %s', (model) => {
    expect(combineEvidence(aPair({ vector: far(model) }))).toBeUndefined();
  });

  it.each([
    ['no shared name or number', { shared: 0 }],
    ['one shared name', { shared: 1 }],
    ['three days between', { gapDays: 3 }],
    ['no likeness of words at all', { anchors: 0 }],
  ])('merge nothing with %s, however near the vectors are', (_what, lacking) => {
    for (const model of models)
      expect(
        combineEvidence(aPair({ ...lacking, vector: { model, cosine: 1 } }))?.merges ?? false,
      ).toBe(false);
  });

  it('never merge or link on vectors alone', () => {
    fc.assert(
      fc.property(vector, fc.double({ min: 0, max: 10, noNaN: true }), (found, gapDays) => {
        const alone = { anchors: 0, shared: 0, suggests: false, inStep: false, gapDays };
        expect(combineEvidence({ ...alone, vector: found })).toBeUndefined();
      }),
    );
  });

  it('claim no less where any evidence is more', () => {
    const more = fc.record({
      ...{ anchors: share, shared: fc.nat(5), suggests: fc.boolean(), inStep: fc.boolean() },
      ...{ cosine: share, sooner: fc.double({ min: 0, max: 10, noNaN: true }) },
    });
    fc.assert(
      fc.property(withVector, more, (pair, extra) => {
        const found = pair.vector ?? near();
        const better: PairEvidence = {
          anchors: Math.min(1, pair.anchors + extra.anchors),
          shared: pair.shared + extra.shared,
          suggests: pair.suggests || extra.suggests,
          inStep: pair.inStep || extra.inStep,
          gapDays: Math.max(0, pair.gapDays - extra.sooner),
          vector: { ...found, cosine: Math.min(1, found.cosine + extra.cosine) },
        };
        const [less, all] = [combineEvidence(pair), combineEvidence(better)];
        expect(claim(all)).toBeGreaterThanOrEqual(claim(less));
        if (less !== undefined) expect(all?.score).toBeGreaterThanOrEqual(less.score);
      }),
      { numRuns: 2000 },
    );
  });

  it('score between 0 and 1, by the sum of their parts', () => {
    fc.assert(
      fc.property(withVector, (pair) => {
        const found = combineEvidence(pair);
        if (found === undefined) return;
        const { score, parts } = found;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(parts.words + parts.vectors).toBeCloseTo(score, 12);
      }),
    );
  });

  it('look at no pair whose vectors could suggest nothing', () => {
    for (const model of models) {
      const bar = leastCosine(model);
      const told = { anchors: 1, shared: 9, suggests: false, gapDays: 0 };
      const at = (cosine: number) => combineEvidence(aPair({ ...told, vector: { model, cosine } }));
      expect(at(bar + 1e-9)).toBeDefined();
      expect(at(bar - 0.01)).toBeUndefined();
    }
  });
});
