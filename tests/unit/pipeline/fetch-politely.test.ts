import { describe, expect, it } from 'vitest';
import { SiteUnavailableError, UnusableAnswerError } from '../../../shared/errors.ts';
import { fetchPolitely } from '../../../shared/pipeline/politeness/fetch-politely.ts';
import { delayUntilSlot } from '../../../shared/pipeline/politeness/host-gate.ts';
import type { FetchWeb, PoliteAnswer, WebResponse } from '../../../shared/ports/web.ts';
import { aHost, memoryHostStore } from '../../builders/a-host.ts';

const start = Date.parse('2026-01-05T10:00:00Z');
const minute = 60_000;
const hour = 60 * minute;

const aResponse = (overrides: Partial<WebResponse> = {}): WebResponse => ({
  ...{ status: 200, finalUrl: 'https://news.example/a', headers: {}, redirects: [] },
  body: new TextEncoder().encode('hello'),
  ...overrides,
});

/** A web, a clock that only sleeping moves, and everybody's requests to it. */
function aWorld(answer: (url: string) => Partial<WebResponse> | Error = () => ({})) {
  let now = start;
  let late = 0;
  const asked: { readonly url: string; readonly at: number }[] = [];
  const hosts = memoryHostStore();
  const fetchWeb: FetchWeb = async ({ url, beforeHop }) => {
    asked.push({ url, at: now - start });
    const said = answer(url);
    if (said instanceof Error) throw said;
    const response = aResponse({ finalUrl: url, ...said });
    for (const hop of response.redirects) {
      await beforeHop?.(hop.url);
      asked.push({ url: hop.url, at: now - start });
    }
    return response;
  };
  const fetch = fetchPolitely({
    ...{ fetchWeb, hosts, spacingMs: 2000, agent: 'newsloom', now: () => new Date(now) },
    sleep: async (milliseconds) => {
      now += milliseconds + late;
      late = 0;
    },
  });
  const ask = (url: string, more: { slotAt?: string; obeyRobots?: boolean } = {}) =>
    fetch({ url, accept: '*/*', obeyRobots: false, ...more });
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  /** The next sleep takes longer than it should. */
  const oversleep = (milliseconds: number) => {
    late = milliseconds;
  };
  return { asked, hosts, ask, pass, oversleep };
}

const slotOf = (answer: PoliteAnswer) =>
  answer.kind === 'deferred' ? Date.parse(answer.slotAt) - start : undefined;

