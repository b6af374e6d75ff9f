import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../shared/feed/parse-feed.ts';
import type { FeedEntry, FeedInfo, ParsedFeed } from '../../../shared/model/feed.ts';
import {
  atom,
  atom03,
  base64,
  content,
  dc,
  entry,
  entry03,
  item,
  itunes,
  media,
  oddDc,
  rss,
} from './feed-text.ts';

/** One line a way to write a thing; each says what comes of it. */
type Expected = {
  readonly feed?: Partial<FeedInfo>;
  readonly entry?: Partial<FeedEntry>;
  readonly format?: string;
};
type Row = readonly [name: string, document: string, expected: Expected];

const url = 'https://post.example/feeds/all.xml';

const read = (text: string, headers: Record<string, string> = {}): ParsedFeed =>
  parseFeed({ bytes: new TextEncoder().encode(text), url, headers });

const modesOfAtom03: readonly Row[] = [
  [
    'escaped',
    entry03('<title mode="escaped" type="text/html">Tide &lt;b&gt;high&lt;/b&gt;</title>'),
    { entry: { title: 'Tide <b>high</b>' } },
  ],
  [
    'xml',
    entry03(
      '<title mode="xml" type="application/xhtml+xml"><div xmlns="http://www.w3.org/1999/xhtml">Tide <b>high</b></div></title>',
    ),
    { entry: { title: 'Tide <b>high</b>' } },
  ],
  [
    'base64 of HTML',
    entry03(`<content mode="base64" type="text/html">${base64('<p>Tide high</p>')}</content>`),
    { entry: { content: '<p>Tide high</p>' } },
  ],
  [
    'base64 of text',
    entry03(`<summary mode="base64" type="text/plain">${base64('Tide high')}</summary>`),
    { entry: { summary: 'Tide high' } },
  ],
  [
    'no mode',
    entry03('<summary type="application/xhtml+xml"><b>Tide</b> high</summary>'),
    { entry: { summary: '<b>Tide</b> high' } },
  ],
  [
    'a tagline',
    atom03('<tagline>Harbour news</tagline>'),
    { feed: { description: 'Harbour news' }, format: 'atom03' },
  ],
  [
    'issued, modified',
    entry03('<issued>2026-01-05T09:00:00Z</issued><modified>2026-01-05T10:00:00Z</modified>'),
    { entry: { published: '2026-01-05T09:00:00.000Z', updated: '2026-01-05T10:00:00.000Z' } },
  ],
  [
    'created',
    entry03('<created>2026-01-05T09:00:00Z</created>'),
    { entry: { published: '2026-01-05T09:00:00.000Z' } },
  ],
  ['copyright', atom03('<copyright>Post</copyright>'), { feed: { rights: 'Post' } }],
  [
    'a contributor is no author',
    entry03('<contributor><name>Ada</name></contributor>'),
    { entry: { authors: [] } },
  ],
];

const textsOfAtom: readonly Row[] = [
  [
    'text with brackets',
    entry('<title type="text">2 &lt; 3</title>'),
    { entry: { title: '2 < 3' } },
  ],
  [
    'html in CDATA',
    entry('<title type="html"><![CDATA[<b>Tide</b>]]></title>'),
    { entry: { title: '<b>Tide</b>' } },
  ],
  [
    'xhtml under a prefix',
    entry(
      '<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">Tide <h:b>high</h:b></h:div></content>',
    ),
    { entry: { content: 'Tide <b>high</b>' } },
  ],
  [
    'a type in capitals',
    entry('<title type="HTML">&lt;b&gt;Tide&lt;/b&gt;</title>'),
    { entry: { title: '<b>Tide</b>' } },
  ],
  [
    'content of another type',
    entry(`<content type="application/octet-stream">${base64('Tide')}</content>`),
    { entry: { content: 'Tide' } },
  ],
  ['rights', atom('<rights>Post</rights>'), { feed: { rights: 'Post' } }],
  [
    'a subtitle',
    atom('<subtitle type="html">&lt;i&gt;Harbour&lt;/i&gt;</subtitle>'),
    { feed: { description: '<i>Harbour</i>' } },
  ],
  [
    'a generator',
    atom('<generator uri="https://g.example/">Press 2</generator>'),
    { feed: { generator: 'Press 2' } },
  ],
  [
    'an icon and a logo',
    atom('<icon>/i.png</icon><logo>/l.png</logo>'),
    { feed: { icon: 'https://post.example/i.png', image: 'https://post.example/l.png' } },
  ],
  [
    'summary and content',
    entry('<summary>Short</summary><content>Long</content>'),
    { entry: { summary: 'Short', content: 'Long' } },
  ],
  [
    'content and then summary',
    entry('<content>Long</content><summary>Short</summary>'),
    { entry: { summary: 'Short', content: 'Long' } },
  ],
  [
    'published and updated',
    entry(
      '<published>2026-01-05T09:00:00+01:00</published><updated>2026-01-05T10:00:00.25Z</updated>',
    ),
    { entry: { published: '2026-01-05T08:00:00.000Z', updated: '2026-01-05T10:00:00.250Z' } },
  ],
  [
    'a source',
    entry('<source><title>Wire</title><link href="https://wire.example/"/></source>'),
    { entry: { source: { title: 'Wire', link: 'https://wire.example/' } } },
  ],
  [
    'authors of the source',
    entry('<source><author><name>Ada</name></author></source>'),
    { entry: { authors: [{ name: 'Ada' }] } },
  ],
  [
    'authors of the feed',
    atom('<author><name>Ada</name><email>ada@post.example</email></author><entry/>'),
    { entry: { authors: [{ name: 'Ada', email: 'ada@post.example' }] } },
  ],
  [
    'two authors',
    entry('<author><name>Ada</name></author><author><name>Bo</name><uri>/bo</uri></author>'),
    { entry: { authors: [{ name: 'Ada' }, { name: 'Bo', url: 'https://post.example/bo' }] } },
  ],
  [
    'a category',
    entry('<category term="tide" scheme="https://post.example/tags" label="Tide"/>'),
    {
      entry: { categories: [{ term: 'tide', scheme: 'https://post.example/tags', label: 'Tide' }] },
    },
  ],
];

