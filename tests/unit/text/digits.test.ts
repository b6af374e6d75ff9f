import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withAsciiDigits } from '../../../shared/text/digits.ts';
import { anyText, anyZero, inDigitsOf } from './any-text.ts';

describe('withAsciiDigits', () => {
  it.each([
    ['٢٠٢٦', '2026'],
    ['۱۴۰۵', '1405'],
    ['１２月', '12月'],
    ['𝟗𝟘𝟚', '902'],
    ['① ½ 十', '① ½ 十'],
  ])('writes «%s» as «%s»', (text, plain) => {
    expect(withAsciiDigits(text)).toBe(plain);
  });

  it('undoes the writing of digits in any script, and changes nothing twice', () => {
    const law = fc.property(anyText(), anyZero(), (text, zero) => {
      const plain = withAsciiDigits(text);
      expect(withAsciiDigits(inDigitsOf(plain, zero))).toBe(plain);
      expect(withAsciiDigits(plain)).toBe(plain);
    });
    fc.assert(law, { seed: 10, numRuns: 100 });
  });
});
