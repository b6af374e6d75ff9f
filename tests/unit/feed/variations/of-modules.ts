import { content, dc, item, itunes, media, rss } from '../feed-text.ts';
import type { Variation } from './variation.ts';

const rdfNs = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const rdf = (inside: string, more = '') =>
  `<rdf:RDF xmlns:rdf="${rdfNs}" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" ${more}>${inside}</rdf:RDF>`;

const ofRdf: readonly Variation[] = [
  [
    'an item that is about a path',
    rdf('<channel/><item rdf:about="/a"><title>A</title></item>'),
    { link: 'https://post.example/a', id: '/a' },
  ],
  [
    'RSS 1.1',
    `<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="${rdfNs}"><title>F</title><items rdf:parseType="Collection"><item rdf:about="https://post.example/a"><title>A</title></item></items></Channel>`,
    { 'feed.title': 'F', title: 'A', 'entries.length': 1 },
  ],
  [
    'a channel and an item',
    rdf(
      '<channel rdf:about="https://post.example/f"><title>F</title><link>https://post.example/</link><description>D</description></channel><item rdf:about="https://post.example/1"><title>A</title><link>https://post.example/a</link></item>',
    ),
    {
      format: 'rss10',
      'feed.title': 'F',
      'feed.link': 'https://post.example/',
      'feed.description': 'D',
      title: 'A',
      link: 'https://post.example/a',
      id: 'https://post.example/1',
    },
  ],
  [
    'an item without a link',
    rdf('<channel/><item rdf:about="https://post.example/a"><title>A</title></item>'),
    { link: 'https://post.example/a' },
  ],
  ['an item without anything', rdf('<channel/><item/>'), { 'entries.length': 1, link: undefined }],
  [
    'items in the channel',
    rdf('<channel><title>F</title><item><title>A</title></item></channel>'),
    { title: 'A', 'feed.title': 'F' },
  ],
  [
    'a sequence of items',
    rdf(
      `<channel><title>F</title><items><rdf:Seq><rdf:li rdf:resource="https://post.example/a"/></rdf:Seq></items></channel><item rdf:about="https://post.example/a"><title>A</title></item>`,
    ),
    { 'entries.length': 1, title: 'A', 'feed.title': 'F' },
  ],
  [
    'a picture beside the channel',
    rdf(
      '<channel><title>F</title><image rdf:resource="https://post.example/l.png"/></channel><image rdf:about="https://post.example/l.png"><title>L</title><url>https://post.example/l.png</url><link>/</link></image>',
    ),
    { 'feed.image': 'https://post.example/l.png', 'feed.title': 'F' },
  ],
  [
    'a text input beside the channel',
    rdf(
      '<channel><title>F</title></channel><textinput><title>S</title><description>D</description><link>/s</link></textinput>',
    ),
    { 'feed.title': 'F', 'feed.description': undefined },
  ],
  [
    'dates, creators, subjects',
    rdf(
      '<channel><dc:date>2026-01-05T09:00:00Z</dc:date></channel><item><dc:date>2026-01-04</dc:date><dc:creator>Ada</dc:creator><dc:subject>Tide</dc:subject><dc:language>de</dc:language></item>',
    ),
    {
      'feed.updated': '2026-01-05T09:00:00.000Z',
      published: '2026-01-04T00:00:00.000Z',
      authors: [{ name: 'Ada' }],
      categories: [{ term: 'Tide' }],
      language: 'de',
    },
  ],
  [
    'a prefix for RSS, and none for RDF',
    `<RDF xmlns="${rdfNs}" xmlns:r="http://purl.org/rss/1.0/"><r:channel><r:title>F</r:title></r:channel><r:item><r:title>A</r:title></r:item></RDF>`,
    { 'feed.title': 'F', title: 'A' },
  ],
  [
    'a small rdf',
    `<rdf:rdf xmlns:rdf="${rdfNs}" xmlns="http://purl.org/rss/1.0/"><channel><title>F</title></channel><item><title>A</title></item></rdf:rdf>`,
    { 'feed.title': 'F', title: 'A' },
  ],
  [
    'of 0.9 of Netscape',
    `<rdf:RDF xmlns:rdf="${rdfNs}" xmlns="http://channel.netscape.com/rdf/simple/0.9/"><channel><title>F</title></channel><item><title>A</title><link>/a</link></item></rdf:RDF>`,
    { format: 'rss090', link: 'https://post.example/a' },
  ],
  [
    'text that is escaped',
    rdf('<channel/><item><description>&lt;p&gt;A&lt;/p&gt;</description></item>'),
    { summary: '<p>A</p>' },
  ],
  [
    'content',
    rdf(
      '<channel/><item><content:encoded><![CDATA[<p>A</p>]]></content:encoded></item>',
      'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
    ),
    { content: '<p>A</p>' },
  ],
  [
    'a period',
    rdf(
      '<channel><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency><sy:updateBase>2000-01-01T12:00+00:00</sy:updateBase></channel>',
      'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"',
    ),
    { 'feed.ttl': 720 },
  ],
  [
    'an empty link of the channel',
    rdf('<channel><link/></channel><item/>'),
    { 'feed.link': 'https://post.example/feeds/all.xml' },
  ],
];