const linksOfAtom: readonly Row[] = [
  [
    'one of many relations',
    entry(
      '<link rel="self" href="/s"/><link rel="edit" href="/e"/><link rel="alternate" href="/a"/>',
    ),
    { entry: { link: 'https://post.example/a' } },
  ],
  ['no relation', entry('<link href="/a"/>'), { entry: { link: 'https://post.example/a' } }],
  [
    'a relation by its URL',
    entry('<link rel="http://www.iana.org/assignments/relation/alternate" href="/a"/>'),
    { entry: { link: 'https://post.example/a' } },
  ],
  [
    'an enclosure',
    entry('<link rel="enclosure" href="/a.mp3" type="audio/mpeg" length="7"/>'),
    {
      entry: { enclosures: [{ url: 'https://post.example/a.mp3', type: 'audio/mpeg', length: 7 }] },
    },
  ],
  [
    'an id that is an address',
    entry('<id>https://post.example/a</id>'),
    { entry: { link: 'https://post.example/a' } },
  ],
  [
    'an id that is a tag',
    entry('<id>tag:post.example,2026:a</id>'),
    { entry: { id: 'tag:post.example,2026:a', link: 'tag:post.example,2026:a' } },
  ],
  [
    'only itself',
    entry('<id>urn:a</id><link rel="self" href="/a.atom"/>'),
    { entry: { link: 'https://post.example/a.atom' } },
  ],
  [
    'replies',
    entry('<link rel="replies" type="text/html" href="/a#c"/>'),
    { entry: { comments: 'https://post.example/a#c' } },
  ],
  [
    'ampersands',
    entry('<link href="https://post.example/?a=1&amp;b=2"/>'),
    { entry: { link: 'https://post.example/?a=1&b=2' } },
  ],
];

const bases: readonly Row[] = [
  [
    'of the feed',
    atom('<entry><link href="a"/></entry>', 'xml:base="https://b.example/x/"'),
    { entry: { link: 'https://b.example/x/a' } },
  ],
  [
    'of the entry, relative',
    atom('<entry xml:base="y/"><link href="a"/></entry>', 'xml:base="https://b.example/x/"'),
    { entry: { link: 'https://b.example/x/y/a' } },
  ],
  [
    'of the link',
    entry('<link xml:base="https://b.example/z/" href="a"/>'),
    { entry: { link: 'https://b.example/z/a' } },
  ],
  [
    'of an author',
    entry('<author xml:base="https://b.example/z/"><name>Ada</name><uri>ada</uri></author>'),
    { entry: { authors: [{ name: 'Ada', url: 'https://b.example/z/ada' }] } },
  ],
  [
    'of HTML',
    entry(
      '<content type="html" xml:base="https://b.example/z/">&lt;a href="a"&gt;x&lt;/a&gt;</content>',
    ),
    { entry: { content: '<a href="https://b.example/z/a">x</a>' } },
  ],
  [
    'of XHTML',
    entry(
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xml:base="https://b.example/z/"><img src="a.png"/></div></content>',
    ),
    { entry: { content: '<img src="https://b.example/z/a.png">' } },
  ],
  [
    'that is none',
    entry('<link xml:base="http://" href="a"/>'),
    { entry: { link: 'https://post.example/feeds/a' } },
  ],
  [
    'of RSS',
    rss('<item xml:base="https://b.example/z/"><link>a</link><comments>c</comments></item>'),
    { entry: { link: 'https://b.example/z/a', comments: 'https://b.example/z/c' } },
  ],
];

