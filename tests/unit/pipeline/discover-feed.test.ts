import { describe, expect, it } from 'vitest';
import { SiteUnavailableError } from '../../../shared/errors.ts';
import { discoverFeeds } from '../../../shared/pipeline/polling/discover-feed.ts';
import type { FetchWeb, WebResponse } from '../../../shared/ports/web.ts';
import { rssOf } from '../../builders/a-feed.ts';

const site = 'https://news.example/';
const rss = rssOf(['One']);
type Page = string | Partial<WebResponse> | Error;

/** Discovers the feed of a web of a few pages, and tells what it asked for. */
async function discover(pages: Record<string, Page>, start = site) {
  const asked: string[] = [];
  const fetchWeb: FetchWeb = async ({ url, beforeHop }) => {
    asked.push(url);
    const page = pages[url] ?? { status: 404 };
    if (page instanceof Error) throw page;
    const said = typeof page === 'string' ? { body: new TextEncoder().encode(page) } : page;
    const response = {
      status: 200,
      finalUrl: url,
      headers: {},
      redirects: [],
      body: new Uint8Array(),
      ...said,
    };
    for (const hop of response.redirects) {
      await beforeHop?.(hop.url);
      asked.push(hop.url);
    }
    return response;
  };
  const found = await discoverFeeds(start, fetchWeb);
  return { ...found, asked };
}

const head = (links: string) =>
  `<!doctype html><html><head><title>News</title>${links}</head><body>`;
const alternate = (href: string, type = 'application/rss+xml') =>
  `<link rel="alternate" type="${type}" href="${href}">`;

describe('the feed of a site is found', () => {
  const pages: [string, Record<string, Page>, string, string?][] = [
    ['at its own address', { [site]: rss }, site],
    ['in the head', { [site]: head(alternate('/f')), [`${site}f`]: rss }, `${site}f`],
    [
      'in the head with a base',
      { [site]: head(`<base href="/en/">${alternate('f')}`), [`${site}en/f`]: rss },
      `${site}en/f`,
    ],
    [
      'in the head after one that is dead',
      {
        [site]: head(alternate('/x') + alternate('/f', 'application/atom+xml')),
        [`${site}f`]: rss,
      },
      `${site}f`,
    ],
    [
      'in the head after that of comments',
      {
        [site]: head(alternate('/comments/feed/') + alternate('/f')),
        [`${site}f`]: rss,
        [`${site}comments/feed/`]: rss,
      },
      `${site}f`,
    ],
    [
      'in a Link header',
      {
        [site]: {
          headers: { link: '</feed.json>; rel="alternate"; type="application/feed+json"' },
        },
        [`${site}feed.json`]: rss,
      },
      `${site}feed.json`,
    ],
    [
      'behind a link',
      {
        [site]: '<html><a href="/about">About</a><a href="/en/rss/all">All</a>',
        [`${site}en/rss/all`]: rss,
      },
      `${site}en/rss/all`,
    ],
    [
      'behind a link that is called RSS',
      { [site]: '<html><a href="/x1"><b>RSS</b></a>', [`${site}x1`]: rss },
      `${site}x1`,
    ],
    [
      'on a page about feeds',
      {
        [site]: '<html><a href="/rss">RSS</a>',
        [`${site}rss`]: '<html><ul><li><a href="/rss/world.xml">World</a>',
        [`${site}rss/world.xml`]: rss,
      },
      `${site}rss/world.xml`,
    ],
    [
      'by what its software is known for',
      { [site]: head('<meta name="generator" content="Hugo 0.1">'), [`${site}index.xml`]: rss },
      `${site}index.xml`,
    ],
    [
      'by its platform',
      { 'https://town.substack.com/feed': rss },
      'https://town.substack.com/feed',
      'https://town.substack.com/',
    ],
    [
      'by the platform of a person',
      { 'https://social.example/@town.rss': rss },
      'https://social.example/@town.rss',
      'https://social.example/@town',
    ],
    ['by a guess', { [site]: '<html>', [`${site}rss.xml`]: rss }, `${site}rss.xml`],
    ['by the last guess', { [site]: '<html>', [`${site}feed.xml`]: rss }, `${site}feed.xml`],
    [
      'though its front page is down',
      { [site]: new SiteUnavailableError(site, 'down'), [`${site}feed`]: rss },
      `${site}feed`,
    ],
    [
      'in the news sitemap of robots.txt',
      {
        [site]: '<html>',
        [`${site}robots.txt`]:
          'Sitemap: https://news.example/all.xml\nSitemap: https://news.example/news.xml',
        [`${site}news.xml`]:
          '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://news.example/a</loc></url></urlset>',
      },
      `${site}news.xml`,
    ],
    [
      'in a news sitemap that robots.txt names by its path',
      {
        [site]: '<html>',
        [`${site}robots.txt`]: 'Sitemap: /news.xml',
        [`${site}news.xml`]: '<urlset/>',
      },
      `${site}news.xml`,
    ],
  ];
  it.each(pages)('%s', async (_where, web, url, start = site) => {
    const { feed, asked } = await discover(web, start);

    expect(feed).toMatchObject({ url });
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('with its title, and the others that the site announces', async () => {
    const links = alternate('/f') + alternate('/sport');
    const found = await discover({ [site]: head(links), [`${site}f`]: rss });

    expect(found.feed).toEqual({
      url: `${site}f`,
      format: 'rss20',
      title: 'Example News',
      entries: 1,
    });
    expect(found.others).toEqual([`${site}sport`]);
    expect(found.asked).toHaveLength(2);
  });
});

describe('a site without a feed', () => {
  it('is given up after five requests, and it says what was tried', async () => {
    const links = Array.from({ length: 50 }, (_, at) => alternate(`/feed/${at}`)).join('');
    const { feed, tried, asked } = await discover({ [site]: head(links) });

    expect(feed).toBeUndefined();
    expect(asked).toHaveLength(5);
    expect(tried[0]).toEqual({ url: site, result: 'an HTML page titled «News», not a feed' });
    expect(tried[1]).toEqual({ url: `${site}feed/0`, result: 'status 404' });
  });

  it.each([429, 503])('that answers %i is asked no further', async (status) => {
    const { asked, tried } = await discover({ [site]: { status } });

    expect(asked).toEqual([site]);
    expect(tried).toEqual([{ url: site, result: `status ${status}; asked no further` }]);
  });

  it('that keeps robots out is said to', async () => {
    const body = new TextEncoder().encode('<html><title>Just a moment...</title></html>');
    const { tried } = await discover({ [site]: { status: 403, body } });

    expect(tried[0]?.result).toMatch(/^status 403: an HTML page .* asks whether we are a robot/);
  });

  it('is given up after five requests that are redirects', async () => {
    const hops = [1, 2, 3, 4, 5, 6].map((hop) => ({ status: 302, url: `${site}${hop}` }));
    const { asked, tried } = await discover({ [site]: { redirects: hops } });

    expect(asked).toHaveLength(5);
    expect(tried).toEqual([{ url: site, result: 'one redirect too many' }]);
  });

  it('is no place to ask what is not the web', async () => {
    const links = `${alternate('javascript:x')}${alternate('file:///etc/passwd')}${alternate('http://')}`;
    const { asked } = await discover({ [site]: head(links) });

    expect(asked.every((url) => url.startsWith('https://news.example/'))).toBe(true);
  });
});