describe('a turn at a host', () => {
  it('is at once where nobody asks', async () => {
    const { ask, asked } = aWorld();

    expect((await ask('https://news.example/a')).kind).toBe('answered');
    expect(asked).toEqual([{ url: 'https://news.example/a', at: 0 }]);
  });

  it('is waited for where it is near', async () => {
    const { ask, asked } = aWorld();
    await ask('https://news.example/a');
    await ask('https://news.example/b');

    expect(asked.map(({ at }) => at)).toEqual([0, 2375]);
  });

  it('is given back with its instant where it is far', async () => {
    const { ask, asked, hosts } = aWorld();
    hosts.hosts.slots['news.example'] = start + minute;

    const answer = await ask('https://news.example/a');

    expect(answer).toEqual({
      ...{ kind: 'deferred', why: 'busy', slotAt: new Date(start + minute).toISOString() },
    });
    expect(asked).toHaveLength(0);
  });

  it('is kept by a task that comes back in time, without standing in line again', async () => {
    const { ask, asked, hosts, pass } = aWorld();
    hosts.hosts.slots['news.example'] = start + minute;
    const deferred = await ask('https://news.example/a');
    const line = hosts.hosts.slots['news.example'];

    pass(minute - 2000);
    const slotAt = deferred.kind === 'deferred' ? deferred.slotAt : '';
    expect((await ask('https://news.example/a', { slotAt })).kind).toBe('answered');

    expect(asked.map(({ at }) => at)).toEqual([minute]);
    expect(hosts.hosts.slots['news.example']).toBe(line);
  });

  it('stays the same for a task that comes back much too early', async () => {
    const { ask, hosts } = aWorld();
    hosts.hosts.slots['news.example'] = start + hour;
    const slotAt = new Date(start + hour).toISOString();

    expect(await ask('https://news.example/a', { slotAt })).toMatchObject({ slotAt });
  });

  it('is lost to a task that comes back late', async () => {
    const { ask, asked, pass } = aWorld();
    pass(minute);
    await ask('https://news.example/b');
    await ask('https://news.example/a', { slotAt: new Date(start + 1000).toISOString() });

    expect(asked.map(({ at }) => at)).toEqual([minute, minute + 2375]);
  });

  it('is lost to who wakes up late, and taken again', async () => {
    const { ask, asked, hosts, oversleep } = aWorld();
    hosts.hosts.slots['news.example'] = start + 1000;
    oversleep(300);
    await ask('https://news.example/a');

    expect(asked.map(({ at }) => at)).toEqual([3375]);
  });

  it('is one for each of a crowd, none closer than the spacing', async () => {
    const { ask, hosts } = aWorld();
    hosts.hosts.slots['news.example'] = start + minute;
    const crowd = Array.from({ length: 100 }, (_, at) => ask(`https://news.example/${at}`));
    const slots = (await Promise.all(crowd))
      .map((answer) => slotOf(answer) ?? 0)
      .toSorted((a, b) => a - b);

    for (const [at, slot] of slots.slice(1).entries())
      expect(slot - (slots[at] ?? 0)).toBeGreaterThanOrEqual(2000);
  });

  it('keeps to the crawl-delay that the host asks for', async () => {
    const { ask, hosts } = aWorld();
    hosts.hosts.states['news.example'] = aHost({ crawlDelaySeconds: 30 });
    await ask('https://news.example/a');

    expect(slotOf(await ask('https://news.example/b'))).toBeGreaterThanOrEqual(30_000);
  });

  it('is another at each port, and the same for http and https', async () => {
    const { ask, asked } = aWorld();
    for (const url of [
      'http://news.example/',
      'https://news.example/',
      'http://news.example:8080/',
    ])
      await ask(url);

    expect(asked.map(({ at }) => at)).toEqual([0, 2375, 2375]);
  });

  it('is refused for what is no address', async () => {
    await expect(aWorld().ask('nowhere')).rejects.toThrow(UnusableAnswerError);
  });
});

describe('a task is sent back so that it arrives before its slot', () => {
  it.each([
    [5, 2],
    [60, 57],
    [1, 1],
    [-30, 1],
    [4000, 900],
  ])('a slot in %i s is a delay of %i s', (seconds, delay) => {
    const slotAt = new Date(start + seconds * 1000).toISOString();
    expect(delayUntilSlot(slotAt, new Date(start))).toBe(delay);
  });
});

describe('a host that refuses', () => {
  it('is left alone by everybody, who come back one by one', async () => {
    const { ask, asked } = aWorld(() => ({ status: 429, headers: { 'retry-after': '600' } }));
    await ask('https://news.example/a');

    const others = [await ask('https://news.example/b'), await ask('https://news.example/c')];

    expect(others).toMatchObject([{ why: 'paused' }, { why: 'paused' }]);
    expect(others.map(slotOf)).toEqual([600_000, 602_375]);
    expect(asked).toHaveLength(1);
  });

  it('is asked again after the pause, and forgiven when it answers', async () => {
    let isBusy = true;
    const { ask, pass, hosts } = aWorld(() => ({ status: isBusy ? 429 : 200 }));
    await ask('https://news.example/a');
    pass(2 * hour);
    isBusy = false;
    await ask('https://news.example/a');

    expect(hosts.hosts.states['news.example']).toMatchObject({ refusals: 0 });
  });

  it('is left alone for twice as long each time, up to a day', async () => {
    const { ask, pass, hosts } = aWorld(() => ({ status: 429 }));
    const pauses: number[] = [];
    for (let turn = 0, at = start; turn < 7; turn++, at += 25 * hour, pass(25 * hour)) {
      await ask('https://news.example/a');
      pauses.push((Date.parse(hosts.hosts.states['news.example']?.pausedUntil ?? '') - at) / hour);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 24, 24]);
  });
});

