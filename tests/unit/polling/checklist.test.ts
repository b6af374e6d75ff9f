import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rssOf } from '../../builders/a-feed.ts';
import { memoryHostStore } from '../../builders/a-host.ts';
import {
  answerWith,
  aReader,
  aSite,
  day,
  hour,
  hoursToNext,
  minute,
  type Seen,
  start,
  userAgent,
} from './a-site.ts';

/** The checklist of correct feed fetching; the number of each rule stands before it. */
const rss = rssOf(['a']);
const good = (headers: Record<string, string> = {}) => answerWith(200, headers, rss);
const changing = (headers: Record<string, string> = {}) => {
  let turn = 0;
  return (request: Seen, response: Parameters<ReturnType<typeof good>>[1]) =>
    answerWith(200, headers, rssOf([`a${turn++}`]))(request, response);
};

/** Polls every two days with what the site says each time. */
async function pollTwice(headers: Record<string, string>) {
  const site = await aSite(good(headers));
  const reader = aReader(site);
  await reader.poll(start);
  await reader.poll(start + 2 * day);
  return site.requests[1]?.headers ?? {};
}

describe('validators', () => {
  it.each(['"abc-1"', 'W/"9f-gzip"', 'deadbeef', `"${'x'.repeat(300)}"`, '"é"', "'odd'", '""'])(
    'rule 1: an ETag is echoed byte for byte: %s',
    async (etag) => expect((await pollTwice({ etag }))['if-none-match']).toBe(etag),
  );

  it.each(['Mon, 05 Jan 2026 09:00:00 GMT', 'Mon, 5 Jan 2026 9:00:00 +0000', 'yesterday'])(
    'rule 2: Last-Modified is echoed as it came: %s',
    async (lastModified) =>
      expect((await pollTwice({ 'last-modified': lastModified }))['if-modified-since']).toBe(
        lastModified,
      ),
  );

  it('rule 3: both validators are sent where both are known', async () => {
    const asked = await pollTwice({
      etag: '"1"',
      'last-modified': 'Mon, 05 Jan 2026 09:00:00 GMT',
    });

    expect(asked).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': 'Mon, 05 Jan 2026 09:00:00 GMT',
    });
  });

  it('rule 4: the first request has no condition', async () => {
    const site = await aSite(good({ etag: '"1"' }));
    await aReader(site).poll(start);

    expect(site.requests[0]?.headers).not.toHaveProperty('if-none-match');
    expect(site.requests[0]?.headers).not.toHaveProperty('if-modified-since');
  });

  it('rule 5: a 304 is a success that resets the count of failures', async () => {
    const site = await aSite((request, response, count) => {
      if (count === 1) return good({ etag: '"1"' })(request, response);
      return answerWith(count === 2 ? 500 : 304)(request, response);
    });
    const reader = aReader(site);
    await reader.poll(start);
    await reader.poll(start + day);
    expect(reader.feed().polling).toMatchObject({ failures: 1, lastError: 'status 500' });

    expect((await reader.poll(start + 2 * day)).kind).toBe('unchanged');
    expect(reader.feed().polling.failures).toBe(0);
    expect(reader.feed().polling).not.toHaveProperty('lastError');
  });

  it('rule 6: a 304 with new validators replaces the old, and without keeps them', async () => {
    const site = await aSite((request, response, count) => {
      if (count === 1)
        return good({ etag: '"1"', 'last-modified': 'Mon, 05 Jan 2026 09:00:00 GMT' })(
          request,
          response,
        );
      return answerWith(304, count === 2 ? { etag: '"2"' } : {})(request, response);
    });
    const reader = aReader(site);
    for (const at of [0, 1, 2, 3]) await reader.poll(start + at * day);

    expect(site.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      '"1"',
      '"2"',
      '"2"',
    ]);
    expect(site.requests[3]?.headers['if-modified-since']).toBe('Mon, 05 Jan 2026 09:00:00 GMT');
  });

  it.each(['the same', 'a new'])(
    'rule 7: a 200 without validators clears the old: %s body',
    async (which) => {
      const site = await aSite((request, response, count) =>
        answerWith(
          200,
          count === 1 ? { etag: '"1"' } : {},
          rssOf([which === 'a new' ? `${count}` : 'a']),
        )(request, response),
      );
      const reader = aReader(site);
      for (const at of [0, 1, 2]) await reader.poll(start + at * day);

      expect(site.requests[2]?.headers).not.toHaveProperty('if-none-match');
    },
  );

  it('rule 8: a body that did not change is not read again', async () => {
    const site = await aSite(good());
    const reader = aReader(site);
    expect((await reader.poll(start)).kind).toBe('updated');

    expect((await reader.poll(start + day)).kind).toBe('unchanged');
  });

  it.each([
    ['a server error', 500, 'oops', {}],
    ['a page of HTML', 200, '<!doctype html><html><title>Hello</title><p>We are back soon', {}],
    ['an empty body', 200, '', {}],
    ['broken XML that is no feed', 200, '<?xml version="1.0"?><status>ok</status>', {}],
    ['a challenge', 200, rss, { 'cf-mitigated': 'challenge' }],
  ])('rule 9: validators survive %s', async (_what, status, body, headers) => {
    const site = await aSite((request, response, count) =>
      count === 2
        ? answerWith(status, { etag: '"bad"', ...headers }, body)(request, response)
        : good({ etag: '"1"' })(request, response),
    );
    const reader = aReader(site);
    await reader.poll(start);
    expect((await reader.poll(start + day)).kind).toBe('failed');
    await reader.poll(start + 9 * day);

    expect(site.requests[2]?.headers['if-none-match']).toBe('"1"');
  });

  it('rule 10: a server that says 304 for ever is asked in full after two weeks', async () => {
    const site = await aSite((request, response) =>
      request.headers['if-none-match'] === undefined
        ? good({ etag: '"1"' })(request, response)
        : answerWith(304)(request, response),
    );
    const reader = aReader(site);
    for (let at = 0; at <= 15; at++) await reader.poll(start + at * day);

    const full = site.requests.flatMap(({ headers }, at) => (headers['if-none-match'] ? [] : [at]));
    expect(full).toEqual([0, 14]);
  });
});