const languages: readonly Row[] = [
  [
    'of the root',
    entry('<title>x</title>', 'xml:lang="de-AT"'),
    { feed: { language: 'de-at' }, entry: { language: 'de-at' } },
  ],
  ['of the entry', atom('<entry xml:lang="fr"/>', 'xml:lang="de"'), { entry: { language: 'fr' } }],
  [
    'of the channel',
    rss('<language>ar</language><item/>'),
    { feed: { language: 'ar' }, entry: { language: 'ar' } },
  ],
  [
    'of Dublin Core',
    rss('<dc:language>en</dc:language><item><dc:language>sv</dc:language></item>', dc),
    { feed: { language: 'en' }, entry: { language: 'sv' } },
  ],
];

const namespaces: readonly Row[] = [
  [
    'another prefix',
    item('<d:creator>Ada</d:creator><d:date>2026-01-05</d:date><d:subject>Tide</d:subject>', oddDc),
    {
      entry: {
        authors: [{ name: 'Ada' }],
        published: '2026-01-05T00:00:00.000Z',
        categories: [{ term: 'Tide' }],
      },
    },
  ],
  [
    'content under another prefix',
    item('<description>Short</description><c:encoded><![CDATA[<p>Long</p>]]></c:encoded>', content),
    { entry: { summary: 'Short', content: '<p>Long</p>' } },
  ],
  [
    'no declaration',
    item('<dc:creator>Ada</dc:creator><content:encoded>Long</content:encoded>'),
    { entry: { authors: [{ name: 'Ada' }], content: 'Long' } },
  ],
  [
    'all of Atom under a prefix',
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Post</a:title><a:entry><a:title>Tide</a:title><a:link href="/a"/></a:entry></a:feed>',
    {
      format: 'atom10',
      feed: { title: 'Post' },
      entry: { title: 'Tide', link: 'https://post.example/a' },
    },
  ],
  [
    'RSS 1.0 under a prefix',
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://purl.org/rss/1.0/"><s:channel r:about="/"><s:title>Post</s:title></s:channel><s:item r:about="/a"><s:title>Tide</s:title><s:link>/a</s:link></s:item></r:RDF>',
    {
      format: 'rss10',
      feed: { title: 'Post' },
      entry: { title: 'Tide', link: 'https://post.example/a' },
    },
  ],
  [
    'Atom in RSS',
    item(
      '<title>Tide</title><a:updated>2026-01-05T09:00:00Z</a:updated><a:author><a:name>Ada</a:name></a:author><a:link rel="alternate" href="/a"/>',
      'version="2.0" xmlns:a="http://www.w3.org/2005/Atom"',
    ),
    {
      entry: {
        updated: '2026-01-05T09:00:00.000Z',
        authors: [{ name: 'Ada' }],
        link: 'https://post.example/a',
      },
    },
  ],
  [
    'its own address in RSS',
    rss(
      '<atom:link rel="self" href="/f"/><link>https://post.example/</link>',
      'version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"',
    ),
    { feed: { link: 'https://post.example/' } },
  ],
  [
    'a namespace that is empty',
    entry('<title xmlns="">Tide</title>'),
    { entry: { title: 'Tide' } },
  ],
  [
    'a title of a picture',
    entry(
      '<title>Tide</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"><title>Wave</title></svg></div></content>',
    ),
    { entry: { title: 'Tide' } },
  ],
  [
    'names in other elements',
    atom(
      '<title>Post</title><entry><title>Tide</title><id>urn:a</id><odd><title>Wave</title><id>urn:b</id></odd></entry>',
    ),
    { feed: { title: 'Post' }, entry: { title: 'Tide', id: 'urn:a' } },
  ],
  [
    'names in a picture',
    rss(
      '<image><title>Logo</title><link>/logo</link><url>/l.png</url></image><title>Post</title><link>/</link>',
    ),
    { feed: { title: 'Post', link: 'https://post.example/', image: 'https://post.example/l.png' } },
  ],
];

