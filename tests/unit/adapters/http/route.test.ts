import { describe, expect, it } from 'vitest';
import { httpFetchWeb } from '../../../../shared/adapters/http/fetch-web.ts';
import { isPublicAddress } from '../../../../shared/adapters/http/public-address.ts';
import { guardedRoute, publicRoute } from '../../../../shared/adapters/http/route.ts';
import {
  BlockedAddressError,
  SiteUnavailableError,
  UnusableAnswerError,
} from '../../../../shared/errors.ts';
import { hostileAnswers, hostileHosts, hostileUrls, malformedUrls } from './hostile-addresses.ts';

const honest = guardedRoute(async () => ['93.184.215.14']);
const fetchWeb = httpFetchWeb({
  ...{ route: honest, userAgent: 'Newsloom/0.1 (+https://newsloom.example/)' },
  ...{ timeoutMs: 25_000, maxBytes: 1000 },
});

it('has a table of at least 200 hostile addresses, redirects and answers', () => {
  const tables = [hostileHosts, hostileUrls, malformedUrls, hostileAnswers];
  expect(tables.reduce((sum, table) => sum + table.length, 0)).toBeGreaterThan(390);
});

describe('the guard refuses', () => {
  it.each(hostileHosts)('the host %s', async (host) => {
    await expect(fetchWeb({ url: `http://${host}/feed`, accept: '*/*' })).rejects.toThrow(
      BlockedAddressError,
    );
  });

  it.each(hostileUrls)('the address %j', async (url) => {
    await expect(fetchWeb({ url, accept: '*/*' })).rejects.toThrow(BlockedAddressError);
  });

  it.each(malformedUrls)('what is no address: %j', async (url) => {
    await expect(fetchWeb({ url, accept: '*/*' })).rejects.toThrow(UnusableAnswerError);
  });

  it.each(hostileAnswers.map((answer) => [answer]))(
    'a name that resolves to %j',
    async (answer) => {
      const route = guardedRoute(async () => answer);
      await expect(route(new URL('https://news.example/feed'))).rejects.toThrow(
        BlockedAddressError,
      );
    },
  );

  it('and says what and why', async () => {
    const refused = publicRoute(new URL('http://0x7f.1/secret'));
    await expect(refused).rejects.toThrow(
      'refused to contact http://127.0.0.1/secret: 127.0.0.1 is not a public address',
    );
  });
});

describe('the guard lets through', () => {
  it.each([
    ['http://news.example/', { address: '93.184.215.14', port: 80, tls: false }],
    ['https://news.example/', { address: '93.184.215.14', port: 443, tls: true }],
    ['http://news.example:443/', { address: '93.184.215.14', port: 443, tls: false }],
    ['http://93.184.215.14/', { address: '93.184.215.14', port: 80, tls: false }],
    ['https://новости.example/', { address: '93.184.215.14', port: 443, tls: true }],
  ])('%s', async (url, destination) => {
    expect(await honest(new URL(url))).toEqual(destination);
  });

  it('the first IPv4 address of a name, else its first address', async () => {
    const both = guardedRoute(async () => ['2606:4700::1111', '1.1.1.1', '1.0.0.1']);
    const six = guardedRoute(async () => ['2606:4700::1111', '2606:4700::1001']);

    expect(await both(new URL('https://news.example/'))).toMatchObject({ address: '1.1.1.1' });
    expect(await six(new URL('https://news.example/'))).toMatchObject({
      address: '2606:4700::1111',
    });
  });

  it('the very address that was checked, whatever the name says a moment later', async () => {
    let asked = 0;
    const rebinding = guardedRoute(async () => (asked++ === 0 ? ['1.1.1.1'] : ['127.0.0.1']));

    expect(await rebinding(new URL('https://news.example/'))).toMatchObject({ address: '1.1.1.1' });
    expect(asked).toBe(1);
  });

  it.each(['1.1.1.1', '8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    'the public address %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
});

it('says that a site is unavailable when its name has no address', async () => {
  const nowhere = guardedRoute(async () => []);
  const failing = guardedRoute(async () => {
    throw new Error('ENOTFOUND');
  });

  await expect(nowhere(new URL('https://news.example/'))).rejects.toThrow(SiteUnavailableError);
  await expect(failing(new URL('https://news.example/'))).rejects.toThrow('does not resolve');
});
