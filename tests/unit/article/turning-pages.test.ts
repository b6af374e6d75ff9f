import { describe, expect, it } from 'vitest';
import { decideRevision, type Sighting } from '../../../shared/article/decide-revision.ts';
import { readPage } from '../../../shared/page/read-page.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aUrl } from '../../builders/an-article.ts';

const url = 'https://news.example/a';
const sentence = (n: number) =>
  `<p>The bridge over the river reopened on Monday after repair number ${n}, and the mayor of Halden walked across it with a school class of ${n} pupils.</p>`;
const sentences = (...numbers: readonly number[]) => numbers.map(sentence).join('');

/** A page with something above, amid and under its text. */
type Around = { readonly top?: string; readonly amid?: string; readonly end?: string };

function seen({ top = '', amid = '', end = '' }: Around, text = sentences(3, 4, 5)): Sighting {
  const html = `<!doctype html><html lang="en"><head><title>Bridge reopens after three years</title></head>
<body><nav><a href="/">Home</a></nav><article><h1>Bridge reopens after three years</h1>
${top}${sentences(1, 2)}${amid}${text}${end}</article></body></html>`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  const extraction = readPage({ bytes: Buffer.from(html), url, headers });
  if (!extraction.ok) throw new Error(`no article: ${extraction.reason}`);
  return {
    ...{ articleId: articleIdOf(aUrl(url)), canonicalUrl: aUrl(url), url, site: 'news.example' },
    ...{ extracted: extraction.article, extractorVersion: 1, seenAt: '2026-01-05T12:00:00.000Z' },
  };
}

function looks(before: Sighting, after: Sighting) {
  const first = decideRevision(undefined, before);
  if (first.kind !== 'revised') throw new Error('a first sighting is a revision');
  return decideRevision(first.article, after, first.revision);
}

const pages: readonly (readonly [what: string, before: Around, after: Around])[] = [
  ['an age', { top: '<p>58 minutes ago</p>' }, { top: '<p>1 hour ago</p>' }],
  ['an age in Arabic', { top: '<p>منذ 58 دقيقة</p>' }, { top: '<p>منذ ساعتين</p>' }],
  [
    'the time of its making',
    { top: '<p>Last updated on Monday, 5 January 2026 at 14:32</p>' },
    { top: '<p>Last updated on Tuesday, 6 January 2026 at 09:07</p>' },
  ],
  [
    'the day of today',
    { top: '<div class="date">Monday, January 5, 2026</div>' },
    { top: '<div class="date">Tuesday, January 6, 2026</div>' },
  ],
  ['the weather', { top: '<p>Halden 14°C, light rain</p>' }, { top: '<p>Halden 17°C, sunny</p>' }],
  [
    'counters of readers',
    { end: '<p>1,204 views</p><p>Comments (12)</p>' },
    { end: '<p>99,204 views</p><p>Comments (141)</p>' },
  ],
  [
    'a counter of shares',
    { top: '<p>Shared 15 times | 3 min read</p>' },
    { top: '<p>Shared 1,812 times | 3 min read</p>' },
  ],
  [
    'a teaser amid the text',
    { amid: '<p><strong><a href="/2026/ferry">Ferry runs aground off Halden</a></strong></p>' },
    { amid: '<p><strong><a href="/2026/mayor">Mayor of Oster resigns over toll</a></strong></p>' },
  ],
  [
    'a labelled teaser amid the text',
    { amid: '<p>Read also: <a href="/2026/ferry">Ferry runs aground off Halden</a></p>' },
    { amid: '<p>Read also: <a href="/2026/mayor">Mayor of Oster resigns over toll</a></p>' },
  ],
  [
    'a list of other stories',
    {
      end: '<ul><li><a href="/1">Ferry runs aground</a></li><li><a href="/2">Snow closes the pass</a></li></ul>',
    },
    {
      end: '<ul><li><a href="/3">Mayor resigns</a></li><li><a href="/4">Trams return</a></li></ul>',
    },
  ],
  [
    'a teaser with a text of its own',
    {
      end: '<div class="teaser"><h3><a href="/1">Ferry runs aground off Halden</a></h3><p>It had ninety people on board, the coast guard said.</p></div>',
    },
    {
      end: '<div class="teaser"><h3><a href="/3">Mayor of Oster resigns</a></h3><p>She had promised free trams to all who live there.</p></div>',
    },
  ],
  [
    'an advertisement',
    { amid: '<div class="ad">Buy two tyres and get one free until Sunday at Halden Motors</div>' },
    {
      amid: '<div class="ad">Holiday flats by the sea from 40 crowns a night at Oster Homes</div>',
    },
  ],
];

describe('a page that turns by itself', () => {
  it.each(pages)('is no new version for %s', (_what, before, after) => {
    expect(looks(seen(before), seen(after))).toEqual({ kind: 'unchanged' });
  });

  it.each(pages)('is one when its text is edited beside %s', (_what, before, after) => {
    const edited = sentences(3, 4, 5).replace('Monday', 'Tuesday');
    expect(looks(seen(before), seen(after, edited))).toMatchObject({
      revision: { kind: 'silent-edit' },
    });
  });
});