const ofRss: readonly Row[] = [
  [
    '0.91',
    rss('<title>Post</title>', 'version="0.91"'),
    { format: 'rss091', feed: { title: 'Post' } },
  ],
  [
    '0.92',
    item(
      '<title>Tide</title><enclosure url="/a.mp3" length="9" type="audio/mpeg"/>',
      'version="0.92"',
    ),
    {
      format: 'rss092',
      entry: { enclosures: [{ url: 'https://post.example/a.mp3', length: 9, type: 'audio/mpeg' }] },
    },
  ],
  [
    '0.93',
    item('<pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate>', 'version="0.93"'),
    { format: 'rss093', entry: { published: '2026-01-05T09:00:00.000Z' } },
  ],
  [
    '0.90',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Post</title></channel><item><title>Tide</title><link>/a</link></item></rdf:RDF>',
    { format: 'rss090', entry: { title: 'Tide', link: 'https://post.example/a' } },
  ],
  [
    'a guid that is the address',
    item('<guid>https://post.example/a</guid>'),
    { entry: { id: 'https://post.example/a', link: 'https://post.example/a' } },
  ],
  [
    'a guid that is not',
    item('<guid isPermaLink="false">a</guid><link>/b</link>'),
    { entry: { id: 'a', link: 'https://post.example/b' } },
  ],
  [
    'a category with a domain',
    item('<category domain="https://post.example/tags">Tide</category>'),
    { entry: { categories: [{ term: 'Tide', scheme: 'https://post.example/tags' }] } },
  ],
  [
    'a source',
    item('<source url="https://wire.example/rss">Wire</source>'),
    { entry: { source: { title: 'Wire', link: 'https://wire.example/rss' } } },
  ],
  [
    'an author by mail',
    item('<author>ada@post.example (Ada Osei)</author>'),
    { entry: { authors: [{ name: 'Ada Osei', email: 'ada@post.example' }] } },
  ],
  [
    'an author with a mail in angles',
    item('<author>Ada Osei &lt;ada@post.example&gt;</author>'),
    { entry: { authors: [{ name: 'Ada Osei', email: 'ada@post.example' }] } },
  ],
  [
    'an editor',
    rss('<managingEditor>ada@post.example (Ada)</managingEditor><item/>'),
    { entry: { authors: [{ name: 'Ada', email: 'ada@post.example' }] } },
  ],
  [
    'only a web master',
    rss('<webMaster>ada@post.example</webMaster>'),
    { feed: { authors: [{ email: 'ada@post.example' }] } },
  ],
  ['a copyright', rss('<copyright>Post</copyright>'), { feed: { rights: 'Post' } }],
  ['rights of Dublin Core', rss('<dc:rights>Post</dc:rights>', dc), { feed: { rights: 'Post' } }],
  ['a time to live', rss('<ttl>90</ttl>'), { feed: { ttl: 90 } }],
  [
    'a syndication period',
    rss(
      '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>',
      'version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"',
    ),
    { feed: { ttl: 360 } },
  ],
  [
    'hours and days to skip',
    rss(
      '<skipHours><hour>1</hour><hour>23</hour></skipHours><skipDays><day>Sunday</day></skipDays>',
    ),
    { feed: { skipHours: [1, 23], skipDays: ['Sunday'] } },
  ],
  [
    'a description in XHTML',
    item('<body xmlns="http://www.w3.org/1999/xhtml"><p>Tide</p></body>'),
    { entry: { content: '<p>Tide</p>' } },
  ],
  [
    'summary and description',
    item('<summary>Short</summary><description>Long</description>'),
    { entry: { summary: 'Short', content: 'Long' } },
  ],
  [
    'a title of Dublin Core',
    item('<dc:title>Tide</dc:title><dc:description>High</dc:description>', dc),
    { entry: { title: 'Tide', summary: 'High' } },
  ],
  [
    'terms of Dublin Core',
    item(
      '<dcterms:issued>2026-01-05T09:00:00Z</dcterms:issued><dcterms:modified>2026-01-05T10:00:00Z</dcterms:modified>',
      'version="2.0" xmlns:dcterms="http://purl.org/dc/terms/"',
    ),
    { entry: { published: '2026-01-05T09:00:00.000Z', updated: '2026-01-05T10:00:00.000Z' } },
  ],
  [
    'the address before a proxy',
    item(
      '<link>https://proxy.example/a</link><feedburner:origLink>https://post.example/a</feedburner:origLink>',
      'version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"',
    ),
    { entry: { link: 'https://proxy.example/a' } },
  ],
  [
    'CDATA beside text',
    item('<title>Tide <![CDATA[& wave]]> high</title>'),
    { entry: { title: 'Tide & wave high' } },
  ],
  [
    'markup that was not escaped',
    item('<description>Tide <b>high</b></description>'),
    { entry: { summary: 'Tide <b>high</b>' } },
  ],
  [
    'references that were escaped twice',
    item('<title>Fish &amp;amp; chips</title>'),
    { entry: { title: 'Fish &amp; chips' } },
  ],
  [
    'names of HTML',
    item('<title>caf&eacute; &hellip; &#8212; &#x2014;</title>'),
    { entry: { title: 'café … — —' } },
  ],
  ['numbers of windows-1252', item('<title>it&#146;s</title>'), { entry: { title: 'it’s' } }],
  [
    'a lone ampersand',
    item('<link>https://post.example/?a=1&b=2</link>'),
    { entry: { link: 'https://post.example/?a=1&b=2' } },
  ],
  [
    'white space around',
    item('<title>\n  Tide\n</title><link>\n https://post.example/a \n</link>'),
    { entry: { title: 'Tide', link: 'https://post.example/a' } },
  ],
  [
    'elements in capitals',
    '<RSS VERSION="2.0"><CHANNEL><ITEM><TITLE>Tide</TITLE><LINK>/a</LINK></ITEM></CHANNEL></RSS>',
    { entry: { title: 'Tide', link: 'https://post.example/a' } },
  ],
  [
    'items beside the channel',
    '<rss version="2.0"><channel><title>Post</title></channel><item><title>Tide</title></item></rss>',
    { feed: { title: 'Post' }, entry: { title: 'Tide' } },
  ],
];

