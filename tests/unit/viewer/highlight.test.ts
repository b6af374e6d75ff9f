import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../../shared/viewer/highlight.ts';

const hits = (text: string, words: readonly string[]) =>
  highlight(text, words)
    .filter(({ isHit }) => isHit)
    .map((stretch) => stretch.text);

describe('highlight', () => {
  it.each([
    ['letters of either case', 'Storm YARA nears', ['yara'], ['YARA']],
    ['the longest words first', 'Storm Yara nears', ['Storm', 'Storm Yara'], ['Storm Yara']],
    ['no part of a longer word', 'Portland', ['port'], []],
    ['an Arabic word behind its article', 'وفي الميناء اليوم', ['ميناء'], ['الميناء']],
    ['no Arabic word within another', 'الميناءات', ['ميناء'], []],
    ['words of a script without spaces', '港口罢工结束', ['罢工'], ['罢工']],
    [
      'signs of patterns as they are',
      'Calloway-Reth (won)',
      ['Calloway-Reth', '(won', 'a|b'],
      ['Calloway-Reth', '(won'],
    ],
    ['numbers', '48,000 homes', ['48,000'], ['48,000']],
    ['a number whatever marks its thousands', '48,000 and 48.000', ['48000'], ['48,000', '48.000']],
    ['a number in the digits of Arabic', '٤٨٬٠٠٠ منزل و٣٫٥', ['48000', '3.5'], ['٤٨٬٠٠٠', 'و٣٫٥']],
    ['no number within another', '1,480 or 480.5', ['480'], []],
  ])('finds %s', (_, text, words, expected) => {
    expect(hits(text, words)).toEqual(expected);
  });

  it('loses and adds nothing, whatever text and words are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (text, words) => {
        expect(highlight(text, words).map((stretch) => stretch.text)).toSatisfy(
          (parts: string[]) => parts.join('') === text,
        );
      }),
    );
  });
});
