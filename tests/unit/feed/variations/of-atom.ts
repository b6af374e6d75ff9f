import { atom, atom03, base64, entry, entry03 } from '../feed-text.ts';
import type { Variation } from './variation.ts';

const xhtml = 'http://www.w3.org/1999/xhtml';

/** RFC 4287, 3.1: what a text construct holds. */
const texts: readonly Variation[] = [
  [
    'several forms of a text in one',
    entry03(
      '<content type="multipart/alternative"><content type="text/plain">T</content><content type="text/html" mode="escaped">&lt;p&gt;H&lt;/p&gt;</content></content>',
    ),
    { content: '<p>H</p>' },
  ],
  [
    'lines that are laid out',
    entry(
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><pre>a\n  b</pre></div></content>',
    ),
    { content: '<pre>a\n  b</pre>' },
  ],
  ['an author that is text', entry('<author>Ada</author>'), { authors: [{ name: 'Ada' }] }],
  [
    'a text is taken literally',
    entry('<title type="text">&lt;b&gt; is bold</title>'),
    { title: '<b> is bold' },
  ],
  ['no type is text', entry('<title>AT&amp;T</title>'), { title: 'AT&T' }],
  [
    'HTML that speaks of a tag',
    entry('<title type="html">The &amp;lt;b&amp;gt; tag</title>'),
    { title: 'The &lt;b&gt; tag' },
  ],
  [
    'HTML in CDATA with a reference',
    entry('<title type="html"><![CDATA[Fish &amp; <i>chips</i>]]></title>'),
    { title: 'Fish &amp; <i>chips</i>' },
  ],
  ['text in CDATA', entry('<title type="text"><![CDATA[1 < 2]]></title>'), { title: '1 < 2' }],
  [
    'XHTML in a div',
    entry(`<title type="xhtml"><div xmlns="${xhtml}">One <em>two</em></div></title>`),
    { title: 'One <em>two</em>' },
  ],
  [
    'XHTML whose prefix is declared far above',
    atom(
      `<entry><title type="xhtml"><x:div>One <x:em>two</x:em></x:div></title></entry>`,
      `xmlns:x="${xhtml}"`,
    ),
    { title: 'One <em>two</em>' },
  ],
  [
    'XHTML with white space around its div',
    entry(`<summary type="xhtml">\n <div xmlns="${xhtml}">One</div>\n</summary>`),
    { summary: 'One' },
  ],
  [
    'XHTML keeps what it escapes',
    entry(`<summary type="xhtml"><div xmlns="${xhtml}">1 &lt; 2 &amp;amp; 3</div></summary>`),
    { summary: '1 &lt; 2 &amp;amp; 3' },
  ],
  [
    'XHTML keeps a div in its div',
    entry(`<content type="xhtml"><div xmlns="${xhtml}"><div>A</div><div>B</div></div></content>`),
    { content: '<div>A</div><div>B</div>' },
  ],
  [
    'XHTML without its div',
    entry(`<content type="xhtml"><p xmlns="${xhtml}">A</p><p xmlns="${xhtml}">B</p></content>`),
    { content: '<p>A</p><p>B</p>' },
  ],
  [
    'XHTML with an empty element',
    entry(`<content type="xhtml"><div xmlns="${xhtml}">A<br/>B</div></content>`),
    { content: 'A<br>B' },
  ],
  [
    'XHTML attributes keep their quotes escaped',
    entry(
      `<content type="xhtml"><div xmlns="${xhtml}"><a title="&quot;A&quot; &amp; B">x</a></div></content>`,
    ),
    { content: '<a title="&quot;A&quot; &amp; B">x</a>' },
  ],
  [
    'XHTML in CDATA is text',
    entry('<summary type="xhtml"><![CDATA[<b>x</b>]]></summary>'),
    { summary: '&lt;b&gt;x&lt;/b&gt;' },
  ],
  [
    'a type with spaces',
    entry('<title type=" html ">&lt;b&gt;x&lt;/b&gt;</title>'),
    { title: '<b>x</b>' },
  ],
  [
    'content of text/html',
    entry('<content type="text/html">&lt;p&gt;x&lt;/p&gt;</content>'),
    { content: '<p>x</p>' },
  ],
  [
    'content of text/plain',
    entry('<content type="text/plain">1 &lt; 2</content>'),
    { content: '1 < 2' },
  ],
  [
    'content of XML',
    entry('<content type="application/xml"><a><b>x</b></a></content>'),
    { content: '<a><b>x</b></a>' },
  ],
  [
    'content of SVG',
    entry(
      '<content type="image/svg+xml"><svg xmlns="http://www.w3.org/2000/svg"><path d="M0"/></svg></content>',
    ),
    { content: '<svg><path d="M0"></path></svg>' },
  ],
  [
    'content of some other type is base64',
    entry(`<content type="application/pdf">${base64('tide')}</content>`),
    { content: 'tide' },
  ],
  [
    'base64 in lines',
    entry(
      `<content type="application/x-tide">\n ${base64('tide tables').slice(0, 4)}\n ${base64('tide tables').slice(4)}\n</content>`,
    ),
    { content: 'tide tables' },
  ],
  [
    'content that is elsewhere',
    entry('<title>A</title><content type="application/pdf" src="https://post.example/a.pdf"/>'),
    { content: undefined, title: 'A' },
  ],
  [
    'an empty title',
    entry('<title/><summary>Rain over the harbour</summary>'),
    { title: 'Rain over the harbour' },
  ],
  [
    'a title of white space',
    entry('<title>\n </title><link href="/a"/>'),
    { title: 'https://post.example/a' },
  ],
  [
    'a title in the middle of a line',
    entry('<title>\n   Tide\n   and wave\n</title>'),
    { title: 'Tide\n   and wave' },
  ],
  [
    'a subtitle of XHTML',
    atom(`<subtitle type="xhtml"><div xmlns="${xhtml}"><b>A</b></div></subtitle>`),
    { 'feed.description': '<b>A</b>' },
  ],
  [
    'rights of XHTML',
    atom(`<rights type="xhtml"><div xmlns="${xhtml}">© <b>A</b></div></rights>`),
    { 'feed.rights': '© <b>A</b>' },
  ],
];

