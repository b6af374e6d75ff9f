import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readFeedList } from '../../infra/feed-list.ts';
import { ConfigError } from '../../shared/errors.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'newsloom-feeds-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(...lines: string[]) {
  const file = path.join(folder, 'feeds.yaml');
  writeFileSync(file, lines.join('\n'));
  return readFeedList(file);
}

it('reads what is deployed with the stack', () => {
  expect(readFeedList('feeds.yaml').length).toBeGreaterThan(0);
});

it('keeps names, tags and languages', () => {
  expect(
    read(
      'feeds:',
      '  - url: https://news.example/rss',
      '    name: أخبار',
      '    tags: [world]',
      '    language: ar',
      '  - url: http://other.example/atom',
    ),
  ).toEqual([
    { url: 'https://news.example/rss', name: 'أخبار', tags: ['world'], language: 'ar' },
    { url: 'http://other.example/atom', tags: [] },
  ]);
});

it.each([
  ['broken YAML', ['feeds:', '  - url: https://a.example/', '    tags: [world'], 'line 3'],
  [
    'an address that is none',
    ['feeds:', '  - url: https://a.example/', '  - url: nowhere'],
    'line 3',
  ],
  ['a scheme that is not the web', ['feeds:', '  - url: file:///etc/passwd'], 'line 2'],
  [
    'a word that means nothing',
    ['feeds:', '  - url: https://a.example/', '    lang: ar'],
    'line 2',
  ],
  ['an entry without an address', ['feeds:', '', '  - name: A'], 'line 3'],
])('stops at %s and names the line', (_what, lines, line) => {
  expect(() => read(...lines)).toThrow(ConfigError);
  expect(() => read(...lines)).toThrow(line);
});

it('stops at a feed that is listed twice and names it', () => {
  const twice = '  - url: https://a.example/rss';
  expect(() => read('feeds:', twice, twice)).toThrow(
    /listed twice: https:\/\/a.example\/rss\n.*line 3/,
  );
});

it.each([
  ['a bare address', ['feeds:', '  - https://a.example/rss'], 'write - url: https://'],
  [
    'an address without its scheme',
    ['feeds:', '  - url: a.example/rss'],
    'say an address: https://',
  ],
  ['a list without its name', ['- url: https://a.example/rss'], 'write feeds: and below it'],
  ['one address for a list', ['feeds: https://a.example/rss'], 'write a list of feeds'],
])('says what to write for %s', (_what, lines, advice) => {
  expect(() => read(...lines)).toThrow(advice);
});

it('stops at a file without feeds', () => {
  expect(() => read('')).toThrow(ConfigError);
  expect(() => read('sources: []')).toThrow(ConfigError);
});
