/** Documents that are made to cost much, each of about a given size, and made when it is asked for. */
export function hostileDocuments(size: number): Record<string, () => Uint8Array> {
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
    'elements without end': () => fill('<a>'),
    'elements without end in a feed': () => `<rss><channel><item>${fill('<a>')}`,
    'deep nesting that is closed': () =>
      `<rss><channel><item>${fill('<a>', size / 2)}${fill('</a>', size / 2)}`,
    'closing tags of nothing': () => `<rss><channel><item>${fill('</b>')}`,
    'entries without end': () => `<rss><channel>${fill('<item>')}`,
    'empty entries': () => `<rss><channel>${fill('<item/>')}`,
    'attributes without end': () => `<rss ${numbered((n) => `a${n}="x" `)}`,
    'an attribute without end': () => `<rss><channel><item><link href="${fill('x<')}`,
    ampersands: () => item(`<title>${fill('&')}</title>`),
    references: () => item(`<title>${fill('&amp;&eacute;&#1;')}</title>`),
    'unknown references': () => item(`<title>${numbered((n) => `&x${n};`)}</title>`),
    'a billion laughs': () =>
      `<!DOCTYPE l [<!ENTITY l "ha">${laughs.join('')}]>${item(`<title>${fill('&l49;')}</title>`)}`,
    'a quadratic blow-up': () =>
      `<!DOCTYPE l [<!ENTITY l "${'ha'.repeat(400)}">]>${item(`<title>${fill('&l;')}</title>`)}`,
    'a DOCTYPE without end': () => `<!DOCTYPE l [${fill(' ')}`,
    'stray <': () => item(`<title>${fill('< ')}</title>`),
    'CDATA without end': () => `<rss><channel><item><title><![CDATA[${fill(']]')}`,
    'many CDATA': () => item(`<title>${fill('<![CDATA[x]]>')}</title>`),
    'comments without end': () => `<rss>${fill('<!--')}`,
    NULs: () => item(`<title>${fill('\0a')}</title>`),
    'white space': () => fill(' '),
    'namespaces, nested': () => `<rss><channel>${numbered((n) => `<a xmlns:p${n}="u${n}">`)}`,
    'namespaces, side by side': () =>
      `<rss><channel>${numbered((n) => `<a xmlns:p${n}="u${n}"/>`)}`,
    names: () => `<rss><channel>${numbered((n) => `<t${n}/>`)}`,
    bases: () => `<rss xml:base="https://x.example/"><channel>${fill('<a xml:base="a/">')}`,
    'bases of items': () =>
      `<rss xml:base="https://x.example/"><channel>${fill('<item xml:base="a/"><link>b</link></item>')}`,
    authors: () => item(fill('<author>a@b.example (C)</author>')),
    categories: () => item(numbered((n) => `<category>${n}</category>`)),
    'relative links in HTML': () =>
      item(`<description><![CDATA[${numbered((n) => `<a href="../${n}">`)}]]></description>`),
    'scripts in HTML': () => item(`<description><![CDATA[${fill('<script>')}]]></description>`),
    'attributes in HTML': () =>
      item(`<description><![CDATA[<a ${fill(' href = ')}]]></description>`),
    'XHTML without end': () => `${atom}<content type="xhtml"><div>${fill('<p>')}`,
    'XHTML, wide': () => `${atom}<content type="xhtml"><div>${fill('<p>x</p>')}`,
    'full articles': () =>
      rss(
        fill(
          `<item><content:encoded><![CDATA[${'<p><a href="/x">x</a></p>'.repeat(50)}]]></content:encoded></item>`,
        ),
      ),
    'odd dates': () =>
      rss(fill('<item><pubDate>Foobar 12, 2020 xyz 11:12:13 blah</pubDate></item>')),
    'doubly encoded text': () => item(`<title>${fill('Ã©')}</title>`),
    'JSON, deep': () => fill('['),
    'JSON, deep objects': () => fill('{"a":'),
    'JSON, wide': () => `{"version":"https://jsonfeed.org/version/1","items":[${fill('{},')}{}]}`,
    'JSON with half characters': () =>
      `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"${fill('\\ud800')}"}]}`,
    'JSON with escaped quotes': () => `{"a":"${fill('\\"')}`,
    'a sitemap': () => `<urlset>${fill('<url><loc>https://a.example/</loc></url>')}`,
    'folders of iTunes': () =>
      `<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>${fill('<itunes:category text="a">')}`,
    'a hundred thousand entries': () =>
      rss(
        numbered(
          (n) => `<item><title>Report ${n}</title><link>https://a.example/${n}</link></item>`,
        ),
      ),
    'one title': () => item(`<title>${fill('All in one word. ')}</title>`),
    'one word': () =>
      item(`<title>${fill('a')}</title><description>${fill('b', size / 2)}</description>`),
    'one article': () =>
      item(`<content:encoded><![CDATA[${fill('<p>Rain &amp; wind</p>')}]]></content:encoded>`),
    'one article in base64': () =>
      `<feed version="0.3"><entry><content mode="base64">${fill('QUJD')}</content></entry></feed>`,
    'one article, escaped': () =>
      item(`<description>${fill('&lt;p&gt;Rain &amp;amp; wind&lt;/p&gt;')}</description>`),
    'a base without end': () =>
      `<rss xml:base="https://x.example/${fill('a', size / 2)}/"><channel>${fill('<item><link>b</link></item>', size / 2)}`,
    'a site without end': () =>
      rss(
        `<link>https://x.example/${fill('a', size / 2)}/</link>${fill('<item><link>b</link></item>', size / 2)}`,
      ),
    'a base without end, and HTML': () =>
      `<rss xml:base="https://x.example/${fill('a', size / 2)}/"><channel><item><description>${fill('&lt;a href="b">', size / 2)}`,
    'a language without end': () =>
      `<rss xml:lang="${fill('a', size / 2)}"><channel>${fill('<item><title>b</title></item>', size / 2)}`,
    'an author without end': () =>
      rss(
        `<managingEditor>${fill('a', size / 2)}</managingEditor>${fill('<item><title>b</title></item>', size / 2)}`,
      ),
    'addresses without end': () =>
      rss(fill(`<item><link>https://x.example/${'a'.repeat(65_000)}</link></item>`)),
    'an attribute that is long': () => item(`<enclosure url="${fill('a')}"/>`),
    'an attribute of references': () => item(`<enclosure url="${fill('&amp;&#60;&x;')}"/>`),
    'entries of many attributes': () =>
      rss(fill(`<item ${Array.from({ length: 60 }, (_, n) => `a${n}="${n}"`).join(' ')}/>`)),
    'attributes of one name': () => item(`<a ${fill('a="x" ')}/>`),
    'processing instructions': () => item(fill('<?a b?>')),
    'declarations of entities': () =>
      `<!DOCTYPE l [${numbered((n) => `<!ENTITY e${n} "${n}">`)}]>${item('')}`,
    'comments before a DOCTYPE': () => `${fill('<!--')}<!DOCTYPE l>${item('')}`,
    'declarations that are cut': () => `<!DOCTYPE l [${fill('<!ENTITY a "')}`,
    'prefixes that nobody declared': () => item(numbered((n) => `<p${n}:a>x</p${n}:a>`)),
    'one prefix, declared again and again': () =>
      rss(fill('<item xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:date>x</dc:date></item>')),
    'media groups': () => item(fill('<media:group><media:content url="a.jpg"/></media:group>')),
    'media in media': () => item(fill('<media:content url="a.jpg"><media:thumbnail url="b.jpg"/>')),
    enclosures: () =>
      item(numbered((n) => `<enclosure url="https://a.example/${n}.mp3" length="${n}"/>`)),
    'links of Atom': () =>
      `${atom}${numbered((n) => `<link rel="alternate" href="https://a.example/${n}"/>`)}`,
    'hours to skip': () => rss(`<skipHours>${fill('<hour>1</hour>')}</skipHours>`),
    keywords: () => item(`<media:keywords>${fill('a,b,')}</media:keywords>`),
    'dates without end': () =>
      item(`<pubDate>${fill('1 ')}</pubDate><dc:date>${fill('2020-', size / 2)}</dc:date>`),
    'persons without end': () =>
      item(
        `<author>${fill('a@', size / 2)}</author><dc:creator>${fill('(a <', size / 2)}</dc:creator>`,
      ),
    'numbers and counters': () => item(`<description>${fill('12 comments ')}</description>`),
    'HTML of open angles': () => item(`<description>${fill('&lt;')}</description>`),
    'HTML of comments': () => item(`<description><![CDATA[${fill('<!-- ')}]]></description>`),
    'HTML of references': () =>
      item(`<description><![CDATA[${fill('&amp;amp;#x26;')}]]></description>`),
    'surrogates in halves': () => item(`<title>${fill('&#xD83D;&#xDE00;&#xD800;')}</title>`),
    'a news sitemap': () =>
      `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${numbered((n) => `<url><loc>https://a.example/${n}</loc><news:news><news:title>Report ${n}</news:title><news:publication_date>2026-01-05</news:publication_date></news:news></url>`)}`,
    'an index of sitemaps': () =>
      `<sitemapindex>${numbered((n) => `<sitemap><loc>https://a.example/${n}.xml</loc></sitemap>`)}`,
    'JSON, one string': () =>
      `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_html":"${fill('<p>x</p>')}"}]}`,
    'JSON, one string of escapes': () =>
      `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"${fill('\u0041')}"}]}`,
    'JSON of numbers': () =>
      `{"version":"https://jsonfeed.org/version/1","items":[${fill('1,')}1]}`,
    'JSON of names': () =>
      `{"version":"https://jsonfeed.org/version/1",${numbered((n) => `"k${n}":1,`)}"items":[{}]}`,
    'JSON of tags': () =>
      `{"version":"https://jsonfeed.org/version/1","items":[{"tags":[${numbered((n) => `"${n}",`)}""]}]}`,
    'JSON of entries': () =>
      `{"version":"https://jsonfeed.org/version/1","items":[${numbered((n) => `{"id":"${n}","url":"https://a.example/${n}","content_text":"Rain."},`)}{}]}`,
    'JSON of authors': () =>
      `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","authors":[${fill('{"name":"a"},')}{}]}]}`,
    'JSON of names without end': () => `{"${fill('a')}":1}`,
    'an HTML page': () => `<html><title>x</title>${fill('<p>text')}`,
  };
  const utf8 = new TextEncoder();
  const utf16 = (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));
  return {
    ...Object.fromEntries(
      Object.entries(texts).map(([name, make]) => [name, () => utf8.encode(make())]),
    ),
    'UTF-16 of articles': () => utf16(rss(fill('<item><title>Ü &amp; ü</title></item>', size / 2))),
    'UTF-16 of halves': () => utf16(item(`<title>${fill('\ud800x', size / 2)}</title>`)),
    'UTF-32': () =>
      new Uint8Array(
        Uint32Array.from(item(fill('<title>a</title>', size / 4)), (c) => c.charCodeAt(0)).buffer,
      ),
    'Latin-1 that says it is UTF-8': () =>
      Buffer.from(
        `<?xml version="1.0" encoding="utf-8"?>${item(`<title>${fill('café ')}</title>`)}`,
        'latin1',
      ),
    'UTF-8 with a fault in each word': () =>
      Buffer.from(item(`<title>${fill('caf\xe9 é ')}</title>`), 'latin1'),
    'escapes of ISO-2022-JP': () =>
      Buffer.from(
        `<?xml version="1.0" encoding="iso-2022-jp"?>${item(`<title>${fill('\x1b$B0!\x1b(B')}</title>`)}`,
        'latin1',
      ),
    'bytes of GB 18030': () =>
      Uint8Array.from(
        Buffer.from(
          `<?xml version="1.0" encoding="gb18030"?>${item(`<title>${fill('\x81\x30\x81\x30')}</title>`)}`,
          'latin1',
        ),
      ),
    'bytes that are no UTF-8': () =>
      Uint8Array.from({ length: size }, (_, at) => (at * 131 + (at >> 3)) & 0xff),
    'small elements behind a byte that is no UTF-8': () =>
      Uint8Array.from(`\ufeff${item(fill('<title>a</title>', size / 2))}`, (c) => c.charCodeAt(0)),
  };
}
