import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordLikeness } from '../../../shared/text/word-likeness.ts';
import { anyText } from './any-text.ts';

const least = 0.5;

describe('wordLikeness', () => {
  it.each([
    ['elect', 'elector'],
    ['israel', 'isra'],
    ['ارتفاع', 'يرتفع'],
    ['موراليز', 'موراليس'],
    ['وزير', 'وزراء'],
    ['قتيل', 'مقتل'],
    ['اشبيلي', 'اشبيل'],
    ['landtagswahl', 'landtag'],
    ['правительств', 'правительствен'],
  ])('finds %s and %s alike', (a, b) => {
    expect(wordLikeness(a, b, least)).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['bridg', 'storm'],
    ['مجلس', 'وزير'],
    ['election', 'injection'],
    ['برشلون', 'باريس'],
  ])('finds %s and %s unlike', (a, b) => {
    expect(wordLikeness(a, b, 0.6)).toBe(0);
  });

  it('is the same from both ends, and 1 for a word and itself', () => {
    const law = fc.property(anyText(), anyText(), (a, b) => {
      expect(wordLikeness(a, b, least)).toBe(wordLikeness(b, a, least));
      expect(wordLikeness(`${a}a`, `${a}a`, least)).toBe(1);
    });
    fc.assert(law, { seed: 6, numRuns: 200 });
  });

  it('tells what is below the least at once just as by comparing', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdeرمكتب'), maxLength: 12 });
    const law = fc.property(
      word,
      word,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (a, b, floor) => {
        const whole = wordLikeness(a, b, 0);
        expect(wordLikeness(a, b, floor)).toBe(whole >= floor ? whole : 0);
      },
    );
    fc.assert(law, { seed: 7, numRuns: 500 });
  });
});