describe('being asked to wait', () => {
  const pollOnce = async (status: number, headers: Record<string, string> = {}) =>
    hoursToNext(await aReader(await aSite(answerWith(status, headers))).poll(start));

  it('rule 11: 429 with Retry-After in seconds', async () => {
    expect(await pollOnce(429, { 'retry-after': '86400' })).toBeGreaterThanOrEqual(24);
  });

  it('rule 12: 429 with Retry-After as a date', async () => {
    const date = new Date(start + 30 * hour).toUTCString();
    expect(await pollOnce(429, { 'retry-after': date })).toBeGreaterThanOrEqual(30);
  });

  it('rule 13: 503 with Retry-After', async () => {
    expect(await pollOnce(503, { 'retry-after': '7200' })).toBeGreaterThanOrEqual(2);
  });

  it('rule 14: 429 without a header is an hour, and longer each time', async () => {
    const hosts = memoryHostStore();
    const reader = aReader(await aSite(answerWith(429)), '/feed.xml', { hosts });
    const first = await reader.poll(start);
    expect(hoursToNext(first)).toBeGreaterThanOrEqual(1);

    const later = start + 3 * hour;
    await reader.poll(later);
    const until = Object.values(hosts.hosts.states)[0]?.pausedUntil ?? '';
    expect(Date.parse(until) - later).toBe(2 * hour);
  });

  it.each(['0', '-5', 'soon', '', '99999999999999999999'])(
    'rule 14: a Retry-After that says nothing is no reason to come back at once: «%s»',
    async (header) => {
      const hours = await pollOnce(429, { 'retry-after': header });
      expect(hours).toBeGreaterThanOrEqual(1);
      expect(hours).toBeLessThan(24 * 8);
    },
  );

  it('rule 15: a 429 pauses every feed of the host', async () => {
    const hosts = memoryHostStore();
    const site = await aSite(answerWith(429, { 'retry-after': '7200' }));
    await aReader(site, '/a.xml', { hosts }).poll(start);

    const other = await aReader(site, '/b.xml', { hosts }).poll(start + minute);

    expect(other).toMatchObject({ kind: 'deferred', why: 'paused' });
    expect(hoursToNext(other)).toBeGreaterThanOrEqual(2);
    expect(site.requests).toHaveLength(1);
  });

  it('rule 16: a 503 concerns one feed, not its host', async () => {
    const hosts = memoryHostStore();
    const site = await aSite((request, response) =>
      request.url === '/down.xml'
        ? answerWith(503, { 'retry-after': '86400' })(request, response)
        : good()(request, response),
    );
    await aReader(site, '/down.xml', { hosts }).poll(start);

    expect((await aReader(site, '/up.xml', { hosts }).poll(start + minute)).kind).toBe('updated');
  });
});

