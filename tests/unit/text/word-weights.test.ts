import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../../shared/text/tokens.ts';
import { hasWordWeights, termWeight } from '../../../shared/text/word-weights.ts';

describe('termWeight', () => {
  it.each([
    ['en', 'the', 'said', 'evacuation'],
    ['ar', 'في', 'رئيس', 'ديناصور'],
    ['de', 'der', 'jahr', 'dinosaurier'],
    ['xx', 'na', 'abc', 'abcdefgh'],
  ])('grows with rarity in %s: %s, %s, %s', (language, ...words) => {
    const [common = 0, middling = 0, rare = 0] = words.map((word) =>
      termWeight(tokensOf(word, language)[0]?.term ?? word, language),
    );
    expect(common).toBeLessThan(middling);
    expect(middling).toBeLessThan(rare);
  });

  it('is that of a function word for what Japanese writes in hiragana', () => {
    expect(termWeight('引き', 'ja')).toBe(termWeight('する', 'ja'));
    expect(termWeight('する', 'ja')).toBeLessThan(termWeight('大谷', 'ja') / 4);
  });
});

describe('hasWordWeights', () => {
  const folder = path.join(import.meta.dirname, '../../../shared/text/word-weights');
  const languages = readdirSync(folder).map((file) => file.replace('.data.json', ''));

  it('knows every file of figures', () => {
    expect(languages.filter(hasWordWeights)).toEqual(languages);
    expect(hasWordWeights('xx')).toBe(false);
  });
});
