import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrowText, widenText } from '../../../../shared/adapters/dynamo/narrow-text.ts';

describe('narrowText', () => {
  it('is read back as it was, whatever the text', () => {
    const law = fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(widenText(narrowText(text))).toBe(text);
    });
    fc.assert(law, { seed: 1, numRuns: 200 });
  });

  it('takes a byte for each character of one alphabet beside ASCII', () => {
    for (const text of ['سد النهضة\ndam', 'плотина и мост', 'plain words'])
      expect(narrowText(text).length).toBe(text.length + 2);
  });

  it('reads a long text back', () => {
    const long = 'слово '.repeat(20_000);
    expect(widenText(narrowText(long))).toBe(long);
  });
});
