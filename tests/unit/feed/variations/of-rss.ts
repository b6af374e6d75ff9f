import { item, rss } from '../feed-text.ts';
import type { Variation } from './variation.ts';

const atomNs = 'version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"';

const dialects: readonly Variation[] = [
  [
    '0.91 of Netscape',
    `<!DOCTYPE rss SYSTEM "http://my.netscape.com/publish/formats/rss-0.91.dtd">${rss('<item><title>A</title></item>', 'version="0.91"')}`,
    { format: 'rss091', title: 'A' },
  ],
  ['0.94', rss('<item/>', 'version="0.94"'), { format: 'rss094' }],
  ['2.0 with spaces', rss('<item/>', 'version=" 2.0 "'), { format: 'rss20' }],
  ['no version', rss('<item><title>A</title></item>', ''), { format: 'rss', title: 'A' }],
  [
    'an unknown version',
    rss('<item><title>A</title></item>', 'version="3"'),
    { format: 'rss', title: 'A' },
  ],
  [
    'a namespace of its own',
    rss('<item><title>A</title></item>', 'version="2.0" xmlns="http://odd.example/rss"'),
    { title: 'A' },
  ],
  [
    'the namespace of RSS 1.0',
    rss('<item><title>A</title></item>', 'version="2.0" xmlns="http://purl.org/rss/1.0/"'),
    { title: 'A' },
  ],
  [
    'no channel',
    '<rss version="2.0"><title>F</title><item><title>A</title></item></rss>',
    { 'feed.title': 'F', title: 'A' },
  ],
  [
    'attributes in single quotes',
    "<rss version='2.0'><channel><item><enclosure url='/a.mp3' length='3' type='audio/mpeg'/></item></channel></rss>",
    { 'enclosures.0': { url: 'https://post.example/a.mp3', length: 3, type: 'audio/mpeg' } },
  ],
  [
    'names in capitals',
    '<rss version="2.0"><channel><item><TITLE>A</TITLE><PubDate>Mon, 05 Jan 2026 09:00:00 GMT</PubDate><GUID isPermaLink="false">g</GUID></item></channel></rss>',
    { title: 'A', id: 'g', published: '2026-01-05T09:00:00.000Z' },
  ],
  [
    'an empty channel',
    rss(''),
    { 'entries.length': 0, 'feed.link': 'https://post.example/feeds/all.xml' },
  ],
  ['an entry with nothing', item(''), { 'entries.length': 1, title: undefined, link: undefined }],
];

