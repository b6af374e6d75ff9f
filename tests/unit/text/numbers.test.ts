import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersOf } from '../../../shared/text/numbers.ts';
import { anyText, anyZero, inDigitsOf, megabytes } from './any-text.ts';

describe('numbersOf', () => {
  it.each([
    ['١٬٢٠٠ شخص', ['1200']],
    ['1,200 people and 1 200 others', ['1200']],
    ['up 3.5% in 2026', ['3.5', '2026']],
    ['une hausse de 3,5 %', ['3.5']],
    ['one 7 only', []],
    ['1.200 Personen', ['1200']],
    ['1,200,000.5 dollars', ['1200000.5']],
    ['1’500 Franken', ['1500']],
    ['in 2026 300 people', ['2026', '300']],
    ['0.125', ['0.125']],
  ])('reads «%s» as %j', (text, numbers) => {
    expect(numbersOf(text)).toEqual(numbers);
  });

  it('reads back the digits that it wrote', () => {
    const law = fc.property(fc.integer({ min: 10, max: 999_999 }), (number) => {
      expect(numbersOf(`about ${number} of them`)).toEqual([String(number)]);
    });
    fc.assert(law, { seed: 3, numRuns: 100 });
  });

  it('minds no script of digits', () => {
    const law = fc.property(anyText(), anyZero(), (text, zero) => {
      expect(numbersOf(inDigitsOf(text, zero))).toEqual(numbersOf(text));
    });
    fc.assert(law, { seed: 11, numRuns: 100 });
  });

  it('finds each number again that it found', () => {
    const law = fc.property(anyText(), (text) => {
      const numbers = numbersOf(text);
      expect(numbersOf(numbers.join(' ; '))).toEqual(numbers);
    });
    fc.assert(law, { seed: 12, numRuns: 100 });
  });

  it('reads a number alike with any mark between its thousands', () => {
    const law = fc.property(
      fc.integer({ min: 1000, max: 99_999_999 }),
      fc.constantFrom(',', '.', '’', '\u00a0', '\u202f', '٬', ' '),
      (number, mark) => {
        const grouped = String(number).replace(/\B(?=(\d{3})+$)/g, mark);
        expect(numbersOf(`about ${grouped} of them`)).toEqual([String(number)]);
      },
    );
    fc.assert(law, { seed: 13, numRuns: 200 });
  });

  it.each(megabytes.map((text) => [text.slice(0, 6), text]))(
    'comes to the end of a megabyte of «%s»',
    (_, text) => {
      expect(() => numbersOf(text)).not.toThrow();
    },
  );
});
