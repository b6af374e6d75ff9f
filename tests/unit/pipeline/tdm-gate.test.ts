import { describe, expect, it } from 'vitest';
import { SiteUnavailableError } from '../../../shared/errors.ts';
import { fetchPolitely } from '../../../shared/pipeline/politeness/fetch-politely.ts';
import type { FetchWeb, WebResponse } from '../../../shared/ports/web.ts';
import { memoryHostStore } from '../../builders/a-host.ts';

const start = Date.parse('2026-01-05T10:00:00Z');
const minute = 60_000;
const page = 'https://news.example/news/a';
const tdmrep = 'https://news.example/.well-known/tdmrep.json';
const reserving = '[{"location":"/news/*","tdm-reservation":1}]';

/** A site that answers 404 to what it is not given here, and a clock that sleeping moves. */
function aSite(
  files: Record<string, string | number | Error>,
  patience: { readonly maxWaitAfterFileMs?: number } = {},
) {
  let now = start;
  const asked: string[] = [];
  const hosts = memoryHostStore();
  const fetchWeb: FetchWeb = async ({ url, beforeHop }) => {
    asked.push(url);
    const said = url.includes('/news/') ? 'a page' : (files[url] ?? 404);
    if (said instanceof Error) throw said;
    const isRedirect = typeof said === 'string' && said.startsWith('to ');
    const finalUrl = isRedirect ? said.slice(3) : url;
    if (isRedirect) await beforeHop?.(finalUrl);
    const status = typeof said === 'number' ? said : 200;
    const body = new TextEncoder().encode(String(said));
    return { status, finalUrl, headers: {}, redirects: [], body } satisfies WebResponse;
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  const fetch = fetchPolitely({
    ...{ fetchWeb, hosts, spacingMs: 1000, agent: 'newsloom', now: () => new Date(now) },
    sleep: async (milliseconds) => pass(milliseconds),
    ...patience,
  });
  return {
    ...{ asked, hosts, files },
    ask: (more = {}) =>
      fetch({ url: page, accept: '*/*', obeyRobots: true, askTdm: true, ...more }),
    pass,
    /** Until a little before, as a queue brings tasks. */
    passUntil: (at: string) => {
      now = Date.parse(at) - 1000;
    },
  };
}

describe('what a site reserves', () => {
  it('comes with the answer to a request for a page of it', async () => {
    const { ask, asked } = aSite({ [tdmrep]: reserving });

    expect(await ask()).toMatchObject({ kind: 'answered', reservation: { reserved: true } });
    expect(asked).toEqual(['https://news.example/robots.txt', tdmrep, page]);
  });

  it('is asked for once a day, and not at all for feeds', async () => {
    const { ask, asked, pass } = aSite({ [tdmrep]: reserving });
    await ask({ askTdm: false });
    expect(asked).not.toContain(tdmrep);

    for (let hour = 0; hour < 26; hour++) {
      expect(await ask()).toMatchObject({ reservation: { reserved: true } });
      pass(60 * minute);
    }
    expect(asked.filter((url) => url === tdmrep)).toHaveLength(2);
  });

  it.each([
    ['is not there', 404, 2],
    ['is gone', 410, 2],
    ['is something else', '<h1>Welcome</h1>', 2],
    ['reserves nothing', '[]', 9],
    ['may not be had', 403, 9],
  ])('is asked for as seldom as a week allows where the file %s', async (_, answer, times) => {
    const { ask, asked, pass } = aSite({ [tdmrep]: answer });
    for (let hours = 0; hours < 9 * 24; hours += 4) {
      await ask();
      pass(4 * 60 * minute);
    }
    expect(asked.filter((url) => url === tdmrep)).toHaveLength(times);
  });

  it('is asked for the next day where a file has gone, and then once a week', async () => {
    const { ask, asked, files, pass } = aSite({ [tdmrep]: reserving });
    const days = async (count: number) => {
      for (let day = 0; day < count; day++) {
        await ask();
        pass(25 * 60 * minute);
      }
      return asked.filter((url) => url === tdmrep).length;
    };
    await days(1);
    delete files[tdmrep];

    expect(await days(1)).toBe(2);
    expect(await days(1)).toBe(3);
    expect(await days(6)).toBe(3);
    expect(await days(2)).toBe(4);
  });

  it('outlives a new robots.txt', async () => {
    const { ask, hosts, pass } = aSite({ [tdmrep]: reserving });
    pass(-minute);
    await ask({ askTdm: false });
    pass(minute);
    await ask();
    pass(24 * 60 * minute - 30_000);
    await ask({ askTdm: false });

    expect(hosts.hosts.robots['https://news.example']?.tdm?.text).toContain('/news/*');
  });

  it.each([
    ['is not there', 404],
    ['is something else', '<h1>Welcome</h1>'],
    ['may not be had', 403],
  ])('is nothing where the file %s', async (_, answer) => {
    const { ask } = aSite({ [tdmrep]: answer });

    expect(await ask()).not.toHaveProperty('reservation');
  });

  it('stays what it was while the site cannot say', async () => {
    const site = aSite({ [tdmrep]: reserving });
    await site.ask();
    for (const trouble of [503, new SiteUnavailableError(tdmrep, 'is down')]) {
      site.files[tdmrep] = trouble;
      site.pass(25 * 60 * minute);
      expect(await site.ask()).toMatchObject({ reservation: { reserved: true } });
    }
    expect(site.asked.filter((url) => url === tdmrep)).toHaveLength(3);
  });

  it('is asked for at the pace of the host: a task that must wait comes back for it', async () => {
    const { ask, asked, hosts } = aSite({ [tdmrep]: reserving });
    await ask({ askTdm: false });
    hosts.hosts.slots['news.example'] = start + 10 * minute;

    expect((await ask()).kind).toBe('deferred');
    expect(asked).not.toContain(tdmrep);
  });

  it('and the page itself are had in the end at a host that wants half a minute between requests', async () => {
    const site = aSite({
      'https://news.example/robots.txt': 'User-agent: *\nCrawl-delay: 30\n',
      [tdmrep]: reserving,
    });
    let answer = await site.ask();
    for (let tries = 0; answer.kind === 'deferred' && tries < 5; tries++) {
      const { slotAt } = answer;
      // Another task stands in line each time.
      await site.hosts.reserveSlot('news.example', { now: new Date(slotAt), spacingMs: 30_000 });
      site.passUntil(slotAt);
      answer = await site.ask({ slotAt });
    }

    expect(answer).toMatchObject({ kind: 'answered', reservation: { reserved: true } });
    expect(site.asked).toEqual(['https://news.example/robots.txt', tdmrep, page]);
  });

  it('lets the page come back for its slot where waiting is dear, each file asked for once', async () => {
    const site = aSite({ [tdmrep]: reserving }, { maxWaitAfterFileMs: 500 });
    let answer = await site.ask();
    const askedAtFirst = [...site.asked];
    let tries = 1;
    for (; answer.kind === 'deferred' && tries < 9; tries++) {
      site.pass(2 * minute);
      answer = await site.ask();
    }

    expect(askedAtFirst).toEqual(['https://news.example/robots.txt']);
    expect(tries).toBe(3);
    // A slot for each request, and none that nobody uses.
    expect(site.hosts.hosts.slots['news.example']).toBe(start + 4 * minute + 1188);
    expect(answer).toMatchObject({ kind: 'answered', reservation: { reserved: true } });
    expect(site.asked).toEqual(['https://news.example/robots.txt', tdmrep, page]);
  });

  it('is that of the site to which a redirect leads', async () => {
    const elsewhere = 'https://open.example/a';
    const site = aSite({
      [tdmrep]: '[{"location":"/old","tdm-reservation":1}]',
      'https://news.example/old': `to ${elsewhere}`,
      'https://open.example/.well-known/tdmrep.json': '[{"location":"/","tdm-reservation":0}]',
    });

    expect(await site.ask({ url: 'https://news.example/old' })).toMatchObject({
      response: { finalUrl: elsewhere },
      reservation: { reserved: false },
    });
  });
});
