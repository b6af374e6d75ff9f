import { describe, expect, it } from 'vitest';
import { stemHebrew } from '../../../shared/text/hebrew.ts';

describe('stemHebrew', () => {
  it.each([
    ['חיפה', 'בחיפה'],
    ['ממשלה', 'ובממשלה'],
    ['ממשלה', 'הממשלות'],
    ['בית', 'הבית'],
    ['ביטחון', 'לביטחון'],
    ['רופא', 'הרופאים'],
    ['מקום', 'במקומות'],
    ['שריפה', 'שריפת'],
    ['לוד', 'בלוד'],
  ])('finds one stem in %s and %s', (a, b) => {
    expect(stemHebrew(a)).toBe(stemHebrew(b));
  });

  it.each([
    ['חיפה', 'חיפוש'],
    ['ריבית', 'רכבת'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(stemHebrew(a)).not.toBe(stemHebrew(b));
  });

  it('leaves at least three letters', () => {
    for (const word of ['של', 'בית', 'הבית', 'שלהם', 'מכבי', 'ושבה', 'הלכה'])
      expect(stemHebrew(word).length).toBeGreaterThanOrEqual(Math.min(3, word.length));
  });
});
