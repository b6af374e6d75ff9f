import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersOf } from '../../../shared/text/numbers.ts';

describe('numbersOf', () => {
  it.each([
    ['١٬٢٠٠ شخص', ['1200']],
    ['1,200 people and 1 200 others', ['1200']],
    ['up 3.5% in 2026', ['3.5', '2026']],
    ['une hausse de 3,5 %', ['3.5']],
    ['one 7 only', []],
  ])('reads «%s» as %j', (text, numbers) => {
    expect(numbersOf(text)).toEqual(numbers);
  });

  it('reads back the digits that it wrote', () => {
    const law = fc.property(fc.integer({ min: 10, max: 999_999 }), (number) => {
      expect(numbersOf(`about ${number} of them`)).toEqual([String(number)]);
    });
    fc.assert(law, { seed: 3, numRuns: 100 });
  });
});
