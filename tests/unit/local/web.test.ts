import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { folderWeb } from '../../../local/web/folder-web.ts';
import { loopbackRoute } from '../../../local/web/loopback-route.ts';
import { type LoopbackWeb, startWeb } from '../../../local/web/loopback-web.ts';
import type { WebContent } from '../../../local/web/web-content.ts';

const text = (body: Uint8Array | undefined) => new TextDecoder().decode(body);
const open: LoopbackWeb[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((web) => web.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function serve(site: WebContent): Promise<LoopbackWeb> {
  const web = await startWeb(site);
  open.push(web);
  return web;
}

type Got = { status?: number | undefined; headers: Record<string, unknown>; body: Buffer };

/** Asks the web as the product does: the route says where, the Host header says whom. */
function ask(
  web: LoopbackWeb,
  address: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Got> {
  const url = new URL(address);
  const options = {
    host: '127.0.0.1',
    port: web.portOf(url),
    path: url.pathname + url.search,
    method,
    headers: { host: url.host, ...headers },
  };
  return new Promise((resolve, reject) => {
    get(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks) });
      });
    }).on('error', reject);
  });
}

const site = (answers: Record<string, string>): WebContent => ({
  hosts: new Set(['a.example', 'b.example']),
  lookup: (url, visit) => {
    const body = answers[url.href];
    if (body === undefined) return undefined;
    const headers = { 'content-type': 'text/plain' };
    return { status: 200, headers, body: new TextEncoder().encode(`${body} ${visit}`) };
  },
});

