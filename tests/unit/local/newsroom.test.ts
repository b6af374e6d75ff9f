import { describe, expect, it } from 'vitest';
import type { Moment } from '../../../local/newsroom/newsroom.ts';
import { newsroomWeb } from '../../../local/newsroom/newsroom-web.ts';
import { OUTLETS } from '../../../local/newsroom/outlets.ts';
import { newsroomTruth, type PageTruth } from '../../../local/newsroom/truth.ts';
import { encodeWindows1256 } from '../../../local/newsroom/windows-1256.ts';

const today = new Date('2030-05-05T14:20:00Z');
const first: Moment = { today, phase: 1 };
const second: Moment = { today, phase: 2 };
const { pages, related } = newsroomTruth(first);
const articles = pages.filter(({ role }) => role !== undefined);

const decoded = (url: string, body: Uint8Array) => {
  const charset = OUTLETS.find(({ base }) => url.startsWith(base))?.charset;
  return new TextDecoder(charset, { fatal: true }).decode(body);
};

const web = newsroomWeb(first);

async function read(url: string, { from = web, visit = 1 } = {}) {
  const answer = await from.lookup(new URL(url), visit);
  if (!answer) throw new Error(`${url} is not served`);
  return { ...answer, text: decoded(url, answer.body) };
}

/** Addresses that feeds list, the way a simple reader would find them. */
async function listedBy(feed: string): Promise<string[]> {
  const { text } = await read(feed);
  const links = text.startsWith('{')
    ? (JSON.parse(text) as { items: { url: string }[] }).items.map(({ url }) => url)
    : [...text.matchAll(/<(?:item|entry)[\s\S]*?(?:<link>|href=")([^"<]+)/g)].map(([, url]) => url);
  return links.map((url) => String(url).replaceAll('&amp;', '&'));
}

const marks = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

describe('the newsroom', () => {
  it('has sixty articles or more in six languages', () => {
    expect(articles.length).toBeGreaterThanOrEqual(60);
    expect(new Set(articles.map(({ language }) => language))).toEqual(
      new Set(['ar', 'en', 'fr', 'fa', 'ru', 'zh']),
    );
  });

  it('has feeds in RSS 2.0, RSS 1.0, Atom 1.0 and JSON Feed', () => {
    const formats = new Set(OUTLETS.flatMap(({ feeds }) => feeds.map(({ format }) => format)));
    expect(formats).toEqual(new Set(['rss20', 'rss10', 'atom10', 'json11']));
  });

  it('serves every page of its truth, body and title in full', async () => {
    for (const { url, title, body, expected } of articles) {
      const { status, text } = await read(url, { visit: 2 });
      const shown = marks(text);
      expect(status, url).toBe(200);
      expect(shown, url).toContain(title);
      for (const block of body ?? []) expect(shown, url).toContain(block);
      expect(['stored', 'unlisted']).toContain(expected.outcome);
    }
  });

  it('knows of every entry of every feed, and lists all but the unlisted', async () => {
    const known = new Map(pages.map((page) => [page.url, page]));
    const listed = new Set<string>();
    for (const feed of web.feeds) {
      for (const url of await listedBy(feed)) listed.add(url);
    }
    expect([...listed].filter((url) => !known.has(url))).toEqual([]);
    const unlisted = pages.filter(({ expected }) => expected.outcome === 'unlisted');
    expect(new Set([...known.keys()].filter((url) => !listed.has(url)))).toEqual(
      new Set(unlisted.map(({ url }) => url)),
    );
  });

  it('shows the same bytes all day and nothing from the future', async () => {
    const dawn = newsroomWeb({ today: new Date('2030-05-05T06:00:00Z') });
    const night = newsroomWeb({ today: new Date('2030-05-06T05:59:59Z') });
    for (const url of [...web.feeds, ...pages.map((one) => one.url)]) {
      const { text, headers } = await read(url, { from: dawn, visit: 2 });
      expect((await read(url, { from: night, visit: 2 })).text, url).toBe(text);
      const modified = Date.parse(headers['last-modified'] ?? '2030-05-05');
      expect(modified, url).toBeLessThanOrEqual(Date.parse('2030-05-05T06:00:00Z'));
    }
  });

  it('names the weekday of the day it writes of', () => {
    const quake = articles.find(({ url }) => url.endsWith('/quake-zamrin'));
    expect(quake?.body?.[0]).toContain('at dawn on Friday');
    expect(JSON.stringify(pages)).not.toContain('{day');
  });
});

describe('stories', () => {
  const byUrl = new Map(pages.map((page) => [page.url, page]));

  it('lead copies, translations and follow-ups back to an article of the same story', () => {
    const derived = articles.filter(({ role }) => role !== 'original' && role !== 'report');
    expect(derived.length).toBeGreaterThanOrEqual(8);
    for (const page of derived) {
      expect(byUrl.get(page.of ?? '')?.story, page.url).toBe(page.story);
      if (page.role === 'translation') {
        expect(byUrl.get(page.of ?? '')?.language).not.toBe(page.language);
      }
    }
  });

  it('share most of their sentences where they are copies', () => {
    for (const copy of articles.filter(({ role }) => role === 'copy')) {
      const source = new Set(byUrl.get(copy.of ?? '')?.body);
      const same = (copy.body ?? []).filter((block) => source.has(block));
      expect(same.length, copy.url).toBeGreaterThanOrEqual(2);
    }
  });

  it('keep the numbers in a translation', () => {
    const numbers = ({ body = [] }: PageTruth) =>
      new Set(body.join(' ').match(/\d+(?:[.:]\d+)?/g) ?? []);
    const quake = articles.find(({ url }) => url.endsWith('/quake-zamrin'));
    const source = byUrl.get(quake?.of ?? '');
    expect(quake && [...numbers(quake)].sort()).toEqual(source && [...numbers(source)].sort());
  });
});

