import { describe, expect, it } from 'vitest';
import { compareTexts } from '../../../shared/article/compare-texts.ts';
import type { Block } from '../../../shared/model/article.ts';
import { aParagraph } from '../../builders/an-article.ts';

const prose = 'The bridge over the river reopened on Monday after three years of repairs.';
const text = (...blocks: readonly (string | Block)[]) => ({
  title: 'Bridge reopens',
  blocks: [prose, ...blocks].map((one) => (typeof one === 'string' ? aParagraph(one) : one)),
});
const isNoise = (before: ReturnType<typeof text>, after: ReturnType<typeof text>) =>
  compareTexts(before, after).isNoise;

describe('what turns on a page by itself', () => {
  it.each([
    ['a clock', 'Updated 14:32', 'Updated 15:07'],
    ['a clock with seconds', 'Local time 14:32:07', 'Local time 14:32:09'],
    ['a counter of readers', 'Read 1,204 times', 'Read 98,117 times'],
    ['a counter of comments', '12 comments', '140 comments'],
    ['a counter in Arabic digits', 'عدد المشاهدات: ١٬٢٠٤', 'عدد المشاهدات: ١٬٣٩٠'],
    ['a counter in Chinese', '阅读 1204 次', '阅读 1310 次'],
    ['the date of today', 'Monday 5/1/2026', 'Monday 12/1/2026'],
  ])('%s makes no edit', (_what, before, after) => {
    expect(isNoise(text(before), text(after))).toBe(true);
  });

  it('teasers that another set has taken the place of make no edit', () => {
    const before = {
      ...text('Ferry runs aground off Halden'),
      teasers: ['Ferry runs aground off Halden'],
    };
    const after = { ...text('Mayor of Oster resigns'), teasers: ['Mayor of Oster resigns'] };

    expect(compareTexts(before, after).isNoise).toBe(true);
  });
});

describe('what somebody wrote', () => {
  it.each([
    ['a number in a sentence', 'Three of 12 spans fell.', 'Three of 14 spans fell.'],
    ['a clock in a sentence', 'It reopened at 14:30.', 'It reopened at 15:30.'],
    ['a number amid prose', `${prose} 12 were hurt`, `${prose} 14 were hurt`],
    ['a line that says something else', 'Read 104 times', 'Opened 104 times'],
    ['a line that is new', 'Read 104 times', 'It was closed again on Tuesday.'],
  ])('%s is an edit', (_what, before, after) => {
    expect(isNoise(text(before), text(after))).toBe(false);
  });

  it('a result in a list or a table is an edit', () => {
    const list = (result: string): Block => ({ kind: 'list', ordered: false, items: [result] });
    const table = (result: string): Block => ({ kind: 'table', rows: [['Halden', result]] });

    expect(isNoise(text(list('Halden 3')), text(list('Halden 4')))).toBe(false);
    expect(isNoise(text(table('3')), text(table('4')))).toBe(false);
  });

  it('a clock that turns beside an edit does not hide it', () => {
    const after = text('Updated 15:07', 'It was closed again on Tuesday.');
    expect(isNoise(text('Updated 14:32'), after)).toBe(false);
  });

  it('another headline is an edit, whatever turns below it', () => {
    const after = { ...text('Updated 15:07'), title: 'Bridge closes' };
    expect(isNoise(text('Updated 14:32'), after)).toBe(false);
  });

  it('paragraphs in another order are an edit of no words', () => {
    const [one, two] = ['It rained on Monday.', 'It snowed on Tuesday.'];
    expect(compareTexts(text(one, two), text(two, one))).toEqual({
      edit: { inserted: 0, deleted: 0 },
      isNoise: false,
    });
  });
});

describe('the size of an edit', () => {
  it('is counted in words, in scripts without spaces too', () => {
    const before = text('大桥在星期一重新开放。');
    expect(compareTexts(before, text('大桥在星期二重新开放。')).edit).toEqual({
      inserted: 1,
      deleted: 1,
    });
  });

  it('leaves a paragraph out that was moved', () => {
    const moved = 'The mayor walked across it.';
    const before = text(moved, 'Crowds came.');
    expect(compareTexts(before, text('Large crowds came.', moved)).edit).toEqual({
      inserted: 2,
      deleted: 1,
    });
  });
});
