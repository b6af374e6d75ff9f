import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runNewsloom } from '../../../cli/run-newsloom.ts';
import type { Store } from '../../../cli/store.ts';
import type { World } from '../../../cli/world.ts';
import { loopbackRoute } from '../../../local/web/loopback-route.ts';
import { type LoopbackWeb, startWeb } from '../../../local/web/loopback-web.ts';
import type { WebAnswer } from '../../../local/web/web-content.ts';
import { httpFetchWeb } from '../../../shared/adapters/http/fetch-web.ts';
import { guardedRoute } from '../../../shared/adapters/http/route.ts';
import { rssOf } from '../../builders/a-feed.ts';
import { memoryFeedStore } from '../../builders/memory-feeds.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const html = (text: string): WebAnswer => ({
  ...{ status: 200, headers: { 'content-type': 'text/html' } },
  body: bytes(
    `<!doctype html><html><head><title>News</title>${text}</head><body>Hello</body></html>`,
  ),
});
const rss: WebAnswer = {
  ...{ status: 200, headers: { 'content-type': 'application/rss+xml' } },
  body: bytes(rssOf(['Bridge reopens'])),
};
const plain = (text: string): WebAnswer => ({
  ...{ status: 200, headers: { 'content-type': 'text/plain' }, body: bytes(text) },
});
const moved = (location: string): WebAnswer => ({
  ...{ status: 301, headers: { location }, body: bytes('') },
});
const newsSitemap = plain(
  '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">' +
    '<url><loc>https://site.example/a</loc><news:news><news:title>A</news:title></news:news></url></urlset>',
);
const alternate = (href: string) =>
  `<link rel="alternate" type="application/rss+xml" href="${href}">`;
const wordpress = '<meta name="generator" content="WordPress 6.9">';

let web: LoopbackWeb | undefined;
let out = '';
let err = '';
beforeEach(() => {
  out = '';
  err = '';
});
afterEach(async () => web?.close());

/** Runs the command against a site on loopback, by its true address; tells what was asked of it. */
async function add(line: string, pages: Readonly<Record<string, WebAnswer>>) {
  const asked: string[] = [];
  web = await startWeb({
    hosts: new Set(['site.example', 'www.site.example', 'feeds.example']),
    lookup: (url) => {
      asked.push(url.href);
      return pages[url.href] ?? { status: 404, headers: {}, body: bytes('Nothing here') };
    },
  });
  const nobody = guardedRoute(async () => []);
  const feeds = memoryFeedStore();
  const store: Partial<Store> = { name: 'memory', feeds, close: async () => {} };
  const world: Partial<World> = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    ...{ terminal: false, columns: 80, colours: false, debug: false },
    now: () => new Date('2026-01-05T12:00:00.000Z'),
    openStore: async () => store as Store,
    fetchWeb: httpFetchWeb({
      route: loopbackRoute(web, nobody),
      ...{ userAgent: 'Newsloom/0.1', timeoutMs: 25_000, maxBytes: 1_000_000 },
    }),
  };
  const code = await runNewsloom(['feeds', 'add', ...line.split(' ')], world as World);
  return { code, asked, added: [...feeds.feeds.values()].map(({ url }) => url) };
}

const site = 'https://site.example/';

describe('newsloom feeds add finds the feed of a site', () => {
  it.each<[string, string, Record<string, WebAnswer>, string, number]>([
    ['given as it is', `${site}rss`, { [`${site}rss`]: rss }, `${site}rss`, 1],
    [
      'that its page names',
      site,
      { [site]: html(alternate('/news.xml')), [`${site}news.xml`]: rss },
      `${site}news.xml`,
      2,
    ],
    [
      'that its page names after a dead one',
      site,
      { [site]: html(alternate('/old.xml') + alternate('/news.xml')), [`${site}news.xml`]: rss },
      ...([`${site}news.xml`, 3] as const),
    ],
    [
      'that WordPress has',
      site,
      { [site]: html(wordpress), [`${site}feed/`]: rss },
      `${site}feed/`,
      2,
    ],
    [
      'at another site, behind redirects of the page and of the feed',
      'http://site.example/',
      {
        'http://site.example/': moved('https://www.site.example/'),
        'https://www.site.example/': html(alternate('/rss')),
        'https://www.site.example/rss': moved('https://feeds.example/site'),
        'https://feeds.example/site': rss,
      },
      ...(['https://feeds.example/site', 4] as const),
    ],
    [
      'in the news sitemap that robots.txt names',
      site,
      {
        [site]: html(''),
        [`${site}robots.txt`]: plain(`User-agent: *\nSitemap: ${site}news-sitemap.xml\n`),
        [`${site}news-sitemap.xml`]: newsSitemap,
      },
      ...([`${site}news-sitemap.xml`, 5] as const),
    ],
    ['at a usual place', site, { [site]: html(''), [`${site}rss.xml`]: rss }, `${site}rss.xml`, 3],
  ])('%s', async (_, given, pages, found, requests) => {
    const { code, asked, added } = await add(given, pages);

    expect({ code, added }, err).toEqual({ code: 0, added: [found] });
    expect(asked).toHaveLength(requests);
  });

  it('and adds what is said of it', async () => {
    const line = `${site}rss --name Site --tag sea --language fr --no-obey-robots`;
    expect(await add(line, { [`${site}rss`]: rss })).toMatchObject({ code: 0 });
    expect(out).toContain('added: https://site.example/rss');
  });

  it.each([
    ['30', 0],
    ['14', 2],
    ['1441', 2],
    ['often', 2],
  ])('and takes --every %s or not: exit code %i', async (every, code) => {
    expect(await add(`${site}rss --every ${every}`, { [`${site}rss`]: rss })).toMatchObject({
      code,
    });
  });
});

describe('newsloom feeds add at a site without a feed', () => {
  it.each<[string, Record<string, WebAnswer>]>([
    ['that has a page', { [site]: html('') }],
    ['that has nothing', {}],
    ['that redirects without end', { [site]: moved(`${site}a`), [`${site}a`]: moved(site) }],
    [
      'that names many and has none',
      { [site]: html(Array.from({ length: 50 }, (_, n) => alternate(`/${n}.xml`)).join('')) },
    ],
  ])('%s gives up after five requests and says what it tried', async (_, pages) => {
    const { code, asked, added } = await add(site, pages);

    expect({ code, added }).toEqual({ code: 1, added: [] });
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.length).toBeLessThanOrEqual(5);
    expect(err).toContain(`found no feed at ${site}`);
    for (const url of asked.filter((each) => each !== `${site}a`))
      expect(err).toContain(`tried ${url}: `);
  });
});
