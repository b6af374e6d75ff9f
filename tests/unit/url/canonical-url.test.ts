import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleAddress, canonicalUrl, siteOf } from '../../../shared/url/canonical-url.ts';
import { differentPairs, samePairs } from './url-pairs.ts';

const base = 'https://news.example/section/feed.xml';
const canonical = (link: string) => canonicalUrl(link, base);

/** Addresses of one article each, in many forms. */
const sameArticle: readonly (readonly string[])[] = [
  [
    'https://news.example/2026/bridge-reopens',
    'http://news.example/2026/bridge-reopens',
    'HTTPS://NEWS.EXAMPLE:443/2026/bridge-reopens',
    'http://news.example:80/2026/bridge-reopens/',
    'https://www.news.example/2026/bridge-reopens//',
    'https://news.example./2026/bridge-reopens',
    '//news.example/2026/bridge-reopens',
    '/2026/bridge-reopens',
    '../2026/./x/../bridge-reopens',
    ' https://news.example/2026/bridge-reopens\n',
    'https://reader:secret@news.example/2026/bridge-reopens',
    'https://news.example/2026/bridge-reopens#comments',
    'https://news.example/2026/bridge-reopens?',
    'https://news.example/2026/bridge-reopens?&&',
    'https://news.example/2026/%62ridge%2Dreopens',
    'https://news.example/2026/bridge-reopens?utm_source=rss&utm_medium=feed&UTM_Campaign=x',
    'https://news.example/2026/bridge-reopens?fbclid=IwAR0x&gclid=1&mc_cid=2&_ga=3&igshid=4',
    'https://news.example/2026/bridge-reopens?ref=rss&source=twitter&from=newsletter_daily',
    'https://news.example/2026/bridge-reopens?at_medium=RSS&at_campaign=KARANGA&xtor=RSS-1',
    'https://news.example/2026/bridge-reopens?amp=1',
    'https://news.example/2026/bridge-reopens?outputType=amp',
    'https://news.example/2026/bridge-reopens?amp',
    'https://news.example/2026/bridge-reopens?print=true',
    'https://news.example/2026/bridge-reopens;jsessionid=AB12',
    'https://m.news.example/2026/bridge-reopens',
    'https://mobile.news.example/2026/bridge-reopens',
    'https://amp.news.example/2026/bridge-reopens',
    'https://www.m.news.example/2026/bridge-reopens',
    'https://news.example/amp/2026/bridge-reopens',
    'https://www.google.com/url?sa=t&url=https%3A%2F%2Fnews.example%2F2026%2Fbridge-reopens&usg=x',
    'https://www.google.co.uk/url?q=https://news.example/2026/bridge-reopens&sa=D',
    'https://l.facebook.com/l.php?u=https%3A%2F%2Fnews.example%2F2026%2Fbridge-reopens%3Ffbclid%3Dx&h=y',
    'https://vk.com/away.php?to=https%3A%2F%2Fnews.example%2F2026%2Fbridge-reopens',
    'https://out.reddit.com/t3_1?url=https%3A%2F%2Fnews.example%2F2026%2Fbridge-reopens&token=z',
    'https://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fnews.example%2f2026%2fbridge-reopens&c=1',
    'https://duckduckgo.com/l/?uddg=https%3A%2F%2Fnews.example%2F2026%2Fbridge-reopens',
    'https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU=https%3a%2f%2fnews.example%2f2026%2fbridge-reopens/RK=2/RS=x',
    'https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fnews.example%252F2026%252Fbridge-reopens',
  ],
  [
    'https://news.example/a/the-bridge-reopens',
    'https://news.example/a/the-bridge-reopens/amp',
    'https://news.example/a/the-bridge-reopens/amp/',
    'https://news.example/a/the-bridge-reopens.amp',
    'https://news.example/amp/a/the-bridge-reopens',
    'https://news-example.cdn.ampproject.org/c/s/news.example/a/the-bridge-reopens/amp/',
    'https://news-example.cdn.ampproject.org/v/s/news.example/a/the-bridge-reopens?usqp=mq&amp_js_v=0.1',
    'https://www.google.com/amp/s/www.news.example/a/the-bridge-reopens/amp/',
  ],
  [
    'https://news.example/',
    'https://www.news.example',
    'http://news.example/index.html',
    'https://news.example/index.php',
  ],
  ['https://news.example/story.php?a=1&b=2', 'https://news.example/story.php?b=2&utm_id=9&a=1'],
  [
    'https://ar.news.example/%D8%AE%D8%A8%D8%B1',
    'https://ar.news.example/%d8%ae%d8%a8%d8%b1',
    'https://ar.news.example/خبر',
  ],
  ['https://en.encyclopedia.example/wiki/Bridge', 'https://en.m.encyclopedia.example/wiki/Bridge'],
  [
    'https://town.blogspot.com/2026/01/bridge.html',
    'https://town.blogspot.com/2026/01/bridge.html?m=1',
  ],
];