const dublinCore: readonly Variation[] = [
  [
    'another prefix',
    item(
      '<q:creator>Ada</q:creator><q:date>2026-01-05</q:date>',
      'version="2.0" xmlns:q="http://purl.org/dc/elements/1.1/"',
    ),
    { authors: [{ name: 'Ada' }], published: '2026-01-05T00:00:00.000Z' },
  ],
  [
    'as default of an element',
    item('<creator xmlns="http://purl.org/dc/elements/1.1/">Ada</creator>'),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'version 1.0',
    item(
      '<dc:creator>Ada</dc:creator>',
      'version="2.0" xmlns:dc="http://purl.org/dc/elements/1.0/"',
    ),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'terms',
    item(
      '<t:created>2026-01-05T09:00:00Z</t:created>',
      'version="2.0" xmlns:t="http://purl.org/dc/terms/"',
    ),
    { published: '2026-01-05T09:00:00.000Z' },
  ],
  [
    'creators as terms',
    item(
      '<t:creator>Ada</t:creator><t:subject>Tide</t:subject>',
      'version="2.0" xmlns:t="http://purl.org/dc/terms/"',
    ),
    { authors: [{ name: 'Ada' }], categories: [{ term: 'Tide' }] },
  ],
  [
    'identifier',
    item('<dc:identifier>https://post.example/a</dc:identifier>', dc),
    { id: 'https://post.example/a', link: 'https://post.example/a' },
  ],
  [
    'rights and publisher',
    rss('<dc:rights>R</dc:rights><dc:publisher>P</dc:publisher>', dc),
    { 'feed.rights': 'R' },
  ],
  [
    'a date of the week of a year',
    item('<dc:date>2026-W02-1</dc:date>', dc),
    { published: '2026-01-05T00:00:00.000Z' },
  ],
  ['a title beside its own', item('<dc:title>B</dc:title><title>A</title>', dc), { title: 'A' }],
  [
    'a science journal',
    item(
      '<prism:publicationDate>2026-01-05</prism:publicationDate>',
      'version="2.0" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"',
    ),
    { published: '2026-01-05T00:00:00.000Z' },
  ],
];

