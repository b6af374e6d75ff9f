import { describe, expect, it } from 'vitest';
import { articleOf, jsonLd, meta, type PageParts } from './a-page.ts';

const ld = (data: object): PageParts => ({
  head: jsonLd({ '@type': 'NewsArticle', headline: 'x', ...data }),
});
const address = 'https://www.herald.example/2030/bridge';

describe('where a fact came from', () => {
  it.each<[string, PageParts, object]>([
    ['a section in JSON-LD', ld({ articleSection: 'Region' }), { sectionFrom: 'json-ld' }],
    ['a section in meta', { head: meta('article:section', 'Region') }, { sectionFrom: 'meta' }],
    [
      'a section in microdata',
      { above: '<span itemprop="articleSection">Region</span>' },
      { sectionFrom: 'microdata' },
    ],
    [
      'a section that a link names',
      { above: '<a rel="category tag" href="/region">Region</a>' },
      { sectionFrom: 'link' },
    ],
    [
      'a section that is printed',
      { above: '<div class="kicker">Region</div>' },
      { sectionFrom: 'text' },
    ],
    ['tags in JSON-LD', ld({ keywords: 'bridge' }), { tagsFrom: 'json-ld' }],
    ['tags in meta', { head: meta('article:tag', 'bridge') }, { tagsFrom: 'meta' }],
    ['tags in links', { below: '<a rel="tag" href="/t/1">bridge</a>' }, { tagsFrom: 'link' }],
    ['a picture in meta', { head: meta('og:image', '/i/1.jpg') }, { imageFrom: 'meta' }],
    ['a picture in JSON-LD', ld({ image: '/i/1.jpg' }), { imageFrom: 'json-ld' }],
    [
      'a picture in a link',
      { head: '<link rel="image_src" href="/i/1.jpg">' },
      { imageFrom: 'link' },
    ],
    [
      'an address in a link',
      { head: `<link rel="canonical" href="${address}">` },
      { canonicalFrom: 'link' },
    ],
    ['an address in meta', { head: meta('og:url', address) }, { canonicalFrom: 'meta' }],
    [
      'a change in JSON-LD',
      ld({ dateModified: '2030-05-03T10:00:00Z' }),
      { modifiedFrom: 'json-ld' },
    ],
    [
      'a change in meta',
      { head: meta('article:modified_time', '2030-05-03T10:00:00Z') },
      { modifiedFrom: 'meta' },
    ],
    [
      'a change in microdata',
      { above: '<time itemprop="dateModified" datetime="2030-05-03T10:00:00Z">today</time>' },
      { modifiedFrom: 'microdata' },
    ],
    [
      'a change that is printed',
      { above: '<p class="date">Published 2 May 2030 | Updated 3 May 2030</p>' },
      { modifiedFrom: 'text' },
    ],
  ])('is told of %s', (_, parts, expected) => expect(articleOf(parts)).toMatchObject(expected));

  it('is not told of what the page does not say', () => {
    const sources = ['sectionFrom', 'tagsFrom', 'imageFrom', 'canonicalFrom', 'modifiedFrom'];
    expect(Object.keys(articleOf({})).filter((key) => sources.includes(key))).toEqual([]);
  });
});
