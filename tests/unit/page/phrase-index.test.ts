import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { phrasesOf } from '../../../shared/page/phrase-index.ts';
import { wordListsOf } from '../../../shared/page/word-lists.ts';

const folder = path.join(import.meta.dirname, '../../../shared/page/words');
const files = readdirSync(folder)
  .map((file) => file.replace('.data.json', ''))
  .sort();

describe('wordListsOf', () => {
  it('knows every file', () => {
    expect(wordListsOf([]).names).toEqual(files);
  });

  it('adds English, in which themes are', () => {
    expect(wordListsOf(['ar']).names).toEqual(['ar', 'en']);
    expect(wordListsOf(['nb', 'en']).names).toEqual(['en', 'sv']);
  });

  it('takes all for a language of which nothing is known', () => {
    expect(wordListsOf(['sw']).names).toEqual(files);
  });

  it.each(
    wordListsOf([])
      .read()
      .map((words, at) => [files[at], words] as const),
  )('reads lists of plain phrases from %s', (_, words) => {
    const optional = ['givenNames', 'jobs'];
    expect(Object.keys(words).filter((list) => !optional.includes(list))).toHaveLength(15);
    for (const phrase of Object.values(words).flat()) expect(phrase).toMatch(/\S/);
  });
});

describe('phrasesOf', () => {
  it('takes one letter for a phrase where it stands alone', () => {
    expect(phrasesOf(['zh']).leading('byline', '文 周砚')).toBe(1);
    expect(phrasesOf(['zh']).leading('byline', '文在寅')).toBe(0);
  });

  it('finds the longest phrase at the start of a text', () => {
    expect(phrasesOf(['en']).leading('related', 'related stories: two')).toBe(
      'related stories'.length,
    );
    expect(phrasesOf(['en']).leading('related', 'relatedness')).toBe(0);
  });

  it('looks into the languages of the page only', () => {
    const text = 'mehr zum thema';
    expect(phrasesOf(['de']).leading('related', text)).toBe(text.length);
    expect(phrasesOf(['fr']).leading('related', text)).toBe(0);
  });

  it('finds phrases anywhere in a text', () => {
    const { holds } = phrasesOf(['en']);
    expect(holds('missing', 'sorry, page not found here')).toBe(true);
    expect(holds('missing', 'the bridge reopened')).toBe(false);
  });
});
