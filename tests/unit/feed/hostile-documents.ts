/** Documents that are made to cost much, each of about a given size. */
export function hostileDocuments(size: number): Record<string, Uint8Array> {
  const fill = (text: string, length = size) =>
    text.repeat(Math.ceil(length / text.length)).slice(0, length);
  const rss = (inside: string) => `<rss version="2.0"><channel>${inside}</channel></rss>`;
  const item = (inside: string) => rss(`<item>${inside}</item>`);
  const numbered = (make: (n: number) => string) =>
    Array.from({ length: Math.ceil(size / make(1000).length) }, (_, n) => make(n)).join('');
  const atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry>';
  const laughs = Array.from(
    { length: 50 },
    (_, n) => `<!ENTITY l${n} "${`&l${n - 1};`.repeat(10)}">`,
  );
  const texts = {
    'elements without end': fill('<a>'),
    'elements without end in a feed': `<rss><channel><item>${fill('<a>')}`,
    'deep nesting that is closed': `<rss><channel><item>${fill('<a>', size / 2)}${fill('</a>', size / 2)}`,
    'closing tags of nothing': `<rss><channel><item>${fill('</b>')}`,
    'entries without end': `<rss><channel>${fill('<item>')}`,
    'empty entries': `<rss><channel>${fill('<item/>')}`,
    'attributes without end': `<rss ${numbered((n) => `a${n}="x" `)}`,
    'an attribute without end': `<rss><channel><item><link href="${fill('x<')}`,
    ampersands: item(`<title>${fill('&')}</title>`),
    references: item(`<title>${fill('&amp;&eacute;&#1;')}</title>`),
    'unknown references': item(`<title>${numbered((n) => `&x${n};`)}</title>`),
    'a billion laughs': `<!DOCTYPE l [<!ENTITY l "ha">${laughs.join('')}]>${item(`<title>${fill('&l49;')}</title>`)}`,
    'a quadratic blow-up': `<!DOCTYPE l [<!ENTITY l "${'ha'.repeat(400)}">]>${item(`<title>${fill('&l;')}</title>`)}`,
    'a DOCTYPE without end': `<!DOCTYPE l [${fill(' ')}`,
    'stray <': item(`<title>${fill('< ')}</title>`),
    'CDATA without end': `<rss><channel><item><title><![CDATA[${fill(']]')}`,
    'many CDATA': item(`<title>${fill('<![CDATA[x]]>')}</title>`),
    'comments without end': `<rss>${fill('<!--')}`,
    NULs: item(`<title>${fill('\0a')}</title>`),
    'white space': fill(' '),
    'namespaces, nested': `<rss><channel>${numbered((n) => `<a xmlns:p${n}="u${n}">`)}`,
    'namespaces, side by side': `<rss><channel>${numbered((n) => `<a xmlns:p${n}="u${n}"/>`)}`,
    names: `<rss><channel>${numbered((n) => `<t${n}/>`)}`,
    bases: `<rss xml:base="https://x.example/"><channel>${fill('<a xml:base="a/">')}`,
    'bases of items': `<rss xml:base="https://x.example/"><channel>${fill('<item xml:base="a/"><link>b</link></item>')}`,
    authors: item(fill('<author>a@b.example (C)</author>')),
    categories: item(numbered((n) => `<category>${n}</category>`)),
    'relative links in HTML': item(
      `<description><![CDATA[${numbered((n) => `<a href="../${n}">`)}]]></description>`,
    ),
    'scripts in HTML': item(`<description><![CDATA[${fill('<script>')}]]></description>`),
    'attributes in HTML': item(`<description><![CDATA[<a ${fill(' href = ')}]]></description>`),
    'XHTML without end': `${atom}<content type="xhtml"><div>${fill('<p>')}`,
    'XHTML, wide': `${atom}<content type="xhtml"><div>${fill('<p>x</p>')}`,
    'full articles': rss(
      fill(
        `<item><content:encoded><![CDATA[${'<p><a href="/x">x</a></p>'.repeat(50)}]]></content:encoded></item>`,
      ),
    ),
    'odd dates': rss(fill('<item><pubDate>Foobar 12, 2020 xyz 11:12:13 blah</pubDate></item>')),
    'doubly encoded text': item(`<title>${fill('Ã©')}</title>`),
    'JSON, deep': fill('['),
    'JSON, deep objects': fill('{"a":'),
    'JSON, wide': `{"version":"https://jsonfeed.org/version/1","items":[${fill('{},')}{}]}`,
    'JSON with half characters': `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"${fill('\\ud800')}"}]}`,
    'JSON with escaped quotes': `{"a":"${fill('\\"')}`,
    'a sitemap': `<urlset>${fill('<url><loc>https://a.example/</loc></url>')}`,
    'folders of iTunes': `<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>${fill('<itunes:category text="a">')}`,
    'an HTML page': `<html><title>x</title>${fill('<p>text')}`,
  };
  const utf8 = new TextEncoder();
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, utf8.encode(text)])),
    'bytes that are no UTF-8': Uint8Array.from(
      { length: size },
      (_, at) => (at * 131 + (at >> 3)) & 0xff,
    ),
    'UTF-16': Uint8Array.from(`\ufeff${item(fill('<title>a</title>', size / 2))}`, (c) =>
      c.charCodeAt(0),
    ),
  };
}