describe('a host that cannot be reached', () => {
  it('is left alone after five tries in a row', async () => {
    const { ask, asked, pass } = aWorld((url) => new SiteUnavailableError(url, 'refused'));
    for (let turn = 0; turn < 5; turn++) {
      await expect(ask('https://news.example/a')).rejects.toThrow('refused');
      pass(minute);
    }

    expect(await ask('https://news.example/a')).toMatchObject({ kind: 'deferred', why: 'paused' });
    expect(asked).toHaveLength(5);
  });

  it('is not meant by server errors', async () => {
    const { ask, asked } = aWorld(() => ({ status: 503 }));
    for (let turn = 0; turn < 8; turn++) await ask('https://news.example/a');

    expect(asked).toHaveLength(8);
  });
});

describe('a redirect', () => {
  const leading = (to: string) => (url: string) =>
    url.endsWith('/old') ? { redirects: [{ status: 301, url: to }], finalUrl: to } : {};

  it('within a host is part of the request', async () => {
    const { ask, asked } = aWorld(leading('https://news.example/new'));
    await ask('https://news.example/old');

    expect(asked.map(({ at }) => at)).toEqual([0, 0]);
  });

  it('to another host stands in line there', async () => {
    const { ask, asked, hosts } = aWorld(leading('https://other.example/new'));
    hosts.hosts.slots['other.example'] = start + 3000;
    await ask('https://news.example/old');

    expect(asked.map(({ at }) => at)).toEqual([0, 3000]);
  });

  it('to a host that is paused waits for its end, with a slot at the first host', async () => {
    const { ask, asked, hosts } = aWorld(leading('https://other.example/new'));
    const pausedUntil = new Date(start + hour).toISOString();
    hosts.hosts.states['other.example'] = aHost({ host: 'other.example', pausedUntil });

    expect(slotOf(await ask('https://news.example/old'))).toBeGreaterThanOrEqual(hour);
    expect(asked.map(({ url }) => url)).toEqual(['https://news.example/old']);
    expect(hosts.hosts.slots['news.example']).toBeGreaterThan(start + hour);
  });

  it('to what robots.txt forbids is not followed', async () => {
    const forbidding = (url: string) =>
      url.endsWith('/robots.txt')
        ? { body: new TextEncoder().encode('User-agent: *\nDisallow: /new') }
        : leading('https://news.example/new')(url);
    const { ask } = aWorld(forbidding);

    expect(await ask('https://news.example/old', { obeyRobots: true })).toEqual({
      kind: 'disallowed',
    });
  });
});

