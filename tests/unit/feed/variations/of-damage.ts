import { atom, item, rss } from '../feed-text.ts';
import type { Variation } from './variation.ts';

const good = rss(
  '<title>F</title><item><title>A</title><link>/a</link></item><item><title>B</title><link>/b</link></item>',
);
const both = {
  'entries.length': 2,
  'entries.0.title': 'A',
  'entries.1.title': 'B',
  'feed.title': 'F',
};

export const ofDamage: readonly Variation[] = [
  ['white space before', `\n\n  ${good}`, both],
  [
    'a warning of PHP before',
    `<br />\n<b>Warning</b>:  mysql_connect() in <b>/var/www/x.php</b> on line <b>3</b><br />\n<?xml version="1.0"?>${good}`,
    both,
  ],
  [
    'a warning in plain text before',
    `PHP Notice:  Undefined index: x in /a.php on line 3\n${good}`,
    both,
  ],
  [
    'a warning with a colon and brackets',
    `Deprecated: f(): a < b in /x.php\n<?xml version="1.0"?>\n${good}`,
    both,
  ],
  ['a mark in the middle', `\n\ufeff<?xml version="1.0"?>${good}`, both],
  ['two marks', `\ufeff\ufeff${good}`, both],
  ['a second declaration', `<?xml version="1.0"?><?xml version="1.0"?>${good}`, both],
  ['a page after', `${good}<script>x</script></body></html>`, both],
  [
    'a second feed after',
    `${good}${rss('<title>G</title><item><title>C</title></item>')}`,
    { 'entries.length': 3, 'feed.title': 'F', 'entries.2.title': 'C' },
  ],
  ['a root twice', good.replace('<channel>', '<rss version="2.0"><channel>'), both],
  ['a feed within a page', `<html><body>${good}</body></html>`, both],
  [
    'no closing tags at all',
    '<rss><channel><title>F<item><title>A<link>/a<item><title>B<link>/b',
    { 'entries.length': 2, 'feed.title': 'F' },
  ],
  [
    'a title that is not closed',
    item('<title>A<link>/a</link><description>D</description>'),
    { summary: 'D', link: 'https://post.example/a' },
  ],
  [
    'a title closed by another name',
    item('<title>A</titel><link>/a</link>'),
    { title: 'A', link: 'https://post.example/a' },
  ],
  [
    'elements that overlap',
    item('<title>A</title><description><b>x<i>y</b>z</i></description><link>/a</link>'),
    { title: 'A', link: 'https://post.example/a' },
  ],
  [
    'an entry that is not closed',
    rss('<item><title>A</title><item><title>B</title></item>'),
    { 'entries.length': 2, 'entries.0.title': 'A', 'entries.1.title': 'B' },
  ],
  [
    'a channel that is closed too early',
    '<rss><channel><title>F</title></channel><item><title>A</title></item></rss>',
    { 'feed.title': 'F', title: 'A' },
  ],
  ['closed again and again', `${good}</rss></rss></channel>`, both],
  [
    'attributes without quotes',
    item('<title>A</title><enclosure url=/a.mp3 type=audio/mpeg length=3 />'),
    { title: 'A', 'enclosures.0.url': 'https://post.example/a.mp3' },
  ],
  [
    'an attribute twice',
    item('<enclosure url="/a.mp3" url="/b.mp3"/>'),
    { 'enclosures.0.url': 'https://post.example/a.mp3' },
  ],
  [
    'an ampersand in an attribute',
    item('<enclosure url="/a.mp3?x=1&y=2"/>'),
    { 'enclosures.0.url': 'https://post.example/a.mp3?x=1&y=2' },
  ],
  [
    'an angle in an attribute',
    item('<enclosure url="/a.mp3" title="a > b < c"/><title>A</title>'),
    { title: 'A', 'enclosures.0.url': 'https://post.example/a.mp3' },
  ],
  [
    'a stray <',
    item('<title>3 < 4</title><link>/a</link>'),
    { title: '3 < 4', link: 'https://post.example/a' },
  ],
  [
    'CDATA that is not closed',
    `<rss><channel><item><title>A</title><link>/a</link></item><item><description><![CDATA[B`,
    { 'entries.0.title': 'A', 'entries.0.link': 'https://post.example/a' },
  ],
  [
    'CDATA in small letters',
    item('<title><![cdata[A]]></title><link>/a</link>'),
    { link: 'https://post.example/a' },
  ],
  ['a comment within a title', item('<title>A<!-- x --> B</title>'), { title: 'A B' }],
  [
    'a comment around an entry',
    rss('<!-- <item><title>X</title></item> --><item><title>A</title></item>'),
    { 'entries.length': 1, title: 'A' },
  ],
  ['a DOCTYPE of HTML', `<!DOCTYPE html>${good}`, both],
  [
    'a prefix that nobody declared',
    item('<title>A</title><foo:bar>x</foo:bar><foo:title>X</foo:title>'),
    { title: 'A' },
  ],
  [
    'a root in capitals',
    '<RSS VERSION="2.0"><CHANNEL><TITLE>F</TITLE><ITEM><TITLE>A</TITLE></ITEM></CHANNEL></RSS>',
    { 'feed.title': 'F', title: 'A' },
  ],
  ['an Atom entry in RSS', rss('<entry><title>A</title></entry>'), { title: 'A' }],
  ['an RSS item in Atom', atom('<item><title>A</title></item>'), { title: 'A' }],
  ['served as a page', good, both, { 'content-type': 'text/html; charset=utf-8' }],
  ['served as nothing known', good, both, { 'content-type': 'application/octet-stream' }],
  [
    'a feed that was escaped',
    good.replace('<title>A</title>', '<title><![CDATA[<b>A</b>]]></title>'),
    { 'entries.length': 2, 'entries.0.title': '<b>A</b>' },
  ],
];
