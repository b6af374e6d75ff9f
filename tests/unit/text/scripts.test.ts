import { describe, expect, it } from 'vitest';
import { writerOf } from '../../../shared/text/scripts.ts';

describe('writerOf', () => {
  const names = [
    'Aleppo',
    'حلب',
    'Алеппо',
    'Χαλέπι',
    'חאלב',
    'अलेप्पो',
    '알레포',
    '阿勒颇',
    'アレッポ',
  ];

  it.each([
    ['fr', 'Aleppo'],
    ['ar', 'حلب'],
    ['ru', 'Aleppo Алеппо'],
    ['el', 'Χαλέπι'],
    ['he', 'חאלב'],
    ['hi', 'अलेप्पो'],
    ['ko', '알레포 阿勒颇 アレッポ'],
    ['zh', '阿勒颇 アレッポ'],
    ['ja', '阿勒颇 アレッポ'],
  ])('keeps the names that %s writes: %s', (language, kept) => {
    expect(names.filter(writerOf(language)).join(' ')).toBe(kept);
  });

  it.each(['am', 'ka', '!!'])('keeps all in «%s», whose script no table is in', (language) => {
    expect(names.filter(writerOf(language))).toEqual(names);
  });
});