const links: readonly Variation[] = [
  [
    'a link and a guid',
    item('<link>https://post.example/a</link><guid>https://post.example/?p=1</guid>'),
    { link: 'https://post.example/a', id: 'https://post.example/?p=1' },
  ],
  [
    'a guid that is a permalink',
    item('<guid isPermaLink="true">https://post.example/?p=1</guid>'),
    { link: 'https://post.example/?p=1' },
  ],
  [
    'a guid that says False',
    item('<guid isPermaLink="False">https://post.example/?p=1</guid>'),
    { link: undefined, id: 'https://post.example/?p=1' },
  ],
  [
    'a guid that says false among spaces',
    item('<guid isPermaLink=" false ">https://post.example/?p=1</guid>'),
    { link: undefined },
  ],
  [
    'an empty guid',
    item('<guid/><link>/a</link>'),
    { id: undefined, link: 'https://post.example/a' },
  ],
  [
    'an empty link and a permalink',
    item('<link></link><guid>https://post.example/a</guid>'),
    { link: 'https://post.example/a' },
  ],
  [
    'a link in CDATA',
    item('<link><![CDATA[ https://post.example/a?x=1&y=2 ]]></link>'),
    { link: 'https://post.example/a?x=1&y=2' },
  ],
  [
    'a link broken over lines',
    item('<link>https://post.example/\n   a</link>'),
    { link: 'https://post.example/   a' },
  ],
  [
    'a relative link',
    rss('<link>https://post.example/</link><item><link>/a</link></item>'),
    { link: 'https://post.example/a' },
  ],
  [
    'a relative link of a feed that lives elsewhere',
    rss('<link>https://site.example/news/</link><item><link>/a</link></item>'),
    { link: 'https://site.example/a' },
  ],
  [
    'a link without its scheme',
    item('<link>//post.example/a</link>'),
    { link: 'https://post.example/a' },
  ],
  [
    'a link of Atom alone',
    item('<atom:link href="/a"/>', atomNs),
    { link: 'https://post.example/a' },
  ],
  [
    'a link of Atom beside its own',
    item('<atom:link href="/b"/><link>/a</link>', atomNs),
    { link: 'https://post.example/a' },
  ],
  [
    'a link of Atom that is no page',
    item('<atom:link rel="enclosure" href="/a.mp3" type="audio/mpeg"/><link>/a</link>', atomNs),
    { link: 'https://post.example/a', 'enclosures.0.url': 'https://post.example/a.mp3' },
  ],
  [
    'its hub',
    rss('<atom:link rel="hub" href="https://hub.example/"/><link>/</link>', atomNs),
    { 'feed.links.0.rel': 'hub', 'feed.link': 'https://post.example/' },
  ],
  [
    'its own address before its site',
    rss('<atom:link rel="self" href="/feed"/>', atomNs),
    { 'feed.link': 'https://post.example/feed' },
  ],
  ['a link written as an attribute', item('<link href="/a"/>'), { link: 'https://post.example/a' }],
  [
    'a link in Arabic letters',
    item('<link>https://post.example/أخبار</link>'),
    { link: 'https://post.example/أخبار' },
  ],
  [
    'mail is kept as it is',
    item('<link>mailto:ada@post.example</link>'),
    { link: 'mailto:ada@post.example' },
  ],
  [
    'a picture of data is no address',
    item('<enclosure url="data:image/png;base64,AA"/>'),
    { enclosures: [] },
  ],
  [
    'comments',
    item('<comments>/a#comments</comments>'),
    { comments: 'https://post.example/a#comments' },
  ],
  [
    'the link of a text input',
    rss(
      '<link>/</link><textInput><title>Search</title><link>/search</link><description>D</description></textInput><title>F</title>',
    ),
    { 'feed.link': 'https://post.example/', 'feed.title': 'F', 'feed.description': undefined },
  ],
];