describe('robots.txt', () => {
  const serving = (text: string, status = 200) =>
    aWorld((url) =>
      url.endsWith('/robots.txt') ? { status, body: new TextEncoder().encode(text) } : {},
    );
  const obey = { obeyRobots: true };

  it('is read once a day, in a slot of its own', async () => {
    const { ask, asked, pass } = serving('User-agent: *\nDisallow: /private');
    await ask('https://news.example/a', obey);
    await ask('https://news.example/b', obey);
    pass(25 * hour);
    await ask('https://news.example/c', obey);

    expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([
      '/robots.txt',
      '/a',
      '/b',
      '/robots.txt',
      '/c',
    ]);
    expect(asked[1]?.at).toBe(2375);
  });

  it.each([
    ['User-agent: *\nDisallow: /private', '/private/a', 'disallowed'],
    ['User-agent: *\nDisallow: /private', '/public', 'answered'],
    ['User-agent: *\nDisallow: /\n\nUser-agent: Newsloom\nDisallow:', '/a', 'answered'],
    ['User-agent: newsloom/2.0\nUser-agent: other\nDisallow: /', '/a', 'disallowed'],
    ['User-agent: other\nDisallow: /', '/a', 'answered'],
    ['User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', 'answered'],
    ['User-agent: *\nDisallow: /*.pdf$', '/x.pdf', 'disallowed'],
    ['<html>Not found</html>', '/a', 'answered'],
    ['', '/a', 'answered'],
  ])('%j, asked for %s: %s', async (text, path, kind) => {
    expect((await serving(text).ask(`https://news.example${path}`, obey)).kind).toBe(kind);
  });

  it('that is not there forbids nothing', async () => {
    expect((await serving('x', 404).ask('https://news.example/a', obey)).kind).toBe('answered');
  });

  it('with server errors closes the site, for twelve hours', async () => {
    const { ask, pass } = serving('oops', 500);
    expect(await ask('https://news.example/a', obey)).toMatchObject({ why: 'paused' });

    pass(13 * hour);
    expect((await ask('https://news.example/a', obey)).kind).toBe('answered');
  });

  it('with server errors leaves the rules that were known in force', async () => {
    let isUp = true;
    const { ask, pass } = aWorld((url) => {
      if (!url.endsWith('/robots.txt')) return {};
      return isUp
        ? { body: new TextEncoder().encode('User-agent: *\nDisallow: /private') }
        : { status: 503 };
    });
    await ask('https://news.example/a', obey);
    isUp = false;
    pass(25 * hour);

    expect((await ask('https://news.example/private', obey)).kind).toBe('disallowed');
    expect((await ask('https://news.example/a', obey)).kind).toBe('answered');
  });

  it('says how far apart requests must be, to those as well who do not ask it', async () => {
    const { ask } = serving('User-agent: *\nCrawl-delay: 10');
    await ask('https://news.example/a', obey);

    expect(slotOf(await ask('https://news.example/feed.xml'))).toBeGreaterThanOrEqual(10_000);
  });
});

describe('a robots.txt that cannot be had', () => {
  const isRobots = (url: string) => url.endsWith('/robots.txt');
  const url = 'https://news.example/a';

  it('pauses the whole host when it answers 429', async () => {
    const { ask, asked } = aWorld((at) =>
      isRobots(at) ? { status: 429, headers: { 'retry-after': '7200' } } : {},
    );
    await ask(url, { obeyRobots: true });

    const other = await ask('https://news.example/feed.xml');

    expect(other).toMatchObject({ kind: 'deferred', why: 'paused' });
    expect(slotOf(other)).toBeGreaterThanOrEqual(2 * hour);
    expect(asked).toHaveLength(1);
  });

  it('is asked for again soon, and then less and less', async () => {
    const { ask, asked, pass } = aWorld((at) => (isRobots(at) ? { status: 500 } : {}));
    const first = await ask(url, { obeyRobots: true });
    expect(slotOf(first)).toBe(2 * minute);

    for (let turn = 0; turn < 120; turn++) {
      pass(minute);
      await ask(url, { obeyRobots: true });
    }
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.length).toBeLessThan(12);
    expect(asked.every((one) => isRobots(one.url))).toBe(true);
  });

  it('stands in line at another host that it redirects to', async () => {
    const elsewhere = 'https://www.other.example/robots.txt';
    const { ask, asked, hosts } = aWorld((at) =>
      isRobots(at) ? { redirects: [{ status: 301, url: elsewhere }], finalUrl: elsewhere } : {},
    );
    hosts.hosts.slots['www.other.example'] = start + hour;

    expect(await ask(url, { obeyRobots: true })).toMatchObject({ kind: 'deferred', why: 'busy' });
    expect(asked).toHaveLength(1);
  });
});