describe('how often', () => {
  const firstInterval = async (headers: Record<string, string>, channel = '') =>
    hoursToNext(
      await aReader(await aSite(answerWith(200, headers, rssOf(['a'], { channel })))).poll(start),
    );

  it('rule 17: max-age is a floor', async () => {
    expect(
      await firstInterval({ 'cache-control': 'public, max-age=21600' }),
    ).toBeGreaterThanOrEqual(6);
  });

  it('rule 17: max-age holds for the answers 304 as well', async () => {
    const site = await aSite((request, response, count) =>
      count === 1
        ? good({ etag: '"1"' })(request, response)
        : answerWith(304, { 'cache-control': 'max-age=21600' })(request, response),
    );
    const reader = aReader(site);
    await reader.poll(start);
    expect(hoursToNext(await reader.poll(start + day), start + day)).toBeGreaterThanOrEqual(6);
  });

  it('rule 18: a max-age of years is a day', async () => {
    const hours = await firstInterval({ 'cache-control': 'max-age=315360000, immutable' });
    expect(hours).toBeGreaterThanOrEqual(24);
    expect(hours).toBeLessThan(27);
  });

  it('rule 19: Expires counts where there is no max-age', async () => {
    const expires = new Date(start + 5 * hour).toUTCString();
    expect(
      await firstInterval({ expires, date: new Date(start).toUTCString() }),
    ).toBeGreaterThanOrEqual(5);
    expect(await firstInterval({ expires, 'cache-control': 'max-age=60' })).toBeLessThan(2);
  });

  it.each(['0', '-1', 'Thu, 01 Jan 1970 00:00:00 GMT', 'never'])(
    'rule 19: Expires in the past, or no date, is passed over: %s',
    async (expires) => expect(await firstInterval({ expires })).toBeLessThan(2),
  );

  it('rule 20: ttl is a floor', async () => {
    expect(await firstInterval({}, '<ttl>600</ttl>')).toBeGreaterThanOrEqual(10);
  });

  it('rule 20: ttl holds for answers without a body too', async () => {
    const site = await aSite((request, response, count) =>
      count === 1
        ? answerWith(
            200,
            { etag: '"1"' },
            rssOf(['a'], { channel: '<ttl>600</ttl>' }),
          )(request, response)
        : answerWith(304)(request, response),
    );
    const reader = aReader(site);
    await reader.poll(start);
    expect(hoursToNext(await reader.poll(start + day), start + day)).toBeGreaterThanOrEqual(10);
  });

  it('rule 21: sy:updatePeriod over sy:updateFrequency is a floor', async () => {
    const sy = '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>';
    expect(await firstInterval({}, sy)).toBeGreaterThanOrEqual(12);
  });

  it('rule 22: skipHours and skipDays are left out', async () => {
    const hours = [10, 11, 12, 13, 14].map((each) => `<hour>${each}</hour>`).join('');
    expect(await firstInterval({}, `<skipHours>${hours}</skipHours>`)).toBeGreaterThanOrEqual(5);
    const days = ['Monday', 'Tuesday'].map((each) => `<day>${each}</day>`).join('');
    expect(await firstInterval({}, `<skipDays>${days}</skipDays>`)).toBeGreaterThanOrEqual(38);
  });

  it('rule 23: never below ten minutes, whatever a feed says', async () => {
    const hours = await firstInterval({ 'cache-control': 'max-age=1' }, '<ttl>1</ttl>');
    expect(hours).toBeGreaterThanOrEqual(1 / 6);
  });

  it('rule 24: a feed that publishes more often is polled more often', async () => {
    const intervalOf = async (every: number) => {
      let now = start;
      const site = await aSite((request, response) => {
        const at = Math.floor(now / every) * every;
        const date = `<pubDate>${new Date(at).toUTCString()}</pubDate><guid>${at}`;
        answerWith(200, {}, rss.replace(/<guid[^>]*>/, date))(request, response);
      });
      const reader = aReader(site);
      let last = 0;
      for (let turn = 0; turn < 40; turn++) {
        last = hoursToNext(await reader.poll(now), now);
        now += last * hour;
      }
      return last;
    };

    expect(await intervalOf(hour)).toBeLessThan(0.5);
    expect(await intervalOf(3 * day)).toBeGreaterThan(6);
  });

  it('rule 25: polls are spread, by the feed and never by chance', async () => {
    const site = await aSite(good());
    const polls = Array.from({ length: 20 }, (_, at) =>
      aReader(site, `/${at}.xml`).poll(start).then(hoursToNext),
    );
    const hours = await Promise.all(polls);

    expect(new Set(hours).size).toBeGreaterThan(15);
    expect(hoursToNext(await aReader(site, '/0.xml').poll(start))).toBe(hours[0]);
  });
});