const ofMedia: readonly Row[] = [
  [
    'an author of iTunes',
    item('<itunes:author>Ada</itunes:author>', itunes),
    { entry: { authors: [{ name: 'Ada' }] } },
  ],
  [
    'an owner of iTunes',
    rss(
      '<itunes:owner><itunes:name>Ada</itunes:name><itunes:email>ada@post.example</itunes:email></itunes:owner>',
      itunes,
    ),
    { feed: { authors: [{ name: 'Ada', email: 'ada@post.example' }] } },
  ],
  [
    'a picture of iTunes',
    item('<itunes:image href="/a.png"/>', itunes),
    { entry: { image: 'https://post.example/a.png' } },
  ],
  [
    'a summary of iTunes',
    item('<itunes:summary>Tide</itunes:summary>', itunes),
    { entry: { summary: 'Tide' } },
  ],
  [
    'categories of iTunes',
    rss('<itunes:category text="News"><itunes:category text="Daily"/></itunes:category>', itunes),
    {
      feed: {
        categories: [
          { term: 'News', scheme: 'http://www.itunes.com/' },
          { term: 'Daily', scheme: 'http://www.itunes.com/' },
        ],
      },
    },
  ],
  [
    'a thumbnail',
    item('<media:thumbnail url="/a.jpg"/>', media),
    { entry: { image: 'https://post.example/a.jpg' } },
  ],
  [
    'a group',
    item(
      '<media:group><media:content url="/a.mp4" type="video/mp4"/><media:thumbnail url="/a.jpg"/><media:title>Tide</media:title><media:description>High</media:description></media:group>',
      media,
    ),
    {
      entry: {
        title: 'Tide',
        summary: 'High',
        image: 'https://post.example/a.jpg',
        enclosures: [{ url: 'https://post.example/a.mp4', type: 'video/mp4' }],
      },
    },
  ],
  [
    'a picture among media',
    item('<media:content url="/a.jpg" medium="image"/>', media),
    { entry: { image: 'https://post.example/a.jpg' } },
  ],
  [
    'an enclosure that is a picture',
    item('<enclosure url="/a.jpg" type="image/jpeg"/>'),
    { entry: { image: 'https://post.example/a.jpg' } },
  ],
  [
    'several enclosures',
    item('<enclosure url="/a.mp3"/><enclosure url="/b.mp3"/>'),
    {
      entry: {
        enclosures: [{ url: 'https://post.example/a.mp3' }, { url: 'https://post.example/b.mp3' }],
      },
    },
  ],
];

describe.each([
  ['modes of Atom 0.3', modesOfAtom03],
  ['texts of Atom', textsOfAtom],
  ['links of Atom', linksOfAtom],
  ['bases', bases],
  ['languages', languages],
  ['namespaces', namespaces],
  ['RSS', ofRss],
  ['media', ofMedia],
] as const)('%s', (_family, rows) => {
  it.each(rows)('are read: %s', (_name, document, { feed, entry: first, format }) => {
    const parsed = read(document);
    if (format !== undefined) expect(parsed.format).toBe(format);
    if (feed !== undefined) expect(parsed.feed).toMatchObject(feed);
    if (first !== undefined) expect(parsed.entries[0]).toMatchObject(first);
  });
});
