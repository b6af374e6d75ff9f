import { describe, expect, it } from 'vitest';
import { foldArabic, stemArabic } from '../../../shared/text/arabic.ts';

const stem = (word: string) => stemArabic(foldArabic(word));

describe('foldArabic', () => {
  it.each([
    ['الأميركيّة', 'الاميركيه'],
    ['واشنطـــن', 'واشنطن'],
    ['مُسْتَشْفَى', 'مستشفي'],
    ['کابل', 'كابل'],
  ])('writes %s as %s', (word, folded) => {
    expect(foldArabic(word)).toBe(folded);
  });

  it('leaves other scripts alone', () => {
    expect(foldArabic('été')).toBe('été');
  });
});

describe('stemArabic', () => {
  it.each([
    ['المسؤولون', 'مسؤولين'],
    ['والوزراء', 'وزراء'],
    ['الأوروبيين', 'أوروبية'],
    ['بالمدينة', 'المدينة'],
    ['للحكومة', 'الحكومة'],
  ])('finds one stem in %s and %s', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });

  it('keeps words of another pattern apart', () => {
    expect(stem('كاتب')).not.toBe(stem('كتاب'));
  });

  it('leaves at least three letters', () => {
    for (const word of ['الله', 'وين', 'هم', 'بان', 'كان']) {
      expect(stem(word).length).toBeGreaterThanOrEqual(Math.min(3, word.length));
    }
  });
});
