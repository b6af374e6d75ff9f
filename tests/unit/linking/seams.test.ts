import { describe, expect, it } from 'vitest';
import { seamsOf } from '../../../shared/linking/likeness/seams.ts';
import { signatureOf } from '../../../shared/linking/likeness/signature.ts';
import { tokensOf } from '../../../shared/text/tokens.ts';

const seams = (text: string, language = 'zh') => [...seamsOf(tokensOf(text, language))];

describe('seamsOf', () => {
  it('finds what lies across two words', () => {
    expect(seams('汽油正在')).toEqual(['油正']);
  });

  it('takes no pair that is a word, or within one, elsewhere in the text', () => {
    const pairs = seams('中国人民，国人');
    expect(pairs).not.toContain('国人');
  });

  it('cuts no name that no dictionary has', () => {
    expect(seams('洛布查')).toEqual([]);
  });

  it('finds none where words have spaces', () => {
    expect(seams('Bridge reopens', 'en')).toEqual([]);
    expect(seams('إعادة فتح الجسر', 'ar')).toEqual([]);
  });
});

describe('signatureOf', () => {
  it('weighs a seam less than a word of the text', () => {
    const { vector } = signatureOf({ language: 'zh', title: '', text: '汽油正在涨价。'.repeat(9) });
    expect(vector.get('油正')).toBeLessThan(vector.get('汽油') ?? 0);
  });

  it('weighs the year less than a number of a title that tells something', () => {
    const { vector } = signatureOf({
      language: 'en',
      title: 'Census 2025: 4817 villages',
      text: '',
    });
    expect(vector.get('2025')).toBeLessThan(vector.get('4817') ?? 0);
  });
});