describe('odd entries', () => {
  it('answer once with 429 and Retry-After, then with the article', async () => {
    const busy = articles.find(({ url }) => url.endsWith('/teplovoz.html'))?.url ?? '';
    const refusal = await web.lookup(new URL(busy), 1);
    expect(refusal).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    expect(await web.lookup(new URL(busy), 2)).toMatchObject({ status: 200 });
  });

  it('lead to a 404, a redirect, a tracked twin, an index, a challenge and an empty shell', async () => {
    const special = pages.filter(({ role }) => role === undefined);
    const found = await Promise.all(
      special.map(async ({ url, expected }) => {
        const { status, headers } = await read(url);
        return [
          expected.outcome === 'discarded' ? expected.reason : 'alias',
          status,
          headers,
        ] as const;
      }),
    );
    const outcomes = found.map(([outcome, status]) => `${outcome} ${status}`).sort();
    expect(outcomes).toEqual([
      'alias 200',
      'alias 301',
      'bot-challenge 200',
      'gone 404',
      'index-page 200',
      'script-shell 200',
      'soft-404 200',
    ]);
    const moved = found.find(([, status]) => status === 301);
    expect(articles.map(({ url }) => url)).toContain(moved?.[2]['location']);
  });

  it('stand in a feed that no strict parser reads, in two feeds, under one guid', async () => {
    const broken = await read('https://karaneh.example/fa/rss');
    expect(broken.text).toMatch(/& /);
    expect(broken.text.match(/<b>/g)).toHaveLength(1);
    expect(broken.text).not.toContain('</b>');

    const culture = await read('https://www.harbourcourier.example/rss/culture.xml');
    const guids = [...culture.text.matchAll(/<guid[^>]*>([^<]*)/g)].map(([, guid]) => guid);
    expect(guids.length).toBeGreaterThanOrEqual(3);
    expect(new Set(guids).size).toBe(1);

    const [all, sport] = await Promise.all([
      listedBy('https://www.almarfa.example/feed/'),
      listedBy('https://www.almarfa.example/sport/feed/'),
    ]);
    expect(sport.length).toBeGreaterThan(0);
    expect(all).toEqual(expect.arrayContaining(sport));
  });
});

describe('the page in the shape of the first page that the product was asked to handle', () => {
  const block = related[0];
  const page = articles.find(({ url }) => url === block?.url);

  it('has twelve paragraphs, a dateline with tatweel dashes and English strips above', async () => {
    const { text } = await read(page?.url ?? '');
    expect(page?.body).toHaveLength(12);
    expect(page?.body?.[0]).toMatch(/^نورثمير ــ /);
    expect(text).toContain('Hi, what are you looking for?');
    expect(text).toContain('Connect with us');
    expect(text).toContain('مقالات ذات صلة');
  });

  it('has eight teasers cut off, three of which are one story', () => {
    expect(block?.teasers).toHaveLength(8);
    expect(block?.teasers.every(({ text }) => text.endsWith('...'))).toBe(true);
    expect(block?.stories.get('waters-meeting')).toEqual([1, 4, 6]);
    const others = [...(block?.stories.values() ?? [])].filter(({ length }) => length === 1);
    expect(others).toHaveLength(5);
  });
});

describe('the second phase', () => {
  const next = newsroomWeb(second);
  const later = new Map(newsroomTruth(second).pages.map((page) => [page.url, page]));

  it('corrects a number, and says so', async () => {
    const rate = articles.find(({ url, story }) => story === 'rate-rise' && url.includes('sariya'));
    const [before, after] = await Promise.all([
      read(rate?.url ?? ''),
      read(rate?.url ?? '', { from: next }),
    ]);
    expect(before.text).not.toContain('6.25');
    expect(after.text).toContain('6.25');
    expect(after.text).toContain('تصويب');
    expect(after.headers['last-modified']).not.toBe(before.headers['last-modified']);
  });

  it('takes a page down and changes a headline', async () => {
    const [taken, ...others] = articles.filter(
      ({ url }) => later.get(url)?.expected.outcome === 'removed',
    );
    expect(others).toEqual([]);
    expect((await read(taken?.url ?? '', { from: next })).status).toBe(410);
    const renamed = articles.filter(({ url, title }) => later.get(url)?.title !== title);
    expect(renamed.map(({ story }) => story).sort()).toEqual(['northmere-mayor', 'rate-rise']);
  });
});

describe('windows-1256', () => {
  it('decodes back to what was encoded', () => {
    const text = 'جريدة «منارة الساحل» – 1971، پچ';
    const octets = encodeWindows1256(text);
    expect(octets.length).toBe(text.length);
    expect(new TextDecoder('windows-1256').decode(octets)).toBe(text);
  });

  it('writes what it has no octet for as a character reference', () => {
    expect(new TextDecoder().decode(encodeWindows1256('中'))).toBe('&#20013;');
  });

  it('is what the outlet of that charset sends, named in the document only', async () => {
    const page = articles.find(({ outlet }) => outlet === 'manara');
    const { headers, text } = await read(page?.url ?? '');
    expect(headers['content-type']).toBe('text/html');
    expect(text).toContain('charset=windows-1256');
    expect(text).not.toContain('&#');
    expect(text).toContain(page?.title);
  });
});