describe('failures', () => {
  const intervals = async (status: number, polls: number) => {
    const reader = aReader(await aSite(answerWith(status)));
    const hours: number[] = [];
    for (let turn = 0, at = start; turn < polls; turn++) {
      hours.push(hoursToNext(await reader.poll(at), at));
      at += (hours.at(-1) ?? 0) * hour;
    }
    return hours;
  };

  it('rule 26: errors back off twice as long each time, up to a week', async () => {
    const hours = await intervals(500, 12);

    expect(hours[3]).toBeGreaterThan(3 * (hours[0] ?? 0));
    expect(hours.at(-1)).toBeGreaterThanOrEqual(7 * 24);
    expect(hours.at(-1)).toBeLessThan(8 * 24);
  });

  it('rule 27: a 404 is soft: the feed comes back to life', async () => {
    const site = await aSite((request, response, count) =>
      count < 4 ? answerWith(404)(request, response) : good()(request, response),
    );
    const reader = aReader(site);
    for (let turn = 0; turn < 3; turn++)
      expect((await reader.poll(start + turn * day)).kind).toBe('failed');

    expect((await reader.poll(start + 4 * day)).kind).toBe('updated');
    expect(reader.feed().polling.failures).toBe(0);
  });

  it('rule 28: a 410 ends it', async () => {
    const reader = aReader(await aSite(answerWith(410)));

    expect((await reader.poll(start)).kind).toBe('gone');
    expect(reader.feed().status).toBe('gone');
    expect(reader.feed()).not.toHaveProperty('nextPollAt');
  });

  it('rule 28: a 410 behind a temporary redirect does not', async () => {
    const site = await aSite((request, response) =>
      request.url === '/feed.xml'
        ? answerWith(302, { location: '/gone' })(request, response)
        : answerWith(410)(request, response),
    );

    expect((await aReader(site).poll(start)).kind).toBe('failed');
  });

  it('rule 29: a dead feed is asked once a week, not never', async () => {
    const hours = await intervals(404, 20);
    expect(hours.at(-1)).toBeLessThan(8 * 24);
  });
});

