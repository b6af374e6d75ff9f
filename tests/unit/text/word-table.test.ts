import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordTable } from '../../../shared/text/word-table.ts';

const word = fc.string({ unit: fc.constantFrom(...'abـب𝒜'), minLength: 1, maxLength: 4 });

type Numbered = { readonly word: string; readonly number: number };

describe('a table of words', () => {
  it('finds in a text what a map finds of its words', () => {
    const law = fc.property(
      fc.array(fc.tuple(word, fc.nat())),
      word,
      word,
      (told, wanted, around) => {
        const [table, map] = [new WordTable<Numbered>(), new Map(told)];
        for (const [one, number] of told) table.set(one, { word: one, number });
        const text = `${around}${wanted}${around}`;
        const end = around.length + wanted.length;
        expect(table.find(text, around.length, end)?.number).toBe(map.get(wanted));
      },
    );
    fc.assert(law, { seed: 3, numRuns: 300 });
  });

  it('finds every word, and the last that it was told of each, however many there are', () => {
    const table = new WordTable<Numbered>();
    for (const round of [0, 1])
      for (let count = 0; count < 5000; count++) {
        const word = `w${count}`;
        table.set(word, { word, number: count * 2 + round });
      }
    for (let number = 0; number < 5000; number++) {
      const text = `the w${number} of`;
      expect(table.find(text, 4, text.length - 3)?.number).toBe(number * 2 + 1);
    }
  });
});