const ofMedia: readonly Variation[] = [
  [
    'another prefix',
    item('<m:thumbnail url="/a.jpg"/>', 'version="2.0" xmlns:m="http://search.yahoo.com/mrss/"'),
    { image: 'https://post.example/a.jpg' },
  ],
  [
    'no slash in the namespace',
    item(
      '<media:thumbnail url="/a.jpg"/>',
      'version="2.0" xmlns:media="http://search.yahoo.com/mrss"',
    ),
    { image: 'https://post.example/a.jpg' },
  ],
  [
    'content by its ending',
    item('<media:content url="/a.jpg?w=1"/>', media),
    { image: 'https://post.example/a.jpg?w=1' },
  ],
  [
    'content by its type',
    item('<media:content url="/a" type="image/webp"/>', media),
    { image: 'https://post.example/a' },
  ],
  [
    'a film and its still',
    item(
      '<media:content url="/a.mp4" type="video/mp4" fileSize="9"><media:thumbnail url="/a.jpg"/><media:title>T</media:title></media:content>',
      media,
    ),
    {
      image: 'https://post.example/a.jpg',
      enclosures: [{ url: 'https://post.example/a.mp4', type: 'video/mp4', length: 9 }],
    },
  ],
  [
    'the first of several stills',
    item('<media:thumbnail url="/1.jpg"/><media:thumbnail url="/2.jpg"/>', media),
    { image: 'https://post.example/1.jpg' },
  ],
  [
    'a group in a film site',
    item(
      '<media:group><media:title>A</media:title><media:content url="https://v.example/1" type="application/x-shockwave-flash"/><media:thumbnail url="https://v.example/1.jpg"/><media:description>D</media:description></media:group>',
      media,
    ),
    { title: 'A', summary: 'D', image: 'https://v.example/1.jpg' },
  ],
  [
    'text of the entry before text of its picture',
    item(
      '<title>A</title><description>B</description><media:description>C</media:description><media:title>D</media:title>',
      media,
    ),
    { title: 'A', summary: 'B' },
  ],
  [
    'keywords',
    item('<media:keywords>tide, wave</media:keywords>', media),
    { 'categories.0.term': 'tide', 'categories.1.term': 'wave' },
  ],
  [
    'a category',
    item('<media:category>Tide</media:category>', media),
    { categories: [{ term: 'Tide', scheme: 'http://search.yahoo.com/mrss/category_schema' }] },
  ],
  [
    'a credit',
    item('<media:credit role="author">Ada</media:credit>', media),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'a credit of a photographer is no author',
    item('<dc:creator>Ada</dc:creator><media:credit role="photographer">Bo</media:credit>', media),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'an enclosure and the same content',
    item(
      '<enclosure url="/a.mp3" type="audio/mpeg"/><media:content url="/a.mp3" type="audio/mpeg"/>',
      media,
    ),
    { 'enclosures.length': 1 },
  ],
];