describe('redirects', () => {
  const redirecting = (hops: Record<string, [status: number, to: string]>) =>
    aSite((request, response) => {
      const hop = hops[request.url];
      return hop === undefined
        ? good()(request, response)
        : answerWith(hop[0], { location: hop[1] })(request, response);
    });
  const pollDaily = async (site: Awaited<ReturnType<typeof aSite>>, days = 12) => {
    const reader = aReader(site);
    for (let at = 0; at < days; at++) await reader.poll(start + at * day);
    return reader.feed();
  };

  it.each([301, 308])(
    'rule 30: a %i that holds is kept, and asked from then on',
    async (status) => {
      const site = await redirecting({ '/feed.xml': [status, '/new.xml'] });
      const feed = await pollDaily(site);

      expect(feed.polling.movedTo).toBe(`${site.base}/new.xml`);
      expect(site.requests.slice(-2).map(({ url }) => url)).toEqual(['/new.xml', '/new.xml']);
      expect(feed.url).toBe(`${site.base}/feed.xml`);
    },
  );

  it('rule 30: a 301 that is there once is not kept', async () => {
    const site = await aSite((request, response, count) =>
      count === 3
        ? answerWith(301, { location: '/new.xml' })(request, response)
        : good()(request, response),
    );
    expect((await pollDaily(site)).polling).not.toHaveProperty('movedTo');
  });

  it('rule 30: five polls within an hour prove nothing', async () => {
    const site = await redirecting({ '/feed.xml': [301, '/new.xml'] });
    const reader = aReader(site);
    for (let turn = 0; turn < 12; turn++) await reader.poll(start + turn * 5 * minute);

    expect(reader.feed().polling).not.toHaveProperty('movedTo');
  });

  it('rule 30: a feed that fails where it moved to is looked for at its old address', async () => {
    let isUp = true;
    const site = await aSite((request, response) => {
      if (request.url === '/feed.xml' && isUp)
        return answerWith(301, { location: '/new.xml' })(request, response);
      return isUp || request.url === '/feed.xml'
        ? good()(request, response)
        : answerWith(404)(request, response);
    });
    const reader = aReader(site);
    for (let at = 0; at < 7; at++) await reader.poll(start + at * day);
    expect(reader.feed().polling.movedTo).toBeDefined();

    isUp = false;
    for (let at = 7; at < 11; at++) await reader.poll(start + at * day);
    expect(reader.feed().polling).toMatchObject({ failures: 0 });
    expect(reader.feed().polling).not.toHaveProperty('movedTo');
  });

  it.each([302, 303, 307])('rule 31: a %i is never kept', async (status) => {
    const site = await redirecting({ '/feed.xml': [status, '/new.xml'] });
    expect((await pollDaily(site)).polling).not.toHaveProperty('movedTo');
    expect(site.requests.at(-2)?.url).toBe('/feed.xml');
  });

  it('rule 32: of a chain only the permanent hops at its start are kept', async () => {
    const site = await redirecting({ '/feed.xml': [301, '/b.xml'], '/b.xml': [302, '/c.xml'] });
    expect((await pollDaily(site)).polling.movedTo).toBe(`${site.base}/b.xml`);

    const other = await redirecting({ '/feed.xml': [302, '/b.xml'], '/b.xml': [301, '/c.xml'] });
    expect((await pollDaily(other)).polling).not.toHaveProperty('movedTo');
  });

  it('rule 33: a redirect to a page is not kept', async () => {
    const site = await aSite((request, response) =>
      request.url === '/feed.xml'
        ? answerWith(301, { location: '/login' })(request, response)
        : answerWith(
            200,
            { 'content-type': 'text/html' },
            '<html><title>Log in</title>',
          )(request, response),
    );
    const feed = await pollDaily(site);

    expect(feed.polling).not.toHaveProperty('movedTo');
    expect(feed.polling.lastError).toContain('Log in');
  });

  it('rule 34: redirects without end are given up within ten hops', async () => {
    const site = await aSite((request, response, count) =>
      answerWith(302, { location: `/feed.xml?${count}` })(request, response),
    );

    expect((await aReader(site).poll(start)).kind).toBe('failed');
    expect(site.requests.length).toBeLessThanOrEqual(10);
  });

  it('rule 35: a redirect to a private address is refused before a byte is sent', async () => {
    const inner = await aSite(good());
    const site = await redirecting({ '/feed.xml': [302, `${inner.base}/secrets`] });

    expect(await aReader(site).poll(start)).toMatchObject({ kind: 'failed' });
    expect(inner.requests).toHaveLength(0);
  });

  it.each(['file:///etc/passwd', 'ftp://news.example/feed', 'data:text/xml,<rss/>', 'gopher://x/'])(
    'rule 36: only http and https: %s',
    async (location) => {
      const site = await redirecting({ '/feed.xml': [302, location] });
      expect(await aReader(site).poll(start)).toMatchObject({ kind: 'failed' });
    },
  );
});