const texts: readonly Variation[] = [
  [
    'CDATA that was escaped',
    item('<title>&lt;![CDATA[A &amp; B]]&gt;</title>'),
    { title: 'A & B' },
  ],
  ['CDATA in CDATA', item('<title><![CDATA[<![CDATA[A]]]]><![CDATA[>]]></title>'), { title: 'A' }],
  ['names of HTML 5', item('<title>&hearts; &NotEqualTilde; &fjlig;</title>'), { title: '♥ ≂̸ fj' }],
  [
    'numbers that no character has',
    item('<title>a&#1114112;b&#0;c</title>'),
    { title: 'a\ufffdbc' },
  ],
  ['CDATA in pieces', item('<title><![CDATA[A]]><![CDATA[ & B]]></title>'), { title: 'A & B' }],
  [
    'CDATA that holds its own end',
    item('<title><![CDATA[a]]]]><![CDATA[>b]]></title>'),
    { title: 'a]]>b' },
  ],
  ['CDATA with white space around', item('<title>\n<![CDATA[\n A \n]]>\n</title>'), { title: 'A' }],
  [
    'CDATA with a reference stays',
    item('<description><![CDATA[Fish &amp; chips]]></description>'),
    { summary: 'Fish &amp; chips' },
  ],
  [
    'a title that was escaped twice',
    item('<title>It&amp;#8217;s</title>'),
    { title: 'It&#8217;s' },
  ],
  ['a number', item('<title>&#8220;A&#8221; &#x1F600;</title>'), { title: '“A” 😀' }],
  ['a number without its end', item('<title>A &#8211 B</title>'), { title: 'A – B' }],
  ['an ampersand before a space', item('<title>Fish & chips</title>'), { title: 'Fish & chips' }],
  ['an ampersand before a letter', item('<title>AT&T</title>'), { title: 'AT&T' }],
  ['a name that nobody knows', item('<title>&nosuch; A</title>'), { title: '&nosuch; A' }],
  [
    'an entity of the document',
    `<!DOCTYPE rss [<!ENTITY co "Acme">]>${item('<title>&co; A</title>')}`,
    { title: 'Acme A' },
  ],
  [
    'an entity that holds a reference',
    `<!DOCTYPE rss [<!ENTITY co "Fish &#38; Co">]>${item('<title>&co;</title>')}`,
    { title: 'Fish & Co' },
  ],
  [
    'an entity from elsewhere is not read',
    `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${item('<title>A &x;</title>')}`,
    { title: 'A &x;' },
  ],
  [
    'description and content',
    item(
      '<description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>',
      'version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"',
    ),
    { summary: 'Short', content: '<p>Long</p>' },
  ],
  [
    'an empty content',
    item('<description>Short</description><content:encoded/>'),
    { summary: 'Short', content: undefined },
  ],
  [
    'two contents, the first empty',
    item('<content:encoded></content:encoded><content:encoded>Long</content:encoded>'),
    { content: 'Long' },
  ],
  ['two titles', item('<title>A</title><title>B</title>'), { title: 'A' }],
  [
    'an empty title and a title of media',
    item(
      '<title/><media:title>A</media:title>',
      'version="2.0" xmlns:media="http://search.yahoo.com/mrss/"',
    ),
    { title: 'A' },
  ],
  [
    'no title',
    item('<description>&lt;p&gt;Rain over &lt;b&gt;Northport&lt;/b&gt;.&lt;/p&gt;</description>'),
    { title: 'Rain over Northport.' },
  ],
  [
    'relative addresses in HTML',
    item('<description>&lt;a href="/x"&gt;x&lt;/a&gt; &lt;img src=y.png&gt;</description>'),
    {
      summary: '<a href="https://post.example/x">x</a> <img src=https://post.example/feeds/y.png>',
    },
  ],
  [
    'an anchor in HTML',
    item('<description>&lt;a href="#n1"&gt;1&lt;/a&gt;</description>'),
    { summary: '<a href="https://post.example/feeds/all.xml#n1">1</a>' },
  ],
  [
    'markup that stands bare',
    item('<description><p>A &amp; <i>B</i></p></description>'),
    { summary: '<p>A &amp; <i>B</i></p>' },
  ],
  [
    'text that was encoded twice',
    item('<title>CafÃ© â€“ ZÃ¼rich</title>'),
    { title: 'Café – Zürich' },
  ],
  [
    'text that only looks encoded twice',
    item('<title>Ã la carte é</title>'),
    { title: 'Ã la carte é' },
  ],
  ['control characters', item('<title>A\u0000\u0008B\u000b</title>'), { title: 'AB' }],
  [
    'a summary beside a description',
    item('<description>Long</description><summary>Short</summary>'),
    { summary: 'Short', content: 'Long' },
  ],
  ['an emoji in halves', item('<title>&#55357;&#56832;</title>'), { title: '😀' }],
  ['a soft and a hard space', item('<title>A&nbsp;B&shy;C</title>'), { title: 'A\u00a0B\u00adC' }],
];