/** Addresses that look alike and are articles of their own. */
const differentArticles: readonly (readonly string[])[] = [
  ['https://news.example/?p=1', 'https://news.example/?p=2', 'https://news.example/'],
  ['https://news.example/a?id=1', 'https://news.example/a?id=2', 'https://news.example/a'],
  ['https://news.example/a?ref=1234', 'https://news.example/a?ref=1235', 'https://news.example/a'],
  ['https://news.example/a?source=3', 'https://news.example/a?source=4'],
  ['https://news.example/a?m=1', 'https://news.example/a?m=2', 'https://news.example/a'],
  ['https://news.example/a?cid=10&mid=1', 'https://news.example/a?cid=11&mid=1'],
  ['https://news.example/read?page=1', 'https://news.example/read?page=2'],
  ['https://news.example/a?output=1', 'https://news.example/a?output=2'],
  ['https://news.example/Story', 'https://news.example/story'],
  ['https://news.example/reviews/amp', 'https://news.example/reviews'],
  ['https://news.example/guitar-amp', 'https://news.example/guitar'],
  ['https://news.example/amp', 'https://news.example/'],
  ['https://news.example/tag/amp', 'https://news.example/tag'],
  ['https://news.example/a%2Fb', 'https://news.example/a/b'],
  ['https://news.example/a?x=1%262', 'https://news.example/a?x=1&2'],
  ['https://news.example/a?q=1%2B1', 'https://news.example/a?q=1+1'],
  ['https://news.example/a?t=1&t=2', 'https://news.example/a?t=2&t=1'],
  ['https://news.example:8443/a', 'https://news.example/a'],
  ['https://ar.news.example/a', 'https://en.news.example/a', 'https://news.example/a'],
  ['https://sport.news.example/1', 'https://news.example/1'],
  [
    'https://m.example/a',
    'https://mobile.example/a',
    'https://amp.example/a',
    'https://www.example/a',
  ],
  ['https://one.blogspot.com/a', 'https://two.blogspot.com/a'],
  ['https://news.example/index.html?id=1', 'https://news.example/index.html?id=2'],
  ['https://news.example/url?q=https://other.example/a', 'https://other.example/a'],
  ['https://www.google.com/url?id=7', 'https://www.google.com/url?id=8'],
  ['https://news.example/a;b', 'https://news.example/a'],
];

describe('one article has one canonical URL', () => {
  it.each(sameArticle)('%s', (first, ...others) => {
    expect(canonical(first)).toBeDefined();
    for (const other of others) expect(canonical(other), other).toBe(canonical(first));
  });
});

describe('different articles have different canonical URLs', () => {
  it.each(differentArticles)('%s', (...links) => {
    expect(new Set(links.map(canonical)).size).toBe(links.length);
  });
});

const all = (pairs: Readonly<Record<string, readonly (readonly [string, string])[]>>) =>
  Object.entries(pairs).flatMap(([what, each]) => each.map((pair) => [what, ...pair] as const));

