import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldArabic, stemArabic } from '../../../shared/text/arabic.ts';
import { stemOf } from '../../../shared/text/stems.ts';
import { foldWord, tokensOf } from '../../../shared/text/tokens.ts';
import { isFunctionTerm, termWeight } from '../../../shared/text/word-weights.ts';
import { anyLanguage, anyText, anyZero, inDigitsOf, megabytes } from './any-text.ts';

describe('foldWord', () => {
  it('changes nothing twice', () => {
    const law = fc.property(anyText(), (text) => {
      expect(foldWord(foldWord(text))).toBe(foldWord(text));
      expect(foldArabic(foldArabic(text))).toBe(foldArabic(text));
    });
    fc.assert(law, { seed: 18, numRuns: 100 });
  });

  it('minds neither case, nor marks of vowels, nor forms of presentation, nor digits', () => {
    const words = fc.constantFrom(
      ...[
        'Straße',
        'ÉLYSÉE',
        'Москва',
        'ΑΘΉΝΑ',
        'محمّد',
        'ﻣﺤﻤﺪ',
        'ＮＡＴＯ',
        'G20',
        'ﬁnance',
        '５月',
      ],
    );
    const law = fc.property(words, anyZero(), (word, zero) => {
      const folded = foldWord(word);
      expect(foldWord(word.toLowerCase())).toBe(folded);
      expect(foldWord(word.normalize('NFD'))).toBe(folded);
      expect(foldWord(word.normalize('NFKC'))).toBe(folded);
      expect(foldWord(inDigitsOf(word, zero))).toBe(folded);
      expect(foldWord(`${word}\u064e\u0651`)).toBe(folded);
    });
    fc.assert(law, { seed: 19, numRuns: 200 });
  });
});

describe('stems', () => {
  it('are never empty, and no longer than the word by more than a letter', () => {
    const law = fc.property(anyText(), anyLanguage(), (text, language) => {
      const word = foldWord(text);
      const stem = stemOf(word, language);
      if (word !== '') expect(stem).not.toBe('');
      expect(stemArabic(word).length).toBeLessThanOrEqual(word.length + 1);
    });
    fc.assert(law, { seed: 20, numRuns: 100 });
  });

  it.each(['ar', 'en', 'ru', 'tr', 'bg', 'el'])(
    'comes to an end on long words of %s',
    (language) => {
      for (const text of megabytes) expect(() => stemOf(text, language)).not.toThrow();
    },
  );
});

describe('weights of words', () => {
  it('are above 0 for any word of any language, and alike a second time', () => {
    const law = fc.property(anyText(), anyLanguage(), (text, language) => {
      const weight = termWeight(text, language);
      expect(weight).toBeGreaterThanOrEqual(0);
      expect(termWeight(text, language)).toBe(weight);
      expect(typeof isFunctionTerm(text, language)).toBe('boolean');
    });
    fc.assert(law, { seed: 21, numRuns: 200 });
  });
});

describe('pairs of characters', () => {
  it('cover a run without spaces, each beginning where the one before it ends', () => {
    const runs = fc
      .array(fc.constantFrom(...'中国大桥重开東京都知事กรุงเทพຂ່າວ'), { minLength: 2, maxLength: 40 })
      .map((letters) => letters.join('').replace(/[\p{M}]/gu, ''))
      .filter((run) => run.length > 1);
    const law = fc.property(runs, (run) => {
      const terms = tokensOf(run, 'zh').map(({ term }) => term);
      expect(terms.map(([first]) => first).join('') + (terms.at(-1)?.[1] ?? '')).toBe(
        run.normalize('NFKC'),
      );
    });
    fc.assert(law, { seed: 22, numRuns: 200 });
  });
});