const podcasts: readonly Variation[] = [
  [
    'an episode without a guid or a page is its file',
    item('<title>A</title><enclosure url="/a.mp3" type="audio/mpeg"/>'),
    { id: 'https://post.example/a.mp3', link: undefined },
  ],
  [
    'an episode with a page is not',
    item('<link>/a</link><enclosure url="/a.mp3" type="audio/mpeg"/>'),
    { id: undefined, link: 'https://post.example/a' },
  ],
  [
    'another prefix',
    item(
      '<it:author>Ada</it:author>',
      'version="2.0" xmlns:it="http://www.itunes.com/dtds/podcast-1.0.dtd"',
    ),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'the namespace in capitals',
    item(
      '<itunes:author>Ada</itunes:author>',
      'version="2.0" xmlns:itunes="http://www.itunes.com/DTDs/Podcast-1.0.dtd"',
    ),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'a title of the episode',
    item('<title>Ep. 1: A</title><itunes:title>A</itunes:title>', itunes),
    { title: 'Ep. 1: A' },
  ],
  ['only a title of the episode', item('<itunes:title>A</itunes:title>', itunes), { title: 'A' }],
  [
    'a subtitle after a summary',
    item('<itunes:subtitle>S</itunes:subtitle><itunes:summary>L</itunes:summary>', itunes),
    { summary: 'L' },
  ],
  [
    'a description before a summary',
    item('<itunes:summary>L</itunes:summary><description>D</description>', itunes),
    { summary: 'D' },
  ],
  [
    'a picture as text',
    item('<itunes:image>https://p.example/a.jpg</itunes:image>', itunes),
    { image: 'https://p.example/a.jpg' },
  ],
  [
    'a picture of the show',
    rss('<itunes:image href="/s.jpg"/><item/>', itunes),
    { 'feed.image': 'https://post.example/s.jpg' },
  ],
  [
    'an author of the show for its episodes',
    rss('<itunes:author>Ada</itunes:author><item/>', itunes),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'keywords',
    item('<itunes:keywords>a, b ,, c</itunes:keywords>', itunes),
    { 'categories.length': 3 },
  ],
  [
    'a category in a category',
    rss('<itunes:category text="Arts"><itunes:category text="Food"/></itunes:category>', itunes),
    { 'feed.categories.0.term': 'Arts', 'feed.categories.1.term': 'Food' },
  ],
  [
    'durations do no harm',
    item(
      '<title>A</title><itunes:duration>1:02:03</itunes:duration><itunes:explicit>no</itunes:explicit><itunes:episode>1</itunes:episode>',
      itunes,
    ),
    { title: 'A' },
  ],
  [
    'the podcast index',
    item(
      '<title>A</title><podcast:transcript url="/t.srt" type="application/srt"/><podcast:person role="guest">Bo</podcast:person><podcast:chapters url="/c.json"/>',
      'version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"',
    ),
    { title: 'A', enclosures: [], authors: [] },
  ],
  [
    'Google',
    rss(
      '<googleplay:author>Ada</googleplay:author><googleplay:image href="/g.png"/><item><googleplay:description>D</googleplay:description></item>',
      'version="2.0" xmlns:googleplay="http://www.google.com/schemas/play-podcasts/1.0"',
    ),
    { authors: [{ name: 'Ada' }], summary: 'D', 'feed.image': 'https://post.example/g.png' },
  ],
];

const others: readonly Variation[] = [
  [
    'points do no harm',
    item(
      '<title>A</title><g:point xmlns:g="http://www.georss.org/georss">45.2 -71.9</g:point><where xmlns="http://www.georss.org/georss"><title>W</title></where>',
    ),
    { title: 'A' },
  ],
  ['content under another prefix', item('<c:encoded>A</c:encoded>', content), { content: 'A' }],
  [
    'counts of comments do no harm',
    item(
      '<title>A</title><slash:comments>7</slash:comments><wfw:commentRss>/c.rss</wfw:commentRss><thr:total>7</thr:total>',
    ),
    { title: 'A', comments: undefined },
  ],
  [
    'an address behind a proxy',
    item(
      '<guid isPermaLink="false">g</guid><feedburner:origLink>https://post.example/a</feedburner:origLink>',
    ),
    { link: 'https://post.example/a' },
  ],
  [
    'an enclosure behind a proxy',
    item(
      '<enclosure url="https://proxy.example/a.mp3" type="audio/mpeg"/><feedburner:origEnclosureLink>https://post.example/a.mp3</feedburner:origEnclosureLink>',
    ),
    { 'enclosures.0.url': 'https://post.example/a.mp3' },
  ],
  [
    'a prefix in capitals',
    item(
      '<DC:Creator>Ada</DC:Creator>',
      'version="2.0" xmlns:DC="http://purl.org/dc/elements/1.1/"',
    ),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'a prefix declared on the element itself',
    item('<z:creator xmlns:z="http://purl.org/dc/elements/1.1/">Ada</z:creator>'),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'a namespace with spaces',
    item(
      '<z:creator>Ada</z:creator>',
      'version="2.0" xmlns:z=" http://purl.org/dc/elements/1.1/ "',
    ),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'an SVG in the text',
    item(
      '<title>A</title><description><svg xmlns="http://www.w3.org/2000/svg"><title>S</title></svg></description>',
    ),
    { title: 'A' },
  ],
];

export const ofModules = { ofRdf, dublinCore, ofMedia, podcasts, others };