describe('pairs of addresses', () => {
  it('are many', () => {
    expect(all(samePairs).length + all(differentPairs).length).toBeGreaterThanOrEqual(200);
  });

  it.each(all(samePairs))('differ in %s and are one article: %s %s', (_what, one, other) => {
    expect(canonical(one)).toBeDefined();
    expect(canonical(other)).toBe(canonical(one));
  });

  it.each(all(differentPairs))('have %s and are two: %s %s', (_what, one, other) => {
    expect(canonical(one)).toBeDefined();
    expect(canonical(other)).not.toBe(canonical(one));
  });

  it('have canonical forms that are their own', () => {
    for (const [, ...pair] of [...all(samePairs), ...all(differentPairs)])
      for (const each of pair) {
        const once = canonical(each);
        expect(once !== undefined && canonical(once), each).toBe(once);
      }
  });

  it('that are two articles stay two, whatever is hung on them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all(differentPairs)),
        fc.subarray(['utm_source=rss', 'fbclid=x', 'amp;utm_id=1', 'maca=ar-rss', 'WT.x=1']),
        ([, one, other], extras) => {
          const dressed = (link: string) => {
            const [head = '', fragment] = link.split('#');
            const mark = extras.length === 0 ? '' : head.includes('?') ? '&' : '?';
            return `${head}${mark}${extras.join('&')}${fragment === undefined ? '' : `#${fragment}`}`;
          };
          expect(canonical(dressed(one))).not.toBe(canonical(dressed(other)));
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe('a link that leads nowhere has none', () => {
  it.each([
    '',
    ' ',
    'mailto:a@news.example',
    'javascript:void(0)',
    'data:text/html,x',
    'http://',
    'https://a b/',
  ])('%j', (link) => expect(canonical(link)).toBeUndefined());

  it('nor has one of more than 4096 characters, or one with a base that is none', () => {
    expect(canonical(`https://news.example/${'a'.repeat(4096)}`)).toBeUndefined();
    expect(canonicalUrl('/a', 'nowhere')).toBeUndefined();
    expect(canonicalUrl('https://news.example/a', 'nowhere')).toBe('https://news.example/a');
  });
});

const piece = fc.constantFrom(
  ...[
    'amp',
    'AMP',
    'index.html',
    'a-b-c',
    '2026',
    '%41',
    '%d8',
    '%',
    '..',
    '.',
    '',
    'ä',
    'x.amp',
    ';jsessionid=1',
  ],
);
const param = fc.constantFrom(
  ...[
    'utm_x=1',
    'a=1',
    'b=%7e',
    'amp',
    'ref=rss',
    'ref=1',
    'm=1',
    '=',
    'a=2',
    '%61=3',
    'q=https://a.example/b',
    'url=http://m.b.example/amp/1',
  ],
);
const host = fc.constantFrom(
  ...[
    'news.example',
    'www.m.amp.news.example',
    'm.co.uk',
    '127.0.0.1',
    '[::1]',
    'google.com',
    'l.facebook.com',
    'x.cdn.ampproject.org',
    'a.b.blogspot.com',
    'localhost:8080',
  ],
);
const link = fc
  .tuple(
    fc.constantFrom('http', 'https'),
    host,
    fc.array(piece, { maxLength: 6 }),
    fc.array(param, { maxLength: 5 }),
  )
  .map(([scheme, name, path, query]) => `${scheme}://${name}/${path.join('/')}?${query.join('&')}`);

describe('laws', () => {
  it('canonicalising twice is canonicalising once', () => {
    fc.assert(
      fc.property(
        fc.oneof(link, fc.webUrl({ withQueryParameters: true, withFragments: true })),
        (each) => {
          const once = canonicalUrl(each, base);
          if (once !== undefined) expect(canonicalUrl(once, 'https://other.example/')).toBe(once);
        },
      ),
      { seed: 4, numRuns: 1000 },
    );
  });

  it('tracking parameters, fragments and the order of the query never matter', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.uniqueArray(fc.nat(99)), (each, ids) => {
        const params = ids.map((id) => `p${id}=${id}`);
        const plain = `${each}?${params.join('&')}`;
        const dressed = `${each}?utm_source=x&${params.toReversed().join('&')}&fbclid=y#top`;
        expect(canonicalUrl(dressed, base)).toBe(canonicalUrl(plain, base));
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('different numbers in path or query stay different', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        fc.pre(a !== b);
        expect(canonical(`/news/${a}`)).not.toBe(canonical(`/news/${b}`));
        expect(canonical(`/news?id=${a}`)).not.toBe(canonical(`/news?id=${b}`));
        expect(canonical(`/news?ref=${a}`)).not.toBe(canonical(`/news?ref=${b}`));
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('any text is answered, and every trap comes to an end', () => {
    const traps = [
      '/amp'.repeat(1000),
      `/${'/'.repeat(4000)}x`,
      '%'.repeat(4000),
      '&'.repeat(4000),
      `?${'a&'.repeat(2000)}`,
    ];
    for (const trap of traps) expect(() => canonical(trap)).not.toThrow();
    fc.assert(
      fc.property(fc.string(), (text) => void canonical(text)),
      { seed: 4, numRuns: 1000 },
    );
  });
});

describe('the address to ask', () => {
  it.each([
    ['https://news.example/a/?utm_source=rss#top', 'https://news.example/a/?utm_source=rss'],
    ['https://www.google.com/url?q=http://m.news.example/a', 'http://m.news.example/a'],
    ['https://user:pass@news.example/a', 'https://news.example/a'],
    ['/a/amp/', 'https://news.example/a/amp/'],
    ['mailto:x@news.example', undefined],
  ])('of %s is %s', (given, address) => expect(articleAddress(given, base)).toBe(address));
});

describe('the site', () => {
  it.each([
    ['https://edition.news.co.uk/a', 'news.co.uk'],
    ['http://www.news.example/', 'news.example'],
    ['https://town.blogspot.com/a', 'town.blogspot.com'],
    ['http://127.0.0.1:8080/a', '127.0.0.1'],
    ['http://localhost/', 'localhost'],
    ['nothing', ''],
  ])('of %s is %s', (url, site) => expect(siteOf(url)).toBe(site));
});
