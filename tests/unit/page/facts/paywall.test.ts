import { describe, expect, it } from 'vitest';
import { articleOf, jsonLd, meta, type PageParts } from './a-page.ts';

const article = (data: object): PageParts => ({
  head: jsonLd({ '@type': 'NewsArticle', headline: 'Bridge reopens after a week', ...data }),
});
const free = (isAccessibleForFree: unknown) => article({ isAccessibleForFree });

describe('a page that is not free', () => {
  it.each<[string, PageParts]>([
    ['false', free(false)],
    ['"False"', free('False')],
    ['"no"', free('no')],
    ['0', free(0)],
    ['an address of schema.org', free('http://schema.org/False')],
    ['another address of schema.org', free('https://schema.org/False')],
    ['a short form of it', free('schema:False')],
    ['an object', free({ '@id': 'http://schema.org/False' })],
    ['a list', free(['False'])],
    [
      'a part of it',
      article({
        hasPart: {
          '@type': 'WebPageElement',
          isAccessibleForFree: 'http://schema.org/False',
          cssSelector: '.paywall',
        },
      }),
    ],
    [
      'one of its parts',
      article({
        isAccessibleForFree: true,
        hasPart: [
          { isAccessibleForFree: true, cssSelector: '.lead' },
          { isAccessibleForFree: 'no', cssSelector: '.rest' },
        ],
      }),
    ],
    [
      'the page around the article',
      {
        head: jsonLd([
          { '@type': 'NewsArticle', headline: 'Bridge reopens after a week' },
          { '@type': 'WebPage', isAccessibleForFree: 'False' },
        ]),
      },
    ],
    [
      'data that cannot be parsed',
      {
        head: jsonLd(
          '{"@type":"NewsArticle","headline":"Bridge "reopens"","isAccessibleForFree": False, "url":"/x"}',
        ),
      },
    ],
    ['microdata', { head: '<meta itemprop="isAccessibleForFree" content="False">' }],
    ['a tier', { head: meta('article:content_tier', 'metered') }],
  ])('says so as %s', (_, parts) => expect(articleOf(parts).rights.paywalled).toBe(true));

  it.each<[string, PageParts, boolean | undefined]>([
    ['true', free(true), false],
    ['an address of schema.org', free('https://schema.org/True'), false],
    ['a tier', { head: meta('article:content_tier', 'free') }, false],
    ['a word that means neither', free('maybe'), undefined],
    ['nothing', {}, undefined],
  ])('is not one that says %s', (_, parts, expected) =>
    expect(articleOf(parts).rights.paywalled).toBe(expected),
  );
});
