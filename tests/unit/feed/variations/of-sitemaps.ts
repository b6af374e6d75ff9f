import type { Variation } from './variation.ts';

const sitemap = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const newsNs = 'http://www.google.com/schemas/sitemap-news/0.9';
const urlset = (inside: string, more = '') =>
  `<urlset xmlns="${sitemap}" xmlns:news="${newsNs}" ${more}>${inside}</urlset>`;
const newsOf = (inside: string) =>
  urlset(`<url><loc>https://post.example/a</loc><news:news>${inside}</news:news></url>`);

export const ofSitemaps: readonly Variation[] = [
  [
    'a report',
    newsOf(
      '<news:publication><news:name>Post</news:name><news:language>ar</news:language></news:publication><news:publication_date>2026-01-05T09:00+03:00</news:publication_date><news:title>خبر</news:title>',
    ),
    {
      format: 'news-sitemap',
      'feed.title': 'Post',
      'feed.language': 'ar',
      title: 'خبر',
      language: 'ar',
      published: '2026-01-05T06:00:00.000Z',
      link: 'https://post.example/a',
      id: 'https://post.example/a',
    },
  ],
  [
    'a day without a time',
    newsOf('<news:publication_date>2026-01-05</news:publication_date><news:title>A</news:title>'),
    { published: '2026-01-05T00:00:00.000Z' },
  ],
  [
    'keywords, each once',
    newsOf('<news:title>A</news:title><news:keywords>a, b , a,,</news:keywords>'),
    { categories: [{ term: 'a' }, { term: 'b' }] },
  ],
  [
    'another prefix for news',
    `<urlset xmlns="${sitemap}" xmlns:n="${newsNs}"><url><loc>https://post.example/a</loc><n:news><n:title>A</n:title></n:news></url></urlset>`,
    { title: 'A' },
  ],
  [
    'a prefix for the sitemap itself',
    `<s:urlset xmlns:s="${sitemap}" xmlns:news="${newsNs}"><s:url><s:loc>https://post.example/a</s:loc><news:news><news:title>A</news:title></news:news></s:url></s:urlset>`,
    { title: 'A', link: 'https://post.example/a' },
  ],
  [
    'no namespaces at all',
    '<urlset><url><loc>https://post.example/a</loc><news:news><news:title>A</news:title></news:news></url></urlset>',
    { title: 'A' },
  ],
  [
    'an old namespace of Google',
    '<urlset xmlns="http://www.google.com/schemas/sitemap/0.84"><url><loc>https://post.example/a</loc></url></urlset>',
    { link: 'https://post.example/a' },
  ],
  [
    'a sitemap by https',
    `<urlset xmlns="${sitemap.replace('http', 'https')}"><url><loc>https://post.example/a</loc></url></urlset>`,
    { link: 'https://post.example/a' },
  ],
  [
    'an address in CDATA, among spaces',
    urlset('<url><loc>\n <![CDATA[ https://post.example/a?x=1&y=2 ]]>\n</loc></url>'),
    { link: 'https://post.example/a?x=1&y=2' },
  ],
  [
    'an address with an escaped ampersand',
    urlset('<url><loc>https://post.example/a?x=1&amp;y=2</loc></url>'),
    { link: 'https://post.example/a?x=1&y=2' },
  ],
  ['a relative address', urlset('<url><loc>/a</loc></url>'), { link: 'https://post.example/a' }],
  [
    'an entry without an address',
    urlset('<url><lastmod>2026-01-05</lastmod></url><url><loc>https://post.example/b</loc></url>'),
    { 'entries.length': 1, link: 'https://post.example/b' },
  ],
  [
    'code for an address',
    urlset('<url><loc>javascript:alert(1)</loc></url>'),
    { 'entries.length': 0 },
  ],
  [
    'a date of change',
    urlset(
      '<url><loc>https://post.example/a</loc><lastmod>2026-01-05T09:00:00+00:00</lastmod><changefreq>hourly</changefreq><priority>1.0</priority></url>',
    ),
    { updated: '2026-01-05T09:00:00.000Z', published: undefined },
  ],
  [
    'a picture',
    urlset(
      '<url><loc>https://post.example/a</loc><image:image><image:loc>https://post.example/a.jpg</image:loc><image:title>T</image:title></image:image></url>',
      'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"',
    ),
    { image: 'https://post.example/a.jpg', title: undefined },
  ],
  [
    'a film beside the report',
    urlset(
      '<url><loc>https://post.example/a</loc><video:video xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"><video:title>V</video:title><video:publication_date>2020-01-01</video:publication_date></video:video><news:news><news:title>A</news:title></news:news></url>',
    ),
    { title: 'A', published: undefined },
  ],
  [
    'other languages of a page',
    urlset(
      '<url><loc>https://post.example/a</loc><x:link xmlns:x="http://www.w3.org/1999/xhtml" rel="alternate" hreflang="de" href="https://post.example/de/a"/></url>',
    ),
    { link: 'https://post.example/a' },
  ],
  [
    'a title with references',
    newsOf('<news:title>Fish &amp; chips &#8211; caf&eacute;</news:title>'),
    { title: 'Fish & chips – café' },
  ],
  ['a title in CDATA', newsOf('<news:title><![CDATA[A & B]]></news:title>'), { title: 'A & B' }],
  [
    'an index',
    `<sitemapindex xmlns="${sitemap}"><sitemap><loc>https://post.example/1.xml</loc><lastmod>2026-01-05</lastmod></sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>`,
    {
      format: 'sitemap-index',
      'entries.length': 2,
      'entries.0.updated': '2026-01-05T00:00:00.000Z',
      'entries.1.link': 'https://post.example/2.xml',
    },
  ],
  [
    'an index under a prefix',
    `<s:sitemapindex xmlns:s="${sitemap}"><s:sitemap><s:loc>https://post.example/1.xml</s:loc></s:sitemap></s:sitemapindex>`,
    { format: 'sitemap-index', link: 'https://post.example/1.xml' },
  ],
  [
    'a stylesheet and a comment before',
    `<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="s.xsl"?><!-- made by x -->${urlset('<url><loc>https://post.example/a</loc></url>')}`,
    { link: 'https://post.example/a' },
  ],
  [
    'a warning before',
    `Warning: x in y.php\n${urlset('<url><loc>https://post.example/a</loc></url>')}`,
    { link: 'https://post.example/a' },
  ],
  [
    'addresses that are not closed',
    '<urlset><url><loc>https://post.example/a<lastmod>2026-01-05</lastmod></url><url><loc>https://post.example/b',
    {
      'entries.0.link': 'https://post.example/a',
      'entries.0.updated': '2026-01-05T00:00:00.000Z',
      'entries.1': undefined,
    },
  ],
  ['an empty one', urlset(''), { format: 'news-sitemap', 'entries.length': 0 }],
  [
    'a feed that declares the namespace of sitemaps',
    `<rss version="2.0" xmlns:s="${sitemap}" xmlns:news="${newsNs}"><channel><item><title>A</title></item></channel></rss>`,
    { format: 'rss20', title: 'A' },
  ],
];
