import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { getDomain } from 'tldts';
import { describe, expect, it } from 'vitest';
import { isAddress, registrableDomain } from '../../../shared/url/registrable-domain.ts';

const file = path.join(
  import.meta.dirname,
  '../../../shared/url/suffixes/public-suffixes.data.json',
);
const packed = brotliDecompressSync(
  Buffer.from(JSON.parse(readFileSync(file, 'utf8')), 'base64'),
).toString();
/** Every name that stands in the list, in or out of its place. */
const hosts = packed
  .split('\n')
  .flatMap((line) => [...line.matchAll(/[^ (),~!*]+/g)].map(([label]) => [line, label] as const))
  .flatMap(([line, label]) => {
    const top = line.slice(0, line.indexOf(' '));
    return [`${label}.${top}`, `a.b.${label}.${top}`, `www.city.${label}.${top}`];
  });

describe('registrableDomain', () => {
  it.each([
    ['news.example', 'news.example'],
    ['edition.news.example', 'news.example'],
    ['www.news.co.uk', 'news.co.uk'],
    ['co.uk', undefined],
    ['www.gov.uk', 'www.gov.uk'],
    ['a.b.c.kawasaki.jp', 'b.c.kawasaki.jp'],
    ['news.city.kawasaki.jp', 'city.kawasaki.jp'],
    ['www.ck', 'www.ck'],
    ['news.anything.ck', 'news.anything.ck'],
    ['ada.github.io', 'ada.github.io'],
    ['news.xn--55qx5d.cn', 'news.xn--55qx5d.cn'],
    ['news.example.', 'news.example'],
    ['localhost', undefined],
    ['192.0.2.1', undefined],
    ['[2001:db8::1]', undefined],
    ['', undefined],
  ])('of %s is %s', (host, domain) => {
    expect(registrableDomain(host)).toBe(domain);
  });

  it('is what a library for it says, for each name of the list', () => {
    expect(hosts.length).toBeGreaterThan(20_000);
    const wrong = hosts.filter(
      (host) =>
        registrableDomain(host) !== (getDomain(host, { allowPrivateDomains: true }) ?? undefined),
    );
    expect(wrong).toEqual([]);
  });
});

describe('isAddress', () => {
  it.each(['192.0.2.1', '[::1]'])('knows %s', (host) => {
    expect(isAddress(host)).toBe(true);
  });

  it('takes no name for one', () => {
    expect(isAddress('1.2.3.example')).toBe(false);
  });
});