const persons: readonly Variation[] = [
  [
    'mail and name',
    item('<author>ada@post.example (Ada Osei)</author>'),
    { authors: [{ name: 'Ada Osei', email: 'ada@post.example' }] },
  ],
  [
    'name and mail in brackets',
    item('<author>Ada Osei (ada@post.example)</author>'),
    { authors: [{ name: 'Ada Osei', email: 'ada@post.example' }] },
  ],
  [
    'name in quotes',
    item('<author>"Osei, Ada" &lt;ada@post.example&gt;</author>'),
    { authors: [{ name: 'Osei, Ada', email: 'ada@post.example' }] },
  ],
  ['a name alone', item('<author>Ada Osei</author>'), { authors: [{ name: 'Ada Osei' }] }],
  [
    'mailto',
    item('<author>mailto:ada@post.example</author>'),
    { authors: [{ email: 'ada@post.example' }] },
  ],
  [
    'a name with brackets',
    item('<author>Ada (Paris)</author>'),
    { authors: [{ name: 'Ada (Paris)' }] },
  ],
  [
    'several creators',
    item('<dc:creator>Ada</dc:creator><dc:creator>Bo</dc:creator>'),
    { authors: [{ name: 'Ada' }, { name: 'Bo' }] },
  ],
  [
    'a creator in CDATA',
    item('<dc:creator><![CDATA[ Ada ]]></dc:creator>'),
    { authors: [{ name: 'Ada' }] },
  ],
  [
    'an author and the same creator',
    item('<author>ada@post.example (Ada)</author><dc:creator>Ada</dc:creator>'),
    { authors: [{ name: 'Ada', email: 'ada@post.example' }] },
  ],
  [
    'an author of Atom',
    item('<atom:author><atom:name>Ada</atom:name><atom:uri>/ada</atom:uri></atom:author>', atomNs),
    { authors: [{ name: 'Ada', url: 'https://post.example/ada' }] },
  ],
  [
    'an empty author and an editor',
    rss('<managingEditor>bo@post.example (Bo)</managingEditor><item><author/></item>'),
    { authors: [{ name: 'Bo', email: 'bo@post.example' }] },
  ],
  [
    'an editor before a web master',
    rss('<webMaster>w@post.example</webMaster><managingEditor>Ed</managingEditor>'),
    { 'feed.authors': [{ name: 'Ed' }] },
  ],
];