describe('the request', () => {
  it.each([
    ['gzip', gzipSync(rss)],
    ['br', brotliCompressSync(rss)],
    ['deflate', deflateSync(rss)],
    ['deflate', deflateRawSync(rss)],
    ['gzip', Buffer.from(rss)], // labelled and not packed
  ])('rule 37: %s is asked for and read', async (encoding, body) => {
    const site = await aSite(answerWith(200, { 'content-encoding': encoding }, body));

    expect((await aReader(site).poll(start)).kind).toBe('updated');
    expect(site.requests[0]?.headers['accept-encoding']).toContain(encoding);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(50_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(50_000_000))],
  ])('rule 38: a %s bomb is refused', async (encoding, body) => {
    const site = await aSite(answerWith(200, { 'content-encoding': encoding }, body));
    expect(await aReader(site).poll(start)).toMatchObject({ kind: 'failed' });
  });

  it('rule 39: a server that drips is cut off', async () => {
    const site = await aSite((_request, response) => {
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    });
    const poll = await aReader(site, '/feed.xml', { timeoutMs: 300 }).poll(start);

    expect(poll).toMatchObject({ kind: 'failed', problem: expect.stringContaining('300 ms') });
  });

  it('rule 40, rule 41: the User-Agent says who asks and where to complain, and is no browser', async () => {
    const site = await aSite(good());
    await aReader(site).poll(start);

    expect(site.requests[0]?.headers['user-agent']).toBe(userAgent);
  });

  it('rule 42: Accept lists the types of feeds', async () => {
    const site = await aSite(good());
    await aReader(site).poll(start);

    for (const type of ['rss+xml', 'atom+xml', 'feed+json'])
      expect(site.requests[0]?.headers.accept).toContain(type);
  });

  it('rule 43: no cookies, no Referer, no query of our own', async () => {
    const site = await aSite(changing({ 'set-cookie': 'id=1' }));
    const reader = aReader(site, '/f.xml?a=1&b=%20x');
    await reader.poll(start);
    await reader.poll(start + day);

    for (const { url, headers } of site.requests) {
      expect(url).toBe('/f.xml?a=1&b=%20x');
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('referer');
    }
  });

  it('rule 44, rule 45: the feeds of a host are asked one after the other, some seconds apart', async () => {
    const hosts = memoryHostStore();
    const site = await aSite(good());
    await aReader(site, '/a.xml', { hosts }).poll(start);

    const second = await aReader(site, '/b.xml', { hosts }).poll(start);
    const third = await aReader(site, '/c.xml', { hosts }).poll(start + 10);

    expect(site.requests).toHaveLength(1);
    expect(second).toMatchObject({ kind: 'deferred', why: 'busy' });
    expect(hoursToNext(third) - hoursToNext(second)).toBeGreaterThanOrEqual(2000 / hour);
  });
});

describe('what else a feed says', () => {
  it.each([
    ['a Link header', { link: '</x>; rel="next", <https://hub.example/>; rel="hub"' }, ''],
    ['the feed', {}, '<atom:link rel="hub" href="https://hub.example/"/>'],
  ])('rule 46: its hub is remembered, from %s', async (_where, headers, channel) => {
    const reader = aReader(await aSite(answerWith(200, headers, rssOf(['a'], { channel }))));
    await reader.poll(start);

    expect(reader.feed().polling.hub).toBe('https://hub.example/');
  });

  it('rule 47: robots.txt is not asked for feeds', async () => {
    const site = await aSite(good());
    await aReader(site).poll(start);

    expect(site.requests.map(({ url }) => url)).toEqual(['/feed.xml']);
  });

  it.each([
    [403, { 'cf-mitigated': 'challenge' }, ''],
    [200, { 'content-type': 'text/html' }, '<html><title>Just a moment...</title>'],
  ])('rule 48: a challenge is called by its name: status %i', async (status, headers, body) => {
    const poll = await aReader(await aSite(answerWith(status, headers, body))).poll(start);

    expect(poll).toMatchObject({ kind: 'failed', problem: expect.stringContaining('robot') });
  });

  it('rule 49: relative links start at the address that answered', async () => {
    const relative = rss.replace('https://news.example/a', '../story');
    const site = await aSite((request, response) =>
      request.url === '/feed.xml'
        ? answerWith(302, { location: '/d/e/x.xml' })(request, response)
        : answerWith(
            200,
            {},
            relative.replace('<link>https://news.example/</link>', ''),
          )(request, response),
    );
    const poll = await aReader(site).poll(start);

    expect(poll).toMatchObject({ changes: [{ entry: { link: `${site.base}/d/story` } }] });
  });

  it('rule 50: entries are known by guid, then link, then what they say; a shared guid swallows none', async () => {
    const items = (titles: string[]) => rssOf(titles).replace(/<guid[^>]*>[^<]*/g, '<guid>same');
    const site = await aSite((request, response, count) =>
      answerWith(200, {}, items(count === 1 ? ['a', 'b'] : ['a', 'b', 'c']))(request, response),
    );
    const reader = aReader(site);

    expect(await reader.poll(start)).toMatchObject({ kind: 'updated', changes: { length: 2 } });
    const second = await reader.poll(start + day);
    expect(second).toMatchObject({ changes: [{ kind: 'new', entry: { title: 'c' } }] });
  });
});