const dialects: readonly Variation[] = [
  ['Atom 0.3', atom03('<entry/>'), { format: 'atom03' }],
  [
    'Atom of a draft',
    '<feed xmlns="http://purl.org/atom/ns#draft-ietf-atompub-format-08"><entry><title>A</title></entry></feed>',
    { format: 'atom03', title: 'A' },
  ],
  [
    'Atom of a draft under a prefix',
    '<a:feed xmlns:a="http://purl.org/atom/ns#draft-ietf-atompub-format-08"><a:entry><a:title>A</a:title></a:entry></a:feed>',
    { title: 'A' },
  ],
  [
    'Atom in another case',
    '<feed xmlns="http://www.w3.org/2005/ATOM"><entry><title>A</title></entry></feed>',
    { format: 'atom10', title: 'A' },
  ],
  [
    'Atom by https',
    '<feed xmlns="https://www.w3.org/2005/Atom"><entry><title>A</title></entry></feed>',
    { format: 'atom10', title: 'A' },
  ],
  [
    'Atom without a namespace',
    '<feed><title>F</title><entry><title>A</title></entry></feed>',
    { 'feed.title': 'F', title: 'A' },
  ],
  [
    'Atom under two prefixes',
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:b="http://www.w3.org/2005/Atom"><a:entry><b:title>A</b:title></a:entry></a:feed>',
    { title: 'A' },
  ],
  [
    'an entry whose default is another namespace',
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns="http://odd.example/"><a:entry><title>odd</title><a:title>A</a:title></a:entry></a:feed>',
    { title: 'A' },
  ],
  [
    'a prefix that is bound anew',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://odd.example/"><entry xmlns:d="http://purl.org/dc/elements/1.1/"><d:creator>Ada</d:creator></entry></feed>',
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'a known prefix bound to something else',
    entry('<dc:creator>Ada</dc:creator>', 'xmlns:dc="http://odd.example/"'),
    { authors: [] },
  ],
  [
    'a stylesheet before the feed',
    `<?xml version='1.0'?><?xml-stylesheet href="a.xsl"?><!-- x -->${entry('<title>A</title>')}`,
    { title: 'A' },
  ],
  [
    'modes of 0.3 in capitals',
    entry03('<title mode="ESCAPED" type="TEXT/HTML">&lt;b&gt;A&lt;/b&gt;</title>'),
    { title: '<b>A</b>' },
  ],
  [
    'base64 of 0.3 with a wrong letter stays',
    entry03('<title mode="base64">not base64!</title>'),
    { title: 'not base64!' },
  ],
  [
    'mode xml of plain text',
    entry03('<title mode="xml" type="text/plain">1 &lt; 2</title>'),
    { title: '1 < 2' },
  ],
  [
    'dates of 0.3',
    entry03(
      '<issued>2026-01-05T09:00:00-05:00</issued><modified>2026-01-05T15:00:00Z</modified><created>2026-01-01T00:00:00Z</created>',
    ),
    { published: '2026-01-05T14:00:00.000Z', updated: '2026-01-05T15:00:00.000Z' },
  ],
  ['info of 0.3', atom03('<info>About</info>'), { 'feed.description': 'About' }],
  [
    'the site of 0.3',
    atom03(
      '<link rel="service.post" href="/post"/><link rel="alternate" type="text/html" href="/"/>',
    ),
    { 'feed.link': 'https://post.example/' },
  ],
];

