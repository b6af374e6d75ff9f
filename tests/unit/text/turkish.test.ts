import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../../shared/text/tokens.ts';
import { inTurkishSmallLetters } from '../../../shared/text/turkish.ts';

const terms = (text: string, language = 'tr') => tokensOf(text, language).map(({ term }) => term);

describe('Turkish words', () => {
  it('are the same in capitals and in small letters', () => {
    expect(inTurkishSmallLetters('DIŞİŞLERİ')).toBe('dışişleri');
    expect(terms('İRAN IRAK')).toEqual(terms('İran Irak'));
    expect(terms('İl')).toEqual(terms('il'));
  });

  it('do not count the ending behind the apostrophe of a name or a number', () => {
    expect(terms("Ankara'da")).toEqual(terms('Ankara'));
    expect(terms('Ankara’nın 2024’te')).toEqual(terms('Ankara 2024'));
  });

  it('count what stands in single quotes', () => {
    expect(terms("Bakan: 'evde kal'")).toEqual(terms('Bakan: evde kal'));
  });

  it('are cut in no other language where an apostrophe stands', () => {
    expect(terms("l'accord", 'fr')).toEqual(terms('accord', 'fr'));
    expect(terms("d'Ivoire d'ivoire", 'fr')).toHaveLength(2);
  });
});
