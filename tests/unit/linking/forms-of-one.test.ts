import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areFormsOfOne, bareForm } from '../../../shared/linking/evidence/forms-of-one.ts';

const areOne = (a: string, b: string) => areFormsOfOne(bareForm(a), bareForm(b));

describe('two words', () => {
  it.each([
    ['gust', 'Gusts'],
    ['harassing', 'harass'],
    ['ميناء', 'الميناء'],
    ['وميناء', 'ميناء'],
    ['للإغاثة', 'الإغاثية'],
  ])('%s and %s are forms of one', (a, b) => {
    expect(areOne(a, b)).toBe(true);
  });

  it.each([
    ['wall', 'war'],
    ['bridge', 'viaduct'],
    ['مدينة', 'ميناء'],
  ])('%s and %s are two', (a, b) => {
    expect(areOne(a, b)).toBe(false);
  });

  it('are told the same whichever is named first', () => {
    const word = fc.stringMatching(/^[a-dا-خوبل]{1,8}$/u);
    fc.assert(fc.property(word, word, (a, b) => areOne(a, b) === areOne(b, a)));
  });
});