const links: readonly Variation[] = [
  [
    'relations in capitals',
    entry('<link rel="Self" href="/s"/><link rel="ALTERNATE" href="/a"/>'),
    { link: 'https://post.example/a' },
  ],
  [
    'an enclosure in capitals',
    entry('<link rel="Enclosure" href="/a.mp3" type="audio/mpeg"/>'),
    { 'enclosures.0.url': 'https://post.example/a.mp3' },
  ],
  [
    'an enclosure by its URL',
    entry('<link rel="http://www.iana.org/assignments/relation/enclosure" href="/a.mp3"/>'),
    { 'enclosures.0.url': 'https://post.example/a.mp3' },
  ],
  [
    'a relation with spaces',
    entry('<link rel=" alternate " href="/a"/>'),
    { link: 'https://post.example/a' },
  ],
  [
    'an empty relation is alternate',
    entry('<link rel="" href="/a"/>'),
    { link: 'https://post.example/a' },
  ],
  [
    'href with white space',
    entry('<link href="  https://post.example/a\n "/>'),
    { link: 'https://post.example/a' },
  ],
  [
    'href without a scheme',
    entry('<link href="//other.example/a"/>'),
    { link: 'https://other.example/a' },
  ],
  [
    'href of a query',
    entry('<link href="?id=7"/>'),
    { link: 'https://post.example/feeds/all.xml?id=7' },
  ],
  ['an empty href is none', entry('<link href=""/><id>urn:x:1</id>'), { link: 'urn:x:1' }],
  [
    'HTML before other alternates',
    entry(
      '<link rel="alternate" type="application/json" href="/a.json"/><link rel="alternate" type="text/html" href="/a"/>',
    ),
    { link: 'https://post.example/a' },
  ],
  [
    'via is no page',
    entry('<link rel="via" href="https://wire.example/a"/><link rel="alternate" href="/a"/>'),
    { link: 'https://post.example/a', 'links.0.rel': 'via' },
  ],
  [
    'related only',
    entry('<link rel="related" href="https://wire.example/a"/><id>urn:x:1</id>'),
    { link: 'urn:x:1' },
  ],
  [
    'all that a link says',
    entry(
      '<link rel="alternate" type="text/html" hreflang="de" title="Flut" length="12" href="/a"/>',
    ),
    {
      'links.0': {
        href: 'https://post.example/a',
        rel: 'alternate',
        type: 'text/html',
        hreflang: 'de',
        title: 'Flut',
        length: 12,
      },
    },
  ],
  [
    'a link of code',
    entry('<link href="javascript:alert(1)"/><id>https://post.example/a</id>'),
    { link: 'https://post.example/a' },
  ],
  [
    'a link of code in disguise',
    entry('<link href=" java&#10;script:alert(1)"/><id>https://post.example/a</id>'),
    { link: 'https://post.example/a' },
  ],
  [
    'a link that is text',
    entry('<link>https://post.example/a</link>'),
    { link: 'https://post.example/a' },
  ],
  [
    'the feed names only itself',
    atom('<link rel="self" href="https://post.example/feed"/>'),
    { 'feed.link': 'https://post.example/feed' },
  ],
  [
    'the feed names its site',
    atom('<link rel="self" href="/feed"/><link href="/"/>'),
    { 'feed.link': 'https://post.example/' },
  ],
  [
    'the feed names its hub',
    atom('<link rel="hub" href="https://hub.example/"/>'),
    { 'feed.links.0': { href: 'https://hub.example/', rel: 'hub' } },
  ],
  [
    'replies of HTML',
    entry(
      '<link rel="replies" type="application/atom+xml" href="/c.atom"/><link rel="replies" type="text/html" href="/c"/>',
    ),
    { comments: 'https://post.example/c' },
  ],
];

