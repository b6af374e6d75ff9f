import type { Variation } from './variation.ts';

const feed = (fields: object, version = '1.1') =>
  JSON.stringify({
    version: `https://jsonfeed.org/version/${version}`,
    title: 'F',
    items: [],
    ...fields,
  });
const item = (fields: object, version?: string) => feed({ items: [fields] }, version);

export const ofJson: readonly Variation[] = [
  [
    'version 1',
    item({ id: '1', content_text: 'A' }, '1'),
    { format: 'json1', id: '1', content: 'A' },
  ],
  [
    'version 1.1',
    item({ id: '1', content_html: '<p>A</p>' }),
    { format: 'json11', content: '<p>A</p>' },
  ],
  [
    'no version',
    JSON.stringify({ title: 'F', items: [{ id: '1', content_text: 'A' }] }),
    { 'feed.title': 'F', content: 'A' },
  ],
  ['an id that is a number', item({ id: 7, title: 'A' }), { id: '7' }],
  [
    'an id that is an address',
    item({ id: 'https://post.example/a', title: 'A' }),
    { link: 'https://post.example/a' },
  ],
  [
    'an external address alone',
    item({ id: '1', external_url: 'https://wire.example/a' }),
    { link: 'https://wire.example/a' },
  ],
  [
    'an address before an external one',
    item({ id: '1', url: 'https://post.example/a', external_url: 'https://wire.example/a' }),
    { link: 'https://post.example/a' },
  ],
  ['a relative address', item({ id: '1', url: '/a' }), { link: 'https://post.example/a' }],
  [
    'text that looks like HTML',
    item({ id: '1', content_text: '1 < 2 & 3' }),
    { content: '1 &lt; 2 &amp; 3' },
  ],
  [
    'both contents',
    item({ id: '1', content_html: '<p>H</p>', content_text: 'T' }),
    { content: '<p>H</p>' },
  ],
  ['a summary', item({ id: '1', summary: 'S', content_text: 'T' }), { summary: 'S', title: 'S' }],
  [
    'no title',
    item({ id: '1', content_html: '<p>Rain over <b>Northport</b>.</p>' }),
    { title: 'Rain over Northport.' },
  ],
  [
    'dates',
    item({
      id: '1',
      date_published: '2026-01-05T09:00:00-05:00',
      date_modified: '2026-01-05T15:00:00Z',
    }),
    { published: '2026-01-05T14:00:00.000Z', updated: '2026-01-05T15:00:00.000Z' },
  ],
  [
    'a date that is none',
    item({ id: '1', title: 'A', date_published: 'soon' }),
    { published: undefined, title: 'A' },
  ],
  [
    'a date in seconds',
    item({ id: '1', date_published: 1767603600 }),
    { published: '2026-01-05T09:00:00.000Z' },
  ],
  [
    'authors',
    item({ id: '1', authors: [{ name: 'Ada', url: 'https://ada.example/' }, { name: 'Bo' }] }),
    { authors: [{ name: 'Ada', url: 'https://ada.example/' }, { name: 'Bo' }] },
  ],
  [
    'an author of version 1',
    item({ id: '1', author: { name: 'Ada' } }, '1'),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'author and authors',
    item({ id: '1', author: { name: 'Ada' }, authors: [{ name: 'Ada' }] }),
    { authors: [{ name: 'Ada' }] },
  ],
  ['an author that is text', item({ id: '1', author: 'Ada' }), { authors: [{ name: 'Ada' }] }],
  [
    'authors that are text',
    item({ id: '1', authors: ['Ada', 'Bo'] }),
    { authors: [{ name: 'Ada' }, { name: 'Bo' }] },
  ],
  [
    'one author where a list should be',
    item({ id: '1', authors: { name: 'Ada' } }),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'authors of the feed',
    feed({ authors: [{ name: 'Ada' }], items: [{ id: '1' }] }),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'tags',
    item({ id: '1', tags: ['a', 'b', 'a', '', 7, null] }),
    { categories: [{ term: 'a' }, { term: 'b' }, { term: '7' }] },
  ],
  ['one tag where a list should be', item({ id: '1', tags: 'a' }), { categories: [{ term: 'a' }] }],
  [
    'attachments',
    item({
      id: '1',
      attachments: [
        { url: '/a.mp3', mime_type: 'audio/mpeg', size_in_bytes: 9, duration_in_seconds: 2 },
      ],
    }),
    { enclosures: [{ url: 'https://post.example/a.mp3', type: 'audio/mpeg', length: 9 }] },
  ],
  [
    'a size that is text',
    item({ id: '1', attachments: [{ url: '/a.mp3', size_in_bytes: '9' }] }),
    { enclosures: [{ url: 'https://post.example/a.mp3', length: 9 }] },
  ],
  [
    'an attachment without an address',
    item({ id: '1', attachments: [{ mime_type: 'audio/mpeg' }, null] }),
    { enclosures: [] },
  ],
  [
    'pictures',
    item({ id: '1', banner_image: '/b.png', image: '/i.png' }),
    { image: 'https://post.example/i.png' },
  ],
  [
    'a banner alone',
    item({ id: '1', banner_image: '/b.png' }),
    { image: 'https://post.example/b.png' },
  ],
  [
    'languages',
    feed({ language: 'en-US', items: [{ id: '1' }, { id: '2', language: 'de' }] }),
    { 'feed.language': 'en-us', 'entries.0.language': 'en-us', 'entries.1.language': 'de' },
  ],
  [
    'nulls',
    item({
      id: '1',
      title: null,
      url: null,
      content_text: 'A',
      tags: null,
      authors: null,
      attachments: null,
      date_published: null,
    }),
    { title: 'A', authors: [], categories: [] },
  ],
  [
    'items that are none',
    feed({ items: [null, 7, 'x', [], { id: '1', title: 'A' }] }),
    { 'entries.length': 1, title: 'A' },
  ],
  [
    'no items',
    JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'F' }),
    { 'entries.length': 0, 'feed.title': 'F' },
  ],
  ['items that are an object', feed({ items: {} }), { 'entries.length': 0 }],
  [
    'extensions',
    item({ id: '1', title: 'A', _odd: { title: 'B', items: [{}] } }),
    { 'entries.length': 1, title: 'A' },
  ],
  [
    'the site and the feed',
    feed({
      home_page_url: 'https://post.example/',
      feed_url: 'https://post.example/f.json',
      description: 'D',
    }),
    { 'feed.link': 'https://post.example/', 'feed.description': 'D' },
  ],
  [
    'icons',
    feed({ icon: '/512.png', favicon: '/16.png' }),
    { 'feed.icon': 'https://post.example/16.png', 'feed.image': 'https://post.example/512.png' },
  ],
  [
    'a hub',
    feed({
      hubs: [
        { type: 'WebSub', url: 'https://hub.example/' },
        { type: 'rssCloud', url: 'https://cloud.example/' },
      ],
    }),
    { 'feed.links.0': { href: 'https://hub.example/', rel: 'hub' }, 'feed.links.length': 1 },
  ],
  ['white space and a mark before', `\ufeff\n  ${item({ id: '1', title: 'A' })}`, { title: 'A' }],
  [
    'UTF-16',
    Uint8Array.from(Buffer.from(`\ufeff${item({ id: '1', title: 'Ärger' })}`, 'utf16le')),
    { title: 'Ärger', encoding: 'utf-16le' },
  ],
  [
    'UTF-16 without a mark',
    Uint8Array.from(Buffer.from(item({ id: '1', title: 'Ärger' }), 'utf16le')),
    { title: 'Ärger', encoding: 'utf-16le' },
  ],
  ['served as XML', item({ id: '1', title: 'A' }), { title: 'A' }, { 'content-type': 'text/xml' }],
  [
    'half a character',
    item({ id: '1', title: 'A' }).replace('"A"', '"A\\ud800"'),
    { title: 'A\ufffd' },
  ],
  [
    'a title with markup',
    item({ id: '1', title: 'A &amp; <b>B</b>' }),
    { title: 'A &amp; <b>B</b>' },
  ],
  [
    'code for an address',
    item({ id: '1', url: 'javascript:alert(1)', title: 'A' }),
    { link: undefined },
  ],
];
