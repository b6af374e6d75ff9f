import type { AddressInfo } from 'node:net';
import { createServer as createRawServer, type Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { httpFetchWeb } from '../../../../shared/adapters/http/fetch-web.ts';
import type { Route } from '../../../../shared/adapters/http/route.ts';
import { SiteUnavailableError, UnusableAnswerError } from '../../../../shared/errors.ts';
import { answerWith, aSite, routeTo } from '../../polling/a-site.ts';

const limits = {
  userAgent: 'Newsloom/0.1 (+https://newsloom.example/)',
  timeoutMs: 25_000,
  maxBytes: 2000,
};
const fetcher = (route: Route, overrides: Partial<typeof limits> = {}) => {
  const fetchWeb = httpFetchWeb({ route, ...limits, ...overrides });
  return (url: string, headers?: Record<string, string>) =>
    fetchWeb({ url, accept: 'text/html', ...(headers && { headers }) });
};

const open: { close(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A server that speaks in raw bytes, for what no HTTP library would send. */
async function aRawSite(serve: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => serve(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, base: `http://${host}` };
}

describe('an answer', () => {
  it('comes with its status, headers, bytes and the address that gave it', async () => {
    const site = await aSite(answerWith(404, { 'x-robots-tag': 'noai' }, 'not here'));

    const answer = await fetcher(routeTo(site.host))(`${site.base}/a#part`);

    expect(answer).toMatchObject({ status: 404, finalUrl: `${site.base}/a`, redirects: [] });
    expect(answer.headers['x-robots-tag']).toBe('noai');
    expect(Buffer.from(answer.body).toString()).toBe('not here');
  });

  it('keeps a header that came twice, and no cookie', async () => {
    const site = await aSite((_request, response) => {
      response.writeHead(200, [
        ...['Link', '<a>; rel="hub"', 'Link', '<b>; rel="self"'],
        ...['X-Robots-Tag', 'googlebot: noindex', 'X-Robots-Tag', 'noai'],
        ...['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'],
      ]);
      response.end();
    });

    const { headers } = await fetcher(routeTo(site.host))(site.base);

    expect(headers['link']).toBe('<a>; rel="hub", <b>; rel="self"');
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers['x-robots-tag']).toBe('googlebot: noindex\nnoai');
  });

  it('is unpacked through several layers', async () => {
    const packed = gzipSync(brotliCompressSync('hello'));
    const site = await aSite(answerWith(200, { 'content-encoding': 'br, gzip' }, packed));

    const { body } = await fetcher(routeTo(site.host))(site.base);

    expect(Buffer.from(body).toString()).toBe('hello');
  });

  it.each([
    ['as it stands', {}, gzipSync('hello'), 'hello'],
    ['behind an encoding', { 'content-encoding': 'gzip' }, gzipSync(gzipSync('hello')), 'hello'],
    [
      'with a comment behind it',
      { 'content-encoding': 'gzip' },
      Buffer.concat([gzipSync('hello'), Buffer.from('<!-- cached -->')]),
      'hello',
    ],
    ['of several parts', {}, Buffer.concat([gzipSync('he'), gzipSync('llo')]), 'hello'],
  ])('that is a gzip file %s is unpacked', async (_, headers, packed, text) => {
    const site = await aSite(answerWith(200, headers, packed));

    const { body } = await fetcher(routeTo(site.host))(site.base);

    expect(Buffer.from(body).toString()).toBe(text);
  });

  it('that is a damaged gzip file, or packed as nobody asked for, is left as it is', async () => {
    const damaged = gzipSync('hello'.repeat(100)).subarray(0, 20);
    for (const [headers, bytes] of [
      [{}, damaged],
      [{ 'content-encoding': 'zstd' }, Buffer.from('28b52ffd2005290000', 'hex')],
    ] as const) {
      const site = await aSite(answerWith(200, headers, bytes));
      const { body } = await fetcher(routeTo(site.host))(site.base);
      expect(Buffer.from(body).equals(bytes)).toBe(true);
    }
  });

  it.each(['br', 'deflate', 'gzip'])(
    'that says %s and was never packed is left as it is',
    async (encoding) => {
      const text = '<?xml version="1.0"?><rss/>';
      const site = await aSite(answerWith(200, { 'content-encoding': encoding }, text));

      const { body } = await fetcher(routeTo(site.host))(site.base);

      expect(Buffer.from(body).toString()).toBe(text);
    },
  );

  it.each([
    ['of HTTP 1.0', 'HTTP/1.0 200 OK\r\n\r\nhello'],
    ['without a reason', 'HTTP/1.1 200\r\nConnection: close\r\n\r\nhello'],
    ['whose lines end in bare line feeds', 'HTTP/1.1 200 OK\nConnection: close\n\nhello'],
    [
      'with more bytes than announced',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more',
    ],
    [
      'in chunks with extensions and trailers',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n',
    ],
    [
      'in chunks, with a length',
      'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    ],
    [
      'after hints of what will come',
      'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello',
    ],
  ])('%s is read', async (_how, bytes) => {
    const site = await aRawSite((socket) => socket.end(bytes));

    const { body } = await fetcher(routeTo(site.host))(site.base);

    expect(Buffer.from(body).toString()).toBe('hello');
  });

  it('lists the hops that led to it', async () => {
    const site = await aSite((request, response) =>
      request.url === '/end'
        ? answerWith(200, {}, 'x')(request, response)
        : answerWith(request.url === '/' ? 301 : 307, {
            location: request.url === '/' ? 'b' : '/end',
          })(request, response),
    );

    const { redirects, finalUrl } = await fetcher(routeTo(site.host))(site.base);

    expect(finalUrl).toBe(`${site.base}/end`);
    expect(redirects).toEqual([
      { status: 301, url: `${site.base}/b` },
      { status: 307, url: `${site.base}/end` },
    ]);
  });

  it('may redirect to a path that is not ASCII', async () => {
    const site = await aRawSite((socket) =>
      socket.end(Buffer.from('HTTP/1.1 302 Found\r\nLocation: /خبر\r\nContent-Length: 0\r\n\r\n')),
    );
    const hops: string[] = [];
    const fetchWeb = httpFetchWeb({ route: routeTo(site.host), ...limits });
    const beforeHop = async (url: string) => {
      hops.push(url);
      if (hops.length === 1) throw new SiteUnavailableError(url, 'far enough');
    };

    await expect(fetchWeb({ url: site.base, accept: '*/*', beforeHop })).rejects.toThrow(
      'far enough',
    );
    expect(hops).toEqual([`${site.base}/${encodeURIComponent('خبر')}`]);
  });
});

describe('too much', () => {
  it.each([
    ['a length that is announced', { 'content-length': '5000' }, 'x'.repeat(5000)],
    ['bytes without an announcement', { 'transfer-encoding': 'chunked' }, 'x'.repeat(5000)],
    ['a body that unpacks', { 'content-encoding': 'gzip' }, gzipSync('x'.repeat(5000))],
    ['a body that unpacks', { 'content-encoding': 'br' }, brotliCompressSync('x'.repeat(5000))],
    ['a body that unpacks', { 'content-encoding': 'deflate' }, deflateSync('x'.repeat(5000))],
    ['a body that unpacks', { 'content-encoding': 'deflate' }, deflateRawSync('x'.repeat(5000))],
    ['a body that unpacks', {}, gzipSync('x'.repeat(5000))],
    [
      'a body that unpacks',
      { 'content-encoding': 'br' },
      brotliCompressSync(gzipSync('x'.repeat(5000))),
    ],
    ['a body that unpacks', {}, Buffer.concat(Array(100).fill(gzipSync('x'.repeat(50))))],
    ['a body that unpacks', {}, gzipSync(Buffer.alloc(50_000_000)).subarray(0, 1900)],
    ['layers', { 'content-encoding': 'gzip, gzip, gzip, gzip' }, gzipSync('x')],
  ])('is refused: %s', async (_what, headers, body) => {
    const site = await aSite(answerWith(200, headers as Record<string, string>, body));

    await expect(fetcher(routeTo(site.host))(site.base)).rejects.toMatchObject({
      name: 'UnusableAnswerError',
      reason: 'too-large',
    });
  });

  it('is refused in headers too', async () => {
    const site = await aRawSite((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`),
    );
    await expect(fetcher(routeTo(site.host))(site.base)).rejects.toThrow(SiteUnavailableError);
  });

  it('is refused in redirects that lead in a circle, at once', async () => {
    const site = await aSite((request, response) =>
      answerWith(302, { location: request.url === '/' ? '/b' : '/' })(request, response),
    );

    await expect(fetcher(routeTo(site.host))(site.base)).rejects.toThrow(UnusableAnswerError);
    expect(site.requests).toHaveLength(2);
  });
});

describe('a site counts as unavailable when', () => {
  const breaking: [string, (socket: Socket) => void][] = [
    [
      'the body is shorter than announced',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort'),
    ],
    [
      'chunks break off',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'),
    ],
    ['the connection is reset', (socket) => socket.resetAndDestroy()],
    ['nothing is said', () => {}],
    [
      'it wants to speak something else',
      (socket) =>
        socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
        ),
    ],
    [
      'its header drips',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const drip = setInterval(() => socket.write('X-Drip: x\r\n'), 50);
        socket.on('close', () => clearInterval(drip));
      },
    ],
    ['it does not speak HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
    ['the header never ends', (socket) => socket.write('HTTP/1.1 200 OK\r\nX: ')],
    [
      'packed bytes break off',
      (socket) => {
        const half = gzipSync(Buffer.from('x'.repeat(1000))).subarray(0, 20);
        socket.write('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\n');
        socket.end(half);
      },
    ],
  ];
  it.each(breaking)('%s', async (_what, serve) => {
    const site = await aRawSite(serve);
    const fetch = fetcher(routeTo(site.host), { timeoutMs: 500 });
    await expect(fetch(site.base)).rejects.toThrow(SiteUnavailableError);
  });

  it('its name takes too long to resolve', async () => {
    const fetch = fetcher(() => new Promise(() => {}), { timeoutMs: 50 });
    await expect(fetch('http://news.example/')).rejects.toThrow('took longer than 50 ms');
  });

  it('its redirects together take too long', async () => {
    const site = await aSite((request, response, count) => {
      setTimeout(() => answerWith(302, { location: `/${count}` })(request, response), 60);
    });
    const fetch = fetcher(routeTo(site.host), { timeoutMs: 150 });
    await expect(fetch(site.base)).rejects.toThrow('took longer than 150 ms');
  });
});

it('refuses to send a header that would make two', async () => {
  const site = await aSite(answerWith(200));
  const smuggled = { 'if-none-match': '"1"\r\nHost: other.example' };

  await expect(fetcher(routeTo(site.host))(site.base, smuggled)).rejects.toThrow();
  expect(site.requests).toHaveLength(0);
});

it('sends the host of the address, whatever the route', async () => {
  const site = await aSite(answerWith(200));
  const port = Number(site.host.split(':')[1]);
  const fetch = fetcher(async () => ({ address: '127.0.0.1', port, tls: false }));

  await fetch('http://news.example/a?b=%20c');

  expect(site.requests[0]).toMatchObject({ url: '/a?b=%20c', headers: { host: 'news.example' } });
});