const bases: readonly Variation[] = [
  [
    'three deep',
    atom(
      '<entry xml:base="b/"><content type="xhtml" xml:base="c/"><div xmlns="http://www.w3.org/1999/xhtml"><a href="d">x</a></div></content></entry>',
      'xml:base="https://x.example/a/"',
    ),
    { content: '<a href="https://x.example/a/b/c/d">x</a>' },
  ],
  [
    'upwards',
    atom('<entry xml:base="../z/"><link href="d"/></entry>', 'xml:base="https://x.example/a/b/"'),
    { link: 'https://x.example/a/z/d' },
  ],
  [
    'of another host',
    atom(
      '<entry xml:base="//y.example/q/"><link href="d"/></entry>',
      'xml:base="https://x.example/a/"',
    ),
    { link: 'https://y.example/q/d' },
  ],
  [
    'empty changes nothing',
    atom('<entry xml:base=""><link href="d"/></entry>', 'xml:base="https://x.example/a/"'),
    { link: 'https://x.example/a/d' },
  ],
  [
    'a file as base',
    atom('<entry><link href="d"/></entry>', 'xml:base="https://x.example/a/feed.atom"'),
    { link: 'https://x.example/a/d' },
  ],
  [
    'with a query',
    atom('<entry><link href="d"/></entry>', 'xml:base="https://x.example/a/?p=1"'),
    { link: 'https://x.example/a/d' },
  ],
  [
    'ends with its element',
    atom(
      '<entry xml:base="https://y.example/"><link href="1"/></entry><entry><link href="2"/></entry>',
      'xml:base="https://x.example/"',
    ),
    { 'entries.0.link': 'https://y.example/1', 'entries.1.link': 'https://x.example/2' },
  ],
  [
    'of a logo and an icon',
    atom(
      '<logo xml:base="https://y.example/">l.png</logo><icon>i.ico</icon>',
      'xml:base="https://x.example/"',
    ),
    { 'feed.image': 'https://y.example/l.png', 'feed.icon': 'https://x.example/i.ico' },
  ],
  [
    'of HTML, on the entry',
    atom(
      '<entry xml:base="https://y.example/q/"><summary type="html">&lt;img src="a.png"&gt;</summary></entry>',
    ),
    { summary: '<img src="https://y.example/q/a.png">' },
  ],
  [
    'not of plain text',
    atom(
      '<entry xml:base="https://y.example/q/"><summary type="text">&lt;img src="a.png"&gt;</summary></entry>',
    ),
    { summary: '<img src="a.png">' },
  ],
  [
    'of a source',
    entry('<source xml:base="https://y.example/"><link href="s"/><title>S</title></source>'),
    { source: { title: 'S', link: 'https://y.example/s' } },
  ],
  [
    'of an enclosure',
    atom('<entry xml:base="https://y.example/"><link rel="enclosure" href="a.mp3"/></entry>'),
    { 'enclosures.0.url': 'https://y.example/a.mp3' },
  ],
  [
    'by Content-Location',
    entry('<link href="d"/>'),
    { link: 'https://post.example/other/d' },
    { 'content-location': '/other/feed.xml' },
  ],
  [
    'before Content-Location',
    atom('<entry><link href="d"/></entry>', 'xml:base="https://x.example/"'),
    { link: 'https://x.example/d' },
    { 'content-location': '/other/feed.xml' },
  ],
];

