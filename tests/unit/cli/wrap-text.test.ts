import { expect, it } from 'vitest';
import { displayWidth, wrapText } from '../../../cli/print/wrap-text.ts';

it('wraps text between words, and anywhere in Chinese, which has none', () => {
  expect(wrapText('The bridge reopened', 12)).toEqual(['The bridge', 'reopened']);
  expect(wrapText('港口罢工结束', 6)).toEqual(['港口罢', '工结束']);
  expect(displayWidth('e\u0301港')).toBe(3);
});