describe('the loopback web', () => {
  it('tells hosts, schemes and visits apart, and counts requests by host', async () => {
    const web = await serve(
      site({
        'http://a.example/x': 'a',
        'https://a.example/x': 'secure a',
        'http://b.example/x': 'b',
      }),
    );

    expect(text((await ask(web, 'http://a.example/x')).body)).toBe('a 1');
    expect(text((await ask(web, 'http://a.example/x')).body)).toBe('a 2');
    expect(text((await ask(web, 'https://a.example/x')).body)).toBe('secure a 1');
    expect(text((await ask(web, 'http://b.example/x')).body)).toBe('b 1');
    expect(Object.fromEntries(web.requests)).toEqual({ 'a.example': 3, 'b.example': 1 });
  });

  it('answers 404 where there is no page, and lets robots in', async () => {
    const web = await serve(site({}));
    expect((await ask(web, 'https://a.example/missing')).status).toBe(404);
    const robots = await ask(web, 'https://a.example/robots.txt');
    expect(robots.status).toBe(200);
    expect(text(robots.body)).toContain('Allow: /');
  });

  it('gives validators, and answers 304 to those who have them', async () => {
    const page = {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: new TextEncoder().encode('same'),
    };
    const web = await serve({ hosts: new Set(['a.example']), lookup: () => page });
    const { headers } = await ask(web, 'https://a.example/');
    const again = await ask(web, 'https://a.example/', {
      headers: { 'if-none-match': String(headers['etag']) },
    });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
  });

  it('answers HEAD without a body and refuses to be written to', async () => {
    const web = await serve(site({ 'http://a.example/x': 'a' }));
    const head = await ask(web, 'http://a.example/x', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect((await ask(web, 'http://a.example/x', { method: 'POST' })).status).toBe(405);
  });

  it('shows the next content on the same ports', async () => {
    const web = await serve(site({ 'http://a.example/x': 'before' }));
    web.serve(site({ 'http://a.example/x': 'after' }));
    expect(text((await ask(web, 'http://a.example/x')).body)).toBe('after 1');
  });

  it('answers 500 when its content fails, and lives on', async () => {
    const lookup = async () => Promise.reject(new Error('no such file'));
    const web = await serve({ hosts: new Set(['a.example']), lookup });
    expect((await ask(web, 'http://a.example/x')).status).toBe(500);
    expect((await ask(web, 'http://a.example/x')).status).toBe(500);
  });
});

describe('the route to it', () => {
  it('leads its hosts to loopback without TLS and leaves every other host to the guard', async () => {
    const web = await serve(site({}));
    const route = loopbackRoute(web, async (url) => {
      throw new Error(`guarded ${url.hostname}`);
    });
    const destination = await route(new URL('https://a.example/x'));
    expect(destination).toEqual({
      address: '127.0.0.1',
      port: web.portOf(new URL('https://a.example/')),
      tls: false,
    });
    await expect(route(new URL('https://127.0.0.1/'))).rejects.toThrow('guarded 127.0.0.1');
    await expect(route(new URL('https://x.a.example/'))).rejects.toThrow('guarded x.a.example');
  });
});

/** A web folder with files, in a folder of its own that has a neighbour. */
function folder(pages: readonly unknown[], files: Record<string, Buffer | string>): string {
  const root = mkdtempSync(join(tmpdir(), 'newsloom-web-'));
  folders.push(root);
  mkdirSync(join(root, 'web'));
  mkdirSync(join(root, 'pages'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
  writeFileSync(join(root, 'web', 'manifest.json'), JSON.stringify({ note: 'a test', pages }));
  return join(root, 'web');
}

const page = (url: string, more: object = {}) => ({
  url,
  file: 'p.html',
  contentType: 'text/html',
  ...more,
});

describe('a web in a folder', () => {
  it('serves each page under its own address, compressed as it was saved', async () => {
    const dir = folder(
      [
        page('https://a.example/news/1?id=7', {
          file: '../pages/x.html.gz',
          contentEncoding: 'gzip',
          headers: { 'X-Robots-Tag': 'noai', 'Content-Length': '3' },
        }),
        page('http://b.example:8080/gone', { status: 410 }),
      ],
      { 'pages/x.html.gz': gzipSync('<p>saved'), 'web/p.html': 'gone' },
    );
    const web = await serve(folderWeb(dir));

    const saved = await ask(web, 'https://a.example/news/1?id=7');
    expect(saved.headers).toMatchObject({
      'content-type': 'text/html',
      'content-encoding': 'gzip',
      'x-robots-tag': 'noai',
    });
    expect(gunzipSync(saved.body).toString()).toBe('<p>saved');
    expect((await ask(web, 'http://b.example:8080/gone')).status).toBe(410);
  });

  it('finds a page in whatever spelling it is asked for', async () => {
    const dir = folder(
      [
        page('https://a.example/خبر/زلزال?b=2&a=1&utm_source=rss#top', { file: 'arabic.html' }),
        page('http://a.example/both', { file: 'plain.html' }),
        page('https://a.example/both', { file: 'secure.html' }),
        page('https://a.example/%CE%D1', { file: 'octets.html' }),
        page('https://a.example/list?p=1'),
        page('https://a.example/list?p=2'),
      ],
      Object.fromEntries(
        ['arabic', 'plain', 'secure', 'octets', 'p'].map((name) => [`web/${name}.html`, name]),
      ),
    );
    const { lookup } = folderWeb(dir);
    const at = async (url: string) => text((await lookup(new URL(url), 1))?.body);

    const path = 'https://a.example/%d8%ae%d8%a8%d8%b1/%D8%B2%D9%84%D8%B2%D8%A7%D9%84';
    expect(await at(`${path}?a=1&b=2&utm_source=rss`)).toBe('arabic');
    expect(await at(`${path}?a=1&b=2`)).toBe('arabic');
    expect(await at('http://a.example/both')).toBe('plain');
    expect(await at('https://a.example/both')).toBe('secure');
    expect(await at('http://a.example/%ce%d1')).toBe('octets');
    expect(await lookup(new URL('https://a.example/list'), 1)).toBeUndefined();
    expect(await lookup(new URL(`${path}?a=3`), 1)).toBeUndefined();
  });

  it('makes a feed per host that lists its pages and invents nothing', async () => {
    const dir = folder(
      [
        page('https://a.example/news/bridge-reopens?a=1&b=2'),
        page('http://a.example/news/ferry'),
        page('https://b.example/'),
        page('https://a.example/robots.txt', { contentType: 'text/plain' }),
      ],
      { 'web/p.html': 'page' },
    );
    const { feeds, hosts, lookup } = folderWeb(dir);
    expect(feeds).toEqual([
      'https://a.example/newsloom-feed.xml',
      'https://b.example/newsloom-feed.xml',
    ]);
    expect(hosts).toEqual(new Set(['a.example', 'b.example']));

    const feed = text((await lookup(new URL('https://a.example/newsloom-feed.xml'), 1))?.body);
    expect(feed).toContain('<title>bridge-reopens</title>');
    expect(feed).toContain('<link>https://a.example/news/bridge-reopens?a=1&amp;b=2</link>');
    expect(feed).toContain('<link>http://a.example/news/ferry</link>');
    expect(feed).not.toContain('robots.txt');
    expect(feed).not.toContain('pubDate');
  });

  it('serves the feeds of its own that a folder brings', async () => {
    const dir = folder(
      [
        page('https://a.example/newsloom-feed.xml', { file: 'f.xml' }),
        page('https://b.example/rss', { file: 'f.xml', contentType: 'application/rss+xml' }),
      ],
      { 'web/f.xml': '<rss/>' },
    );
    const { feeds, lookup } = folderWeb(dir);
    expect(feeds).toEqual(['https://a.example/newsloom-feed.xml', 'https://b.example/rss']);
    expect(text((await lookup(new URL('https://a.example/newsloom-feed.xml'), 1))?.body)).toBe(
      '<rss/>',
    );
  });

  it.each([
    ['no manifest', () => folder([], {}).replace(/web$/, 'pages'), /manifest\.json cannot be read/],
    ['no pages', () => folder([], {}), /pages: Too small/],
    [
      'a missing file',
      () => folder([page('https://a.example/1')], {}),
      /pages\[0\] \(https:\/\/a\.example\/1\): there is no file p\.html/,
    ],
    [
      'a folder for a file',
      () => folder([page('https://a.example/1', { file: '../pages' })], {}),
      /\.\.\/pages is not a regular file/,
    ],
    [
      'an absolute path',
      () => folder([page('https://a.example/1', { file: '/p.html' })], {}),
      /must be relative to the manifest/,
    ],
    [
      'an address of another scheme',
      () => folder([page('ftp://a.example/1')], { 'web/p.html': '' }),
      /pages\[0\]\.url \(ftp:\/\/a\.example\/1\): Invalid URL/,
    ],
    [
      'a header that cannot be sent',
      () => folder([page('https://a.example/1', { headers: { a: 'b\nc' } })], { 'web/p.html': '' }),
      /header a cannot be sent/,
    ],
  ])('says what is wrong with %s', (_, dir, message) => {
    expect(() => folderWeb(dir())).toThrow(message);
  });
});