const persons: readonly Variation[] = [
  [
    'mail alone',
    entry('<author><email>ada@post.example</email></author>'),
    { authors: [{ email: 'ada@post.example' }] },
  ],
  [
    'empty name',
    entry('<author><name/><uri>https://ada.example/</uri></author>'),
    { authors: [{ url: 'https://ada.example/' }] },
  ],
  [
    'an empty author is none',
    atom('<author><name>Bo</name></author><entry><author/></entry>'),
    { authors: [{ name: 'Bo' }] },
  ],
  [
    'white space in a name',
    entry('<author><name>\n Ada\n Osei </name></author>'),
    { authors: [{ name: 'Ada Osei' }] },
  ],
  [
    'the same author twice',
    entry('<author><name>Ada</name></author><author><name>Ada</name></author>'),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'its own before the feed’s',
    atom('<author><name>Bo</name></author><entry><author><name>Ada</name></author></entry>'),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'the source’s before the feed’s',
    atom(
      '<author><name>Bo</name></author><entry><source><author><name>Cy</name></author></source></entry>',
    ),
    { authors: [{ name: 'Cy' }] },
  ],
  [
    'a name with a reference',
    entry('<author><name>A &amp; B</name></author>'),
    { authors: [{ name: 'A & B' }] },
  ],
  [
    'a contributor beside an author',
    entry('<author><name>Ada</name></author><contributor><name>Bo</name></contributor>'),
    { authors: [{ name: 'Ada' }] },
  ],
];

const others: readonly Variation[] = [
  ['an id with white space', entry('<id>\n urn:x:1 \n</id>'), { id: 'urn:x:1' }],
  [
    'an id in capitals stays',
    entry('<id>HTTP://Post.Example/A</id>'),
    { id: 'HTTP://Post.Example/A' },
  ],
  [
    'an id with escapes stays',
    entry('<id>http://post.example/%7ea</id>'),
    { id: 'http://post.example/%7ea' },
  ],
  [
    'no published, only updated',
    entry('<updated>2026-01-05T09:00:00Z</updated>'),
    { published: undefined, updated: '2026-01-05T09:00:00.000Z' },
  ],
  [
    'a date in lower case',
    entry('<updated>2026-01-05t09:00:00z</updated>'),
    { updated: '2026-01-05T09:00:00.000Z' },
  ],
  [
    'a category of a scheme',
    entry('<category scheme="https://s.example/" term="a"/><category term="a"/>'),
    { categories: [{ term: 'a', scheme: 'https://s.example/' }, { term: 'a' }] },
  ],
  [
    'a category without a term',
    entry('<category label="A"/><category/>'),
    { 'categories.length': 1, 'categories.0.term': 'A' },
  ],
  [
    'a category with a reference',
    entry('<category term="R&amp;D"/>'),
    { 'categories.0.term': 'R&D' },
  ],
  [
    'a language of the title alone',
    atom('<title xml:lang="fr">F</title><entry/>', 'xml:lang="en"'),
    { 'feed.language': 'en', language: 'en' },
  ],
  [
    'threads do no harm',
    entry(
      '<title>A</title><t:in-reply-to xmlns:t="http://purl.org/syndication/thread/1.0" ref="urn:x" href="/x"/>',
    ),
    { title: 'A', link: undefined },
  ],
  [
    'extensions named like fields',
    entry(
      '<title>A</title><x:title xmlns:x="http://odd.example/">B</x:title><x:link xmlns:x="http://odd.example/" href="/b"/><link href="/a"/>',
    ),
    { title: 'A', link: 'https://post.example/a' },
  ],
  ['a feed without entries', atom('<title>F</title>'), { 'entries.length': 0, 'feed.title': 'F' }],
  [
    'entries before the title of the feed',
    atom('<entry><title>A</title></entry><title>F</title>'),
    { 'feed.title': 'F', title: 'A' },
  ],
  [
    'a feed in a source has its own title',
    atom(
      '<title>F</title><entry><source><title>S</title><id>urn:s</id><updated>2020-01-01T00:00:00Z</updated></source><title>A</title><id>urn:a</id></entry>',
    ),
    { title: 'A', id: 'urn:a', updated: undefined, 'source.title': 'S' },
  ],
];

export const ofAtom = { texts, dialects, links, bases, persons, others };
