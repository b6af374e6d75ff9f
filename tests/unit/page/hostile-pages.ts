/** A page that is an article, so that what is hostile in it is read and not just refused. */
const body = Array.from(
  { length: 12 },
  (_, n) =>
    `<p>The harbour board met for the ${n + 2}th time on Monday and heard from the engineers of the quay.</p>`,
).join('');

type Parts = { readonly head?: string; readonly title?: string; readonly rest?: string };

const article = ({ head = '', title = 'Harbour board meets again', rest = '' }: Parts): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><article><h1>${title}</h1>${body}${rest}</article></body></html>`;

const jsonLd = (node: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', headline: 'Harbour board meets again', ...node })}</script>`;

/** Pages that are made to cost much, or to become more than a table holds; each of about a given size, and made when it is asked for. */
export function hostilePages(size: number): Record<string, () => Uint8Array> {
  const fill = (text: string, length = size) =>
    text.repeat(Math.ceil(length / text.length)).slice(0, length);
  const many = <T>(make: (n: number) => T, bytesOf: (one: T) => number): T[] =>
    Array.from({ length: Math.ceil(size / bytesOf(make(1000))) }, (_, n) => make(n));
  const numbered = (make: (n: number) => string) => many(make, (text) => text.length).join('');
  const listed = (make: (n: number) => unknown) =>
    many(make, (one) => JSON.stringify(one).length + 1);
  const meta = (name: string, content: string) => `<meta property="${name}" content="${content}">`;
  const words = (length = size) => {
    let seed = 7;
    const word = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed.toString(36);
    };
    const found: string[] = [];
    for (let at = 0; at < length; at += 7) found.push(word());
    return found.join(' ');
  };
  const letters = (length = size) => words(length).replaceAll(' ', '');
  const texts: Record<string, () => string> = {
    'elements that nest': () => article({ rest: fill('<div>') }),
    'elements that nest and are closed': () =>
      article({ rest: `${fill('<div>', size / 2)}x${fill('</div>', size / 2)}` }),
    'inline elements that nest': () => article({ rest: `<p>${fill('<b>')}` }),
    'lists that nest': () => article({ rest: fill('<ul><li>a') }),
    'tables that nest': () => article({ rest: fill('<table><tr><td>a') }),
    'quotes that nest': () => article({ rest: fill('<blockquote><p>a') }),
    'a list of many items': () => article({ rest: `<ul>${numbered((n) => `<li>item ${n}`)}</ul>` }),
    'a table of many cells': () =>
      article({ rest: `<table>${numbered((n) => `<tr><td>${n}<td>b`)}</table>` }),
    'a table of one row': () =>
      article({ rest: `<table><tr>${numbered((n) => `<td>${n}`)}</table>` }),
    'an attribute without end': () => article({ rest: `<p title="${fill('a')}">x` }),
    'an attribute that is never closed': () => article({ rest: `<p title="${fill('a<')}` }),
    'attributes without end': () => article({ rest: `<p ${numbered((n) => `a${n}="x" `)}>x` }),
    'class names without end': () => article({ rest: `<p class="${numbered((n) => `c${n} `)}">x` }),
    'a title without end': () => article({ title: words() }),
    'a title of one word': () => article({ title: fill('a') }),
    'a title of bidi controls': () => article({ title: `Bridge ${fill('\u202e\u2066')}` }),
    'a title of half characters': () => article({ title: `Bridge ${fill('&#xD800;x')}` }),
    'a title of NULs': () => article({ title: `Bridge ${fill('\0&#0;')}` }),
    'headings without end': () => article({ rest: numbered((n) => `<h2>${n}</h2>`) }),
    'an og:title without end': () => article({ head: meta('og:title', words()) }),
    'a headline without end': () => article({ head: jsonLd({ headline: words() }) }),
    'a description without end': () => article({ head: meta('og:description', words()) }),
    'a site name without end': () => article({ head: meta('og:site_name', words()) }),
    'a section without end': () => article({ head: meta('article:section', words()) }),
    'an image without end': () =>
      article({ head: meta('og:image', `https://a.example/${letters()}`) }),
    'a canonical address without end': () =>
      article({ head: `<link rel="canonical" href="https://a.example/${letters()}">` }),
    'a canonical address of 64 KB': () =>
      article({ head: `<link rel="canonical" href="https://a.example/${letters(65_536)}">` }),
    'a canonical address of many digits': () =>
      article({ head: `<link rel="canonical" href="https://a.example/${fill('%D8%A7', 3000)}">` }),
    'a language without end': () => article({}).replace('lang="en"', `lang="${fill('en-', size)}"`),
    authors: () =>
      article({ head: jsonLd({ author: listed((n) => ({ name: `Ada Writer${n}` })) }) }),
    'an author without end': () => article({ head: jsonLd({ author: { name: words() } }) }),
    'authors in metas': () =>
      article({ head: numbered((n) => `<meta name="author" content="Ada Writer${n}">`) }),
    tags: () => article({ head: jsonLd({ keywords: listed((n) => `topic ${n}`) }) }),
    'a tag without end': () => article({ head: jsonLd({ keywords: words() }) }),
    'keywords without end': () =>
      article({ head: `<meta name="news_keywords" content="${numbered((n) => `topic ${n}, `)}">` }),
    'tags in metas': () => article({ head: numbered((n) => meta('article:tag', `topic ${n}`)) }),
    'links to tags': () =>
      article({ rest: numbered((n) => `<a rel="tag" href="/t/${n}">topic ${n}</a>`) }),
    'related stories': () =>
      article({
        rest: `<aside class="related"><h3>Related stories</h3><ul>${numbered((n) => `<li><a href="/2026/01/05/story-${n}-of-the-quay">Engineers look at the quay for the ${n}th time</a>`)}</ul></aside>`,
      }),
    'a related story without end': () =>
      article({
        rest: `<aside class="related"><h3>Related stories</h3><ul>${Array.from({ length: 3 }, (_, n) => `<li><a href="/2026/01/05/story-${n}">${words(size / 3)}</a>`).join('')}</ul></aside>`,
      }),
    'addresses of related stories without end': () =>
      article({
        rest: `<aside class="related"><h3>Related stories</h3><ul>${many(
          (n) =>
            `<li><a href="/2026/01/05/${n}-${letters(60_000)}">Engineers look at the quay for the ${n}th time</a>`,
          (text) => text.length,
        ).join('')}</ul></aside>`,
      }),
    'robots without end': () =>
      article({ head: `<meta name="robots" content="${numbered((n) => `x${n},`)}">` }),
    'a licence without end': () =>
      article({ head: `<link rel="license" href="https://a.example/${letters()}">` }),
    'a copyright without end': () => article({ head: jsonLd({ copyrightNotice: words() }) }),
    'a TDM policy without end': () =>
      article({
        head: `<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://a.example/${letters()}">`,
      }),
    'a correction without end': () =>
      article({ rest: `<p>Correction: an earlier version of this article said ${words()}</p>` }),
    'a standfirst without end': () =>
      article({}).replace('</h1>', `</h1><p class="standfirst">${words()}</p>`),
    'a dateline without end': () =>
      article({}).replace(body, `<p>${fill('VERY LONG PLACE ')} (Reuters) - It rained.</p>${body}`),
    'a byline without end': () =>
      article({}).replace('</h1>', `</h1><p class="byline">By ${words()}</p>`),
    'a publication date without end': () =>
      article({ head: meta('article:published_time', fill('2026-01-')) }),
    'the year 0': () => article({ head: meta('article:published_time', '0000-01-01T00:00:00Z') }),
    'the year -271821': () =>
      article({ head: meta('article:published_time', '-271821-04-20T00:00:00Z') }),
    'the year 275760': () =>
      article({ head: meta('article:published_time', '+275760-09-13T00:00:00Z') }),
    'the year 275761': () =>
      article({ head: jsonLd({ datePublished: '+275761-09-13T00:00:00Z' }) }),
    'a date of many digits': () =>
      article({ head: jsonLd({ datePublished: 1e300, dateModified: -1e300 }) }),
    'JSON-LD that nests': () =>
      article({ head: `<script type="application/ld+json">${fill('{"@graph":[')}</script>` }),
    'JSON-LD of arrays': () =>
      article({ head: `<script type="application/ld+json">${fill('[')}</script>` }),
    'JSON-LD of many nodes': () =>
      article({ head: jsonLd({ about: listed((n) => ({ name: n })) }) }),
    'JSON-LD with __proto__': () =>
      article({
        head: '<script type="application/ld+json">{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"@type":"NewsArticle","headline":"Harbour board meets again","author":{"__proto__":{"name":"x"}}}</script>',
      }),
    'many scripts of JSON-LD': () =>
      article({ head: numbered((n) => jsonLd({ headline: `${n}` })) }),
    'a billion laughs': () =>
      `<!DOCTYPE l [<!ENTITY a "ha">${fill('<!ENTITY b "&a;&a;&a;">')}]>${article({ rest: '<p>&b;&b;&b;' })}`,
    references: () => article({ rest: `<p>${fill('&amp;&eacute;&#1;')}` }),
    'a reference without end': () => article({ rest: `<p>&#${fill('9')};` }),
    'unknown references': () => article({ rest: `<p>${numbered((n) => `&x${n};`)}` }),
    ampersands: () => article({ rest: `<p>${fill('&')}` }),
    'open angles': () => article({ rest: `<p>${fill('< ')}` }),
    'comments without end': () => article({ rest: fill('<!--') }),
    'CDATA without end': () => article({ rest: fill('<![CDATA[') }),
    'scripts without end': () => article({ rest: fill('<script>') }),
    'templates that nest': () => article({ rest: fill('<template>') }),
    'SVG that nests': () => article({ rest: fill('<svg><foreignObject>') }),
    'forms and tables, misnested': () => article({ rest: fill('<table><form><b></table></p>') }),
    'NULs in the text': () => article({ rest: `<p>${fill('rain\0')}` }),
    'bidi controls in the text': () => article({ rest: `<p>${fill('rain \u202e\u2067')}` }),
    'combining marks': () => article({ rest: `<p>a${fill('\u0301')}` }),
    'joined emoji': () => article({ rest: `<p>${fill('\u{1f468}\u200d')}` }),
    'a paragraph of one word': () => article({ rest: `<p>${letters()}</p>` }),
    'a paragraph of many words': () => article({ rest: `<p>${words()}</p>` }),
    'many paragraphs': () => article({ rest: numbered((n) => `<p>It rained ${n} times.</p>`) }),
    'paragraphs of many words': () =>
      article({ rest: Array.from({ length: 20 }, () => `<p>${words(size / 20)}</p>`).join('') }),
    'preformatted text': () => article({ rest: `<pre>${words()}</pre>` }),
    'a caption without end': () =>
      article({ rest: `<figure><img src="a.jpg"><figcaption>${words()}</figcaption></figure>` }),
    'spaces without end': () => article({ rest: `<p>${fill('\u00a0 \u200b')}` }),
    'line breaks': () => article({ rest: `<p>${fill('a<br>')}` }),
    'Arabic without end': () =>
      article({
        title: fill('سفينة الميناء ', size / 2),
        rest: `<p>${fill('وصلت السفينة إلى الميناء. ', size / 2)}`,
      }),
    'Chinese without end': () => article({ rest: `<p>${fill('港口委员会周一开会', size / 3)}` }),
    numbers: () => article({ rest: `<p>${numbered((n) => `${n}.5 `)}` }),
    dates: () => article({ rest: `<p>${numbered((n) => `${(n % 28) + 1} May 2026, `)}` }),
    'a base without end': () => article({ head: `<base href="https://a.example/${letters()}/">` }),
    'meta elements': () => article({ head: numbered((n) => meta(`x:${n}`, 'y')) }),
    'time elements': () =>
      article({ rest: numbered((n) => `<time datetime="2026-01-05">${n}</time>`) }),
    'item scopes': () =>
      article({
        rest: fill('<div itemscope itemtype="https://schema.org/NewsArticle" itemprop="author">'),
      }),
    'one link': () => article({ rest: `<a href="https://a.example/${letters()}">x</a>` }),
    'links without end': () => article({ rest: numbered((n) => `<a href="/${n}">${n}</a> `) }),
    'images without end': () => article({ rest: numbered((n) => `<img src="/${n}.jpg">`) }),
    'white space': () => fill(' \n'),
    'nothing but text': () => words(),
  };
  const utf8 = new TextEncoder();
  return {
    ...Object.fromEntries(
      Object.entries(texts).map(([name, make]) => [name, () => utf8.encode(make())]),
    ),
    'UTF-16': () => Uint8Array.from(Buffer.from(`\ufeff${article({ rest: words() })}`, 'utf16le')),
    'half characters in UTF-16': () =>
      Uint8Array.from(
        Buffer.from(`\ufeff${article({ rest: `<p>${fill('\ud800x', size / 2)}` })}`, 'utf16le'),
      ),
    'UTF-8 with a fault in each word': () =>
      Buffer.from(article({ rest: `<p>${fill('caf\xe9 \xe9')}` }), 'latin1'),
    'bytes of all kinds': () =>
      Uint8Array.from({ length: size }, (_, at) => (at * 131 + (at >> 3)) & 0xff),
    'a character set that nobody knows': () =>
      utf8.encode(article({ head: `<meta charset="${fill('x', 1000)}">` })),
    'character sets without end': () =>
      utf8.encode(article({ head: numbered((n) => `<meta charset="x${n}">`) })),
  };
}
