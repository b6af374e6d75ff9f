import { describe, expect, it } from 'vitest';
import { stemKorean } from '../../../shared/text/korean.ts';

describe('stemKorean', () => {
  it.each([
    ['대통령', '대통령이'],
    ['대통령', '대통령에게는'],
    ['손흥민', '손흥민을'],
    ['서울', '서울로'],
    ['누리호', '누리호가'],
    ['위성', '위성들과'],
    ['동결', '동결한'],
    ['전복', '전복됐다'],
    ['대피', '대피했던'],
  ])('finds %s in %s', (noun, word) => {
    expect(stemKorean(word)).toBe(noun);
  });

  it('takes nothing for a particle that stands only behind another sound', () => {
    expect(stemKorean('전문가')).toBe('전문가');
    expect(stemKorean('라디오은')).toBe('라디오은');
  });

  it('leaves at least two syllables, and words of other letters as they are', () => {
    for (const word of ['북한', '회의', '국가', '종로', '한국', 'covid'])
      expect(stemKorean(word)).toBe(word);
  });
});