const others: readonly Variation[] = [
  ['a ttl with a fraction', rss('<ttl>60.0</ttl>'), { 'feed.ttl': 60 }],
  [
    'a language with an underscore',
    rss('<language>en_US</language>'),
    { 'feed.language': 'en-us' },
  ],
  [
    'several languages of the response',
    rss('<item/>'),
    { 'feed.language': 'ar' },
    { 'content-language': 'ar, en' },
  ],
  [
    'items in a list of their own',
    rss('<items><item><title>A</title></item><item><title>B</title></item></items>'),
    { 'entries.length': 2 },
  ],
  [
    'categories, each once',
    item('<category>A</category><category>A</category><category>B/C</category><category/>'),
    { categories: [{ term: 'A' }, { term: 'B/C' }] },
  ],
  [
    'a category in CDATA',
    item('<category><![CDATA[R&D]]></category>'),
    { 'categories.0.term': 'R&D' },
  ],
  [
    'a category of a domain',
    item('<category domain="tags">A</category>'),
    { categories: [{ term: 'A', scheme: 'tags' }] },
  ],
  [
    'subjects',
    item('<category>A</category><dc:subject>B</dc:subject>'),
    { categories: [{ term: 'A' }, { term: 'B' }] },
  ],
  [
    'an enclosure without a length',
    item('<enclosure url="/a.mp3" type="audio/mpeg"/>'),
    { enclosures: [{ url: 'https://post.example/a.mp3', type: 'audio/mpeg' }] },
  ],
  [
    'an enclosure with an odd length',
    item('<enclosure url="/a.mp3" length="12 MB"/>'),
    { enclosures: [{ url: 'https://post.example/a.mp3' }] },
  ],
  [
    'an enclosure of length nought',
    item('<enclosure url="/a.mp3" length="0"/>'),
    { enclosures: [{ url: 'https://post.example/a.mp3', length: 0 }] },
  ],
  [
    'an enclosure without an address',
    item('<enclosure type="audio/mpeg" length="3"/>'),
    { enclosures: [] },
  ],
  [
    'one enclosure twice',
    item('<enclosure url="/a.mp3"/><enclosure url="/a.mp3"/>'),
    { 'enclosures.length': 1 },
  ],
  [
    'an enclosure with children',
    item('<enclosure url="/a.mp3"><x/></enclosure><title>A</title>'),
    { 'enclosures.length': 1, title: 'A' },
  ],
  [
    'a picture of the channel',
    rss('<image><url>/l.png</url><title>L</title><link>/l</link></image>'),
    { 'feed.image': 'https://post.example/l.png', 'feed.title': undefined },
  ],
  ['a source without an address', item('<source>Wire</source>'), { source: { title: 'Wire' } }],
  [
    'a source without a name',
    item('<source url="https://wire.example/rss"/>'),
    { source: { link: 'https://wire.example/rss' } },
  ],
  ['a ttl with spaces', rss('<ttl> 60\n</ttl>'), { 'feed.ttl': 60 }],
  ['a ttl that is none', rss('<ttl>-5</ttl>'), { 'feed.ttl': undefined }],
  [
    'hours with a nought',
    rss('<skipHours><hour>07</hour><hour>x</hour><hour>25</hour></skipHours>'),
    { 'feed.skipHours': [7] },
  ],
  [
    'days in small letters',
    rss('<skipDays><day>sunday</day><day>Caturday</day></skipDays>'),
    { 'feed.skipDays': ['Sunday'] },
  ],
  ['an hourly period', rss('<sy:updatePeriod>hourly</sy:updatePeriod>'), { 'feed.ttl': 60 }],
  [
    'a period with spaces and capitals',
    rss(
      '<sy:updatePeriod>\n Hourly </sy:updatePeriod><sy:updateFrequency>\n 2 </sy:updateFrequency>',
    ),
    { 'feed.ttl': 30 },
  ],
  [
    'a frequency of nought',
    rss('<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>'),
    { 'feed.ttl': 1440 },
  ],
  [
    'a ttl before a period',
    rss('<sy:updatePeriod>daily</sy:updatePeriod><ttl>30</ttl>'),
    { 'feed.ttl': 30 },
  ],
  [
    'a publishing date before a build date',
    rss(
      '<pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate><lastBuildDate>Mon, 05 Jan 2026 10:00:00 GMT</lastBuildDate>',
    ),
    { 'feed.published': '2026-01-05T09:00:00.000Z', 'feed.updated': '2026-01-05T10:00:00.000Z' },
  ],
  [
    'an empty date and another',
    item('<pubDate/><dc:date>2026-01-05T09:00:00Z</dc:date>'),
    { published: '2026-01-05T09:00:00.000Z' },
  ],
  [
    'a broken date and another',
    item('<pubDate>soon</pubDate><dc:date>2026-01-05T09:00:00Z</dc:date>'),
    { published: '2026-01-05T09:00:00.000Z' },
  ],
  [
    'a date of Atom',
    item('<atom:published>2026-01-05T09:00:00Z</atom:published>', atomNs),
    { published: '2026-01-05T09:00:00.000Z' },
  ],
  [
    'a content of Atom',
    item('<atom:content type="html">&lt;p&gt;A&lt;/p&gt;</atom:content>', atomNs),
    { content: '<p>A</p>' },
  ],
  [
    'a language with spaces',
    rss('<language>\n en-GB </language><item/>'),
    { 'feed.language': 'en-gb', language: 'en-gb' },
  ],
  [
    'a language of the response',
    item('<title>A</title>'),
    { 'feed.language': 'fr' },
    { 'content-language': 'fr' },
  ],
  [
    'clouds and ratings do no harm',
    rss(
      '<cloud domain="x" port="80" path="/" registerProcedure="a" protocol="xml-rpc"/><rating>x</rating><docs>https://d.example/</docs><title>F</title>',
    ),
    { 'feed.title': 'F', 'feed.link': 'https://post.example/feeds/all.xml' },
  ],
];

export const ofRss = { dialects, links, texts, persons, others };
