import { describe, expect, it } from 'vitest';
import { stemPolish } from '../../../shared/text/polish.ts';

describe('stemPolish', () => {
  it.each([
    ['wybory', 'wyborach'],
    ['dodatek', 'dodatku'],
    ['solidarnościowy', 'solidarnościowego'],
    ['prezydenta', 'prezydentowi'],
    ['kowalski', 'kowalskiego'],
    ['kraków', 'krakowie'],
    ['alarmowych', 'alarmy'],
    ['epidemia', 'epidemii'],
  ])('finds one stem in %s and %s', (a, b) => {
    expect(stemPolish(a)).toBe(stemPolish(b));
  });

  it.each([
    ['polska', 'polityka'],
    ['minister', 'ministrant'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(stemPolish(a)).not.toBe(stemPolish(b));
  });

  it('leaves at least three letters', () => {
    for (const word of ['sam', 'ale', 'ów', 'oni', 'żony', 'rowie'])
      expect(stemPolish(word).length).toBeGreaterThanOrEqual(Math.min(3, word.length));
  });
});
