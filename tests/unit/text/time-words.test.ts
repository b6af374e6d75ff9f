import { describe, expect, it } from 'vitest';
import { isMonth, isTimeWord } from '../../../shared/text/time-words.ts';

describe('words of time', () => {
  it.each([
    ['August', 'en'],
    ['أغسطس', 'ar'],
    ['شوال', 'ar'],
    ['août', 'fr'],
    ['марта', 'ru'],
  ])('%s is a month in %s', (word, language) => {
    expect(isMonth(word, language)).toBe(true);
  });

  it.each([
    ['march', 'en'],
    ['mars', 'en'],
    ['bridge', 'en'],
    ['ميناء', 'ar'],
  ])('%s is none in %s', (word, language) => {
    expect(isMonth(word, language)).toBe(false);
  });

  it.each([
    ['Tuesday', 'en'],
    ['TUESDAY', 'en-GB'],
    ['الثلاثاء', 'ar'],
    ['mardi', 'fr'],
    ['PM', 'en'],
    ['GMT', 'no-such-language'],
  ])('%s says when in %s', (word, language) => {
    expect(isTimeWord(word, language)).toBe(true);
  });

  it('is no word of another kind, in whatever language', () => {
    for (const language of ['en', 'ar', 'zh', 'xx', 'no-such-language'])
      expect(isTimeWord('bridge', language)).toBe(false);
  });
});
