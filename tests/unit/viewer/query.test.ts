import { describe, expect, it } from 'vitest';
import { foldText, holdsQuery, parseQuery } from '../../../shared/viewer/query.ts';
import { readWanted } from '../../../shared/viewer/wanted.ts';
import { webAddress } from '../../../shared/viewer/web-address.ts';

const finds = (typed: string, text: string) => {
  const query = parseQuery(typed);
  return query !== undefined && holdsQuery(query, foldText(text));
};

describe('a search', () => {
  it.each([
    ['in either case', 'YARA', 'Storm Yara nears'],
    ['by the beginning of a word', 'quak', 'After the quake'],
    ['with all its words, in any order', 'yara storm', 'Storm Yara nears'],
    ['in Arabic however it is spelt', 'إتفاق', 'اتفاق ينهي الإضراب'],
    ['numbers, whatever their digits', '48', '٤٨ جريحاً'],
  ])('finds %s', (_, typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  it('does not find what lacks one of its words', () => {
    expect(finds('storm zelda', 'Storm Yara nears')).toBe(false);
  });

  it('is none where no word was typed', () => {
    expect(parseQuery(' … !')).toBeUndefined();
  });

  it('is cut where somebody sends a book', () => {
    expect(parseQuery('word '.repeat(100_000))?.words.length).toBeLessThanOrEqual(8);
  });
});

describe('an address of the page', () => {
  it('says day, language, outlet and search', () => {
    const asked = { day: '2026-01-31', language: 'zh-Hant', source: 'news.example', q: 'Yara' };
    expect(readWanted(asked)).toMatchObject({
      ...{ day: '2026-01-31', language: 'zh-Hant', source: 'news.example' },
      query: { text: 'Yara' },
    });
  });

  it.each([
    { day: '2026-02-30' },
    { day: '31.1.2026' },
    { language: '<script>' },
    { source: 'a b' },
    { q: '' },
  ])('asks for nothing by %j', (asked) => {
    expect(readWanted(asked)).toEqual({});
  });
});

describe('an address of elsewhere', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'no address', 'vbscript:x', ''])(
    'is no link where it is %j',
    (url) => {
      expect(webAddress(url)).toBeUndefined();
    },
  );

  it('is a link where it is of the web', () => {
    expect(webAddress('https://news.example/a?b=c')).toBe('https://news.example/a?b=c');
  });
});
