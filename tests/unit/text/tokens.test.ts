import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWord, primaryLanguage, tokensOf } from '../../../shared/text/tokens.ts';

const terms = (text: string, language: string) => tokensOf(text, language).map(({ term }) => term);

describe('tokensOf', () => {
  it('stems words in the language of the text', () => {
    expect(terms('Bridges reopened', 'en-GB')).toEqual(['bridg', 'reopen']);
    expect(terms('Мосты в городе', 'ru')).toEqual(terms('мост в город', 'ru'));
  });

  it('takes the beginnings of words for them in a language without resources', () => {
    expect(terms('Daraja la Mto limefunguliwa', 'sw')).toEqual(['daraj', 'la', 'mto', 'limef']);
  });

  it('reads scripts without spaces as pairs of characters', () => {
    expect(terms('大桥重开', 'zh')).toEqual(['大桥', '桥重', '重开']);
    expect(terms('สะพาน', 'th').length).toBeGreaterThan(1);
  });

  it('remembers words as printed, and where', () => {
    expect(tokensOf('The Dunmore bridge', 'en')[1]).toMatchObject({
      ...{ term: 'dunmor', word: 'Dunmore', at: 4 },
    });
  });

  it('leaves out a lone letter of an alphabet', () => {
    expect(terms("l'Iran et d'autres", 'fr')).not.toContain('l');
  });

  it('treats words that name parts of every object like other words', () => {
    expect(terms('constructor toString', 'vi')).toEqual(['constructor', 'tostring']);
  });

  it('stops at its limit, whatever the text', () => {
    const law = fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const tokens = tokensOf(text, 'en', 20);
      expect(tokens.length).toBeLessThanOrEqual(20);
      for (const { term } of tokens) expect(term).not.toBe('');
    });
    fc.assert(law, { seed: 1, numRuns: 200 });
  });

  it('gives the same terms twice', () => {
    const law = fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
      expect(terms(text, 'ar')).toEqual(terms(text, 'ar'));
    });
    fc.assert(law, { seed: 2, numRuns: 100 });
  });

  it('reads a text on where an earlier look at it ended', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 24, maxLength: 200 });
    const limits = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 4 });
    const law = fc.property(text, limits, (read, list) => {
      // Of another language that nothing is known of, the text is read from its beginning.
      const all = tokensOf(read, 'qaa');
      for (const limit of list) expect(tokensOf(read, 'qab', limit)).toEqual(all.slice(0, limit));
    });
    fc.assert(law, { seed: 3, numRuns: 200 });
  });

  it('hands out lists that nobody else is given', () => {
    const text = 'The bridge in Dunmore reopens on Monday';
    tokensOf(text, 'en').length = 0;
    expect(tokensOf(text, 'en')).not.toEqual([]);
  });

  it('comes to the end of a long hostile text', () => {
    for (const [text, language] of [
      ['a'.repeat(1_000_000), 'en'],
      ['漢'.repeat(1_000_000), 'zh'],
      ['a '.repeat(500_000), 'en'],
    ] as const)
      expect(() => tokensOf(text, language)).not.toThrow();
  });
});

describe('foldWord', () => {
  it.each([
    ['ＮＡＴＯ', 'nato'],
    ['٢٠٢٥', '2025'],
    ['۱۴۰۳', '1403'],
    ['१२', '12'],
  ])('writes %s as %s', (word, folded) => {
    expect(foldWord(word)).toBe(folded);
  });
});

describe('primaryLanguage', () => {
  it.each([
    ['ar-EG', 'ar'],
    ['zh_Hant', 'zh'],
    ['', 'und'],
  ])('of %s is %s', (tag, primary) => {
    expect(primaryLanguage(tag)).toBe(primary);
  });
});

describe('what is no word but as long as a book', () => {
  it.each(['en', 'ar', 'de', 'und'])(
    'is told by its beginning, so that it can be a key: %s',
    (language) => {
      for (const letter of ['a', 'س', '𝐀', '1']) {
        const [token] = tokensOf(letter.repeat(100_000), language);
        expect(token?.term.length).toBeLessThanOrEqual(64);
        expect(token?.word.length).toBeLessThanOrEqual(64);
        expect(token?.word.isWellFormed()).toBe(true);
      }
    },
  );
});
