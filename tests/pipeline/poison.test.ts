import { gzipSync } from 'node:zlib';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebAnswer, WebWithFeeds } from '../../local/web/web-content.ts';
import { noise } from '../builders/hostile-facts.ts';
import { hostilePages } from '../unit/page/hostile-pages.ts';
import { aPipeline, type Pipeline } from './a-pipeline.ts';
import { findingsIn } from './findings-in.ts';
import { type Contents, readTables } from './table-contents.ts';

const origin = 'https://poison.example';
const at = '2026-01-05T10:00:00.000Z';
const megabyte = 1_000_000;

/** The pages of the collection that make most of what is stored, and what each must come to. */
const pages = hostilePages(megabyte);
const stored = [
  ...['a title without end', 'a title of half characters', 'a title of NULs', 'authors in metas'],
  ...['related stories', 'a paragraph of one word', 'nothing but text', 'paragraphs of many words'],
  ...['elements that nest', 'a licence without end', 'the year 0', 'the year 275760', 'UTF-16'],
  ...['JSON-LD with __proto__', 'a canonical address of 64 KB', 'bidi controls in the text'],
];

type Answer = Partial<WebAnswer> & { readonly body: Uint8Array };

/** By the path at which they stand. */
const others: Readonly<Record<string, readonly [Answer, string]>> = {
  'a bomb of gzip': [
    {
      headers: { 'content-encoding': 'gzip', 'content-type': 'text/html' },
      body: gzipSync(Buffer.alloc(50 * megabyte, 'a')),
    },
    'too-large',
  ],
  'a body of eleven megabytes': [{ body: Buffer.alloc(11 * megabyte, 'a') }, 'too-large'],
  'white space': [{ body: pages['white space']?.() ?? new Uint8Array() }, 'empty'],
  'a redirect to 64 KB': [
    { status: 302, headers: { location: `/${'a'.repeat(20_000)}` }, body: new Uint8Array() },
    'bad-url',
  ],
};

const paths = new Map(
  [...stored, ...Object.keys(others)].map((name) => [`/${name.replaceAll(' ', '-')}`, name]),
);

const endless = 'x'.repeat(65_536);
/** As long as a name may be. */
const longHost = `${'a.'.repeat(122)}example`;

/** Entries that lead to the pages, and entries that lead nowhere. */
function feed(): string {
  const links = [...paths.keys()].map((path) => `${origin}${path}`);
  const nowhere = [`${origin}/${endless}`, `https://${longHost}/`, 'javascript:x', '%'];
  const items = [...links, ...nowhere].map(
    (link, n) => `<item><title>${n}</title><link>${link}</link></item>`,
  );
  const empty = '<item><title>nothing</title></item>'.repeat(100_000);
  return `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}">]><rss version="2.0"><channel><title>${'t'.repeat(megabyte)}&b;</title>${items.join('')}${empty}</channel></rss>`;
}

const html = { 'content-type': 'text/html' };
const feedXml = Buffer.from(feed());
const rules = noise(10 * megabyte).match(/.{800}/g) ?? [];
const robotsTxt = Buffer.from(
  `User-agent: *\n${rules.map((rule) => `Disallow: /${rule}`).join('\n')}`,
);

const web: WebWithFeeds = {
  hosts: new Set([new URL(origin).hostname, longHost]),
  feeds: [`${origin}/feed.xml`],
  lookup({ pathname }) {
    if (pathname === '/feed.xml')
      return { status: 200, headers: { 'content-type': 'text/xml' }, body: feedXml };
    if (pathname === '/robots.txt')
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: robotsTxt };
    const name = paths.get(pathname) ?? '';
    const [answer] = others[name] ?? [];
    const body = pages[name]?.();
    if (answer !== undefined) return { status: 200, headers: html, ...answer };
    return body && { status: 200, headers: html, body };
  },
};

/** Bodies that no step can have sent; what each is, is in its name. */
const messages: Readonly<Record<string, string>> = {
  'no JSON': 'hello',
  'a quarter of a megabyte of no JSON': '"'.repeat(256 * 1024),
  'a megabyte of quotes': '"'.repeat(1024 * 1024),
  'no JSON but brackets': '['.repeat(100_000),
  'of the next version': JSON.stringify({ version: 2, articleId: `a${'0'.repeat(24)}` }),
  'that pollutes a prototype':
    '{"version":1,"__proto__":{"kind":"article"},"constructor":{"prototype":{}}}',
  'with a hundred thousand fields': JSON.stringify(
    Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`field${n}`, n])),
  ),
  'nothing at all': 'null',
};

describe('what was made to do harm', () => {
  let pipeline: Pipeline;
  let contents: Contents;
  beforeAll(async () => {
    pipeline = await aPipeline(web.feeds);
    pipeline.begin(at, web);
    const { clients, queueUrls } = pipeline.services;
    for (const QueueUrl of Object.values(queueUrls.queues))
      for (const [name, MessageBody] of Object.entries(messages)) {
        const group = QueueUrl.endsWith('.fifo') && {
          ...{ MessageGroupId: 'en', MessageDeduplicationId: name.replaceAll(' ', '-') },
        };
        await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...group }));
      }
    await pipeline.run(at, web);
    contents = await readTables(pipeline.services);
  });
  afterAll(() => pipeline?.stop());

  const recordOf = (name: string) =>
    contents.articles.find(({ url }) => url === `${origin}/${name.replaceAll(' ', '-')}`);

  it.each(stored)('is stored as an article with bounded facts: %s', (name) => {
    const record = recordOf(name);
    expect(record).toMatchObject({ state: 'live' });
    expect(JSON.stringify(record).length).toBeLessThan(20_000);
    expect(record?.['storyId']).toBeDefined();
  });

  it.each(Object.entries(others))('is refused with a reason: %s', (name, [, reason]) => {
    expect(recordOf(name)).toMatchObject({ state: 'discarded', reason });
  });

  it('is said to be cut where a text is longer than an item', () => {
    const cut = contents.revisions.filter(({ truncated }) => truncated === true);
    const urls = new Map(contents.articles.map(({ articleId, url }) => [articleId, String(url)]));
    const names = cut.map(({ articleId }) =>
      paths.get(new URL(urls.get(articleId) ?? '').pathname),
    );
    expect(names).toContain('nothing but text');
    for (const { body } of cut) expect((body as Uint8Array).length).toBeGreaterThan(100_000);
  });

  it('is set aside with its reason, from whatever queue it came', async () => {
    const quarantined = (await pipeline.quarantined()) as Record<string, unknown>[];
    const perQueue = Object.keys(messages).length;
    const steps = ['fetch-article', 'fetch-feed', 'link-article', 'replay-article'];
    for (const step of steps)
      expect(quarantined.filter((message) => message['step'] === step)).toHaveLength(perQueue);
    for (const { code, reason } of quarantined) {
      expect(code).toBe('invalid-task');
      expect(String(reason).length).toBeLessThan(5000);
    }
    const cut = quarantined.filter(({ isCut }) => isCut === true);
    // Two of them are more than a message holds, once they stand in another.
    expect(cut).toHaveLength(2 * steps.length);
  });

  it('fails no step, and leaves the tables true', async () => {
    const bugs = pipeline.failures.filter(({ error }) => !String(error).startsWith('InvalidTask'));
    expect(bugs).toEqual([]);
    expect(await findingsIn(pipeline.services)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
