import { describe, expect, it } from 'vitest';
import { articleOf, jsonLd } from './a-page.ts';

const node = {
  '@type': 'NewsArticle',
  headline: 'Bridge reopens after a week',
  datePublished: '2030-05-03T10:20:00Z',
  author: { '@type': 'Person', name: 'Ada Lane' },
  articleSection: 'Region',
};
const text = JSON.stringify(node);

describe('JSON-LD', () => {
  it.each<[string, string]>([
    ['an object', text],
    ['a list', `[{"@type":"Organization","name":"Herald"},${text}]`],
    [
      'a graph',
      JSON.stringify({
        '@context': 'https://schema.org',
        '@graph': [{ '@type': 'WebSite', name: 'Herald' }, node],
      }),
    ],
    ['a page around it', JSON.stringify({ '@type': 'WebPage', mainEntity: node })],
    [
      'a graph whose author is a reference',
      JSON.stringify({
        '@graph': [
          { ...node, author: { '@id': '#ada' } },
          { '@type': 'Person', '@id': '#ada', name: 'Ada Lane' },
        ],
      }),
    ],
    ['several types', JSON.stringify({ ...node, '@type': ['Article', 'NewsArticle'] })],
    [
      'a type with its address',
      JSON.stringify({ ...node, '@type': 'https://schema.org/NewsArticle' }),
    ],
    ['a trailing comma', text.replace(/}$/, ',}')],
    [
      'trailing commas with line breaks',
      text.replace('"Ada Lane"}', '"Ada Lane",\n\t}').replace(/}$/, ',\n}'),
    ],
    ['raw line breaks in a string', text.replace('Bridge reopens after', 'Bridge\nreopens\tafter')],
    ['an HTML comment around it', `<!-- ${text} -->`],
    ['CDATA around it', `//<![CDATA[\n${text}\n//]]>`],
    ['a semicolon behind it', `${text};`],
    ['entities for quotation marks', text.replaceAll('"', '&quot;')],
    [
      'entities inside',
      JSON.stringify({
        ...node,
        headline: 'Bridge reopens after a week',
        author: { name: 'Ada&nbsp;Lane' },
      }).replace('\u00a0', ' '),
    ],
    ['stray backslashes', text.replace('Region"', 'Region","path":"C:\\news\\x"')],
    [
      'unescaped quotation marks',
      text.replace('"articleSection"', '"description":"She said "never" to it","articleSection"'),
    ],
    ['an end that is missing', text.slice(0, -1)],
    ['a byte order mark', `\ufeff${text}`],
    ['two objects in a row', `{"@type":"WebSite","name":"Herald"}${text}`],
    ['comments of JavaScript', text.replace('{', '{ /* made by a plug-in */ ')],
    ['single authors in a list', JSON.stringify({ ...node, author: ['Ada Lane'] })],
  ])('is read from %s', (_, script) => {
    const article = articleOf({ head: jsonLd(script) });
    expect(article).toMatchObject({
      authors: ['Ada Lane'],
      section: 'Region',
      published: { at: '2030-05-03T10:20:00.000Z', from: 'json-ld' },
    });
  });

  it('takes the node of the page, not one of another article that it lists', () => {
    const other = { ...node, author: { name: 'Bo Reed' }, url: 'https://www.herald.example/other' };
    const own = { ...node, url: 'https://www.herald.example/bridge' };
    for (const list of [
      [other, own],
      [own, other],
    ])
      expect(articleOf({ head: jsonLd(list) }).authors).toEqual(['Ada Lane']);
  });

  it('knows a live blog', () => {
    expect(articleOf({ head: jsonLd({ ...node, '@type': 'LiveBlogPosting' }) }).liveblog).toBe(
      true,
    );
    expect(articleOf({ head: jsonLd(node) }).liveblog).toBeUndefined();
  });

  it.each([
    [false, true],
    ['False', true],

    [true, false],
    ['true', false],
  ])('knows a paywall by isAccessibleForFree %j', (free, paywalled) => {
    expect(
      articleOf({ head: jsonLd({ ...node, isAccessibleForFree: free }) }).rights.paywalled,
    ).toBe(paywalled);
  });

  it('knows a paywall by a part that is not free', () => {
    const parts = {
      hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.x' },
    };
    expect(articleOf({ head: jsonLd({ ...node, ...parts }) }).rights.paywalled).toBe(true);
  });
});
