import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankDatedLine } from '../../../shared/linking/likeness/dated-line.ts';
import { signatureOf } from '../../../shared/linking/likeness/signature.ts';

const report =
  'The bridge over the Dun was opened again on Monday, after eleven months of repairs that cost the town more than it had set aside for them.';
const isBlanked = (line: string) => blankDatedLine(`${line}\n${report}`).trimStart() === report;

describe('blankDatedLine', () => {
  it.each([
    'جدة 25 شوال 1436هـ الموافق 10 أغسطس 2015م واس',
    ' بيروت ٢٥ شوال ١٤٣٦ هـ الموافق ١٠ أغسطس ٢٠١٥ م',
    'Dunmore, 10 August 2015 (Northmere Press)',
    'By Ann Lee | August 10, 2015',
    'Madrid, 10 de agosto de 2015',
    'Ankara 10.08.2015 14:02',
    '2015-08-10, Dunmore',
    '杜恩莫尔 2015年8月10日',
  ])('blanks a line that says when and where a report was written: %s', (line) => {
    expect(isBlanked(line)).toBe(true);
  });

  it.each([
    'The bridge was closed on 10 August 2015.',
    'Costs rose by 3 per cent in 2015',
    'Northmere 2015: a year of floods',
    'Dunmore 3, Alder 1500',
  ])('keeps a sentence, and a line without a whole date: %s', (line) => {
    expect(isBlanked(line)).toBe(false);
  });

  it('keeps a dated line below which hardly anything stands', () => {
    expect(blankDatedLine('Dunmore, 10 August 2015\nMore soon.')).toContain('2015');
  });

  it('leaves everything else where it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (line, rest) => {
        const text = `${line}\n${rest}`;
        const blanked = blankDatedLine(text);
        expect(blanked).toHaveLength(text.length);
        expect(text.endsWith(blanked.trimStart())).toBe(true);
      }),
    );
  });
});

describe('signatureOf', () => {
  it('tells a report by what it says, not by the date that its agency prints above it', () => {
    const text = { language: 'en', title: 'Bridge reopens' };
    const dated = signatureOf({ ...text, text: `Alder, 10 August 2015 (Northmere)\n${report}` });
    expect(dated.vector).toEqual(signatureOf({ ...text, text: report }).vector);
  });

  it('keeps the first line of a text without a title, which may be the title', () => {
    const { vector } = signatureOf({
      language: 'en',
      title: '',
      text: `Budget of 10 August 2015\n${report}`,
    });
    expect(vector.has('budget')).toBe(true);
  });
});
