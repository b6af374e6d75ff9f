import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endOfWord, nextWord } from '../../../shared/text/word-bounds.ts';

const units = fc.string({
  unit: fc.constantFrom('a', 'ب', '\u064b', ' ', '7', '𝒜', '😀', '\ud835', '\udc9c', '\u{1d165}'),
  maxLength: 12,
});

it('finds the words that a pattern finds, whatever halves of characters stand between them', () => {
  const law = fc.property(units, (text) => {
    const found: [number, number][] = [];
    for (let at = nextWord(text, 0); at < text.length; ) {
      const end = endOfWord(text, at);
      found.push([at, end]);
      at = nextWord(text, end);
    }
    const wanted = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)];
    expect(found).toEqual(wanted.map(({ 0: word, index }) => [index, index + word.length]));
  });
  fc.assert(law, { seed: 1, numRuns: 500 });
});
