import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearWords } from '../../../shared/linking/likeness/near-words.ts';
import { signatureOf } from '../../../shared/linking/likeness/signature.ts';
import { likeness } from '../../../shared/linking/likeness/vector.ts';

const vector = (...terms: readonly string[]) => new Map(terms.map((term) => [term, 1]));
const titled = (language: string, title: string) =>
  signatureOf({ language, title, text: '' }).vector;

describe('nearWords', () => {
  it('counts a word that is spelt almost alike for less than the same word', () => {
    const [near] = nearWords(vector('elect', 'bridg'), vector('elector', 'storm'));
    expect(near?.term).toBe('elect');
    expect(near?.product).toBeGreaterThan(0.3);
    expect(near?.product).toBeLessThan(0.6);
  });

  it('takes each word of the other text once', () => {
    expect(nearWords(vector('elect', 'electo'), vector('elector'))).toHaveLength(1);
  });

  it('leaves equal words, places, names of two words and numbers to what counts them', () => {
    const terms = ['elector', '@GB', 'ann electora', '2025'];
    expect(nearWords(vector('elect', '@GE', 'ann elector', '2026'), vector(...terms))).toHaveLength(
      1,
    );
    expect(nearWords(vector(...terms), vector(...terms))).toEqual([]);
  });

  it('leaves two long texts to their equal words', () => {
    const words = Array.from({ length: 40 }, (_, at) => `word${at}`);
    expect(nearWords(vector(...words, 'elect'), vector(...words, 'elector'))).toEqual([]);
    expect(nearWords(vector(...words, 'elect'), vector('elector'))).toHaveLength(1);
  });

  it('is the same from both ends', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcرمك'), minLength: 1, maxLength: 6 });
    const texts = fc.dictionary(word, fc.double({ min: 0.1, max: 2, noNaN: true }));
    const law = fc.property(texts, texts, (a, b) => {
      const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
      const products = (near: ReturnType<typeof nearWords>) => near.map(({ product }) => product);
      expect(products(nearWords(one, other))).toEqual(products(nearWords(other, one)));
    });
    fc.assert(law, { seed: 9, numRuns: 200 });
  });

  it('damps both words', () => {
    const damping = new Map([
      ['elect', 0.5],
      ['elector', 0.5],
    ]);
    const [whole] = nearWords(vector('elect'), vector('elector'));
    const [damped] = nearWords(vector('elect'), vector('elector'), damping);
    expect(damped?.product).toBeCloseTo((whole?.product ?? 0) / 4, 10);
  });

  it('never makes two texts more alike than a text and itself', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcرمك'), minLength: 1, maxLength: 6 });
    const texts = fc.dictionary(word, fc.double({ min: 0.1, max: 2, noNaN: true }), {
      minKeys: 1,
      maxKeys: 12,
    });
    const law = fc.property(texts, texts, (a, b) => {
      const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
      expect(likeness(one, other, new Map())).toBeLessThanOrEqual(1 + 1e-9);
    });
    fc.assert(law, { seed: 8, numRuns: 300 });
  });
});

describe('titles of one event', () => {
  it.each([
    [
      'ar',
      'ارتفاع طفيف لأسعار الذهب',
      'الذهب يرتفع بعد بيانات أمريكية',
      'وصول بعثة المنتخب إلى الدوحة',
    ],
    ['ar', 'الاتحاد يضم موراليز', 'موراليس لاعبا اتحاديا', 'هطول أمطار على الباحة'],
    [
      'en',
      'Electoral board delays vote',
      'Election postponed by the board',
      'Storm hits the coast',
    ],
    [
      'de',
      'Landtagswahl in Kiel verschoben',
      'Kiel wählt seinen Landtag später',
      'Sturm an der Küste',
    ],
  ])('are more alike in %s for words that are nearly the same: %s', (language, a, b, other) => {
    const [one, same, another] = [a, b, other].map((title) => titled(language, title));
    if (one === undefined || same === undefined || another === undefined)
      throw new Error('no title');
    const near = nearWords(one, same);
    expect(near.length).toBeGreaterThan(0);
    expect(likeness(one, same, new Map())).toBeGreaterThan(likeness(one, another, new Map()) + 0.1);
  });
});
