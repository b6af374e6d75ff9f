import type { CanonicalUrl } from '../model/ids.ts';
import { parseUrl } from './parse-url.ts';
import { targetOfRedirector } from './redirectors.ts';
import { isAddress, registrableDomain } from './registrable-domain.ts';
import { isTrackingParam } from './tracking-params.ts';
import { twinPath } from './twin-path.ts';

/** Longer links are traps or mistakes; servers refuse them too. */
export const maxUrlLength = 4096;

/** Bounds the work on a link that was made to be unwrapped for ever. */
const maxRounds = 500;

/**
 * Reduces a link to the form by which we recognise an article again.
 *
 * Unwraps known redirectors and AMP caches, folds `http`, `www.`, AMP, print and mobile twins, drops
 * fragment, credentials, tracking parameters, default ports, closing and doubled slashes and
 * `index.html`, and sorts what is left of the query. The path keeps its case, because some publishers' paths are
 * case-sensitive. It is a name, not an address to fetch: see {@link articleAddress}.
 *
 * @returns `undefined` when the link is not http(s), which feeds do contain, or is too long
 *
 * @example
 * canonicalUrl('/a?utm_source=x&id=7#top', 'http://www.News.example/feed')
 * // 'https://news.example/a?id=7'
 */
export function canonicalUrl(link: string, base: string): CanonicalUrl | undefined {
  let url = webUrl(link, base);
  for (let round = 0; url !== undefined && round < maxRounds; round++) {
    const next: URL | undefined = simplify(url);
    if (next === undefined) return undefined;
    if (next === url || next.href === url.href)
      return next.href.length <= maxUrlLength ? (next.href as CanonicalUrl) : undefined;
    url = next;
  }
  return undefined;
}

/**
 * The address at which to ask for the article that a link leads to: known redirectors unwrapped,
 * without fragment and credentials, and otherwise as the publisher wrote it.
 *
 * @example
 * articleAddress('https://www.google.com/url?q=http://news.example/a?x=1%23c', 'https://news.example/')
 * // 'http://news.example/a?x=1'
 */
export function articleAddress(link: string, base: string): string | undefined {
  let url = webUrl(link, base);
  for (let round = 0; url !== undefined && round < maxRounds; round++) {
    const target = targetOfRedirector(url);
    if (target === undefined) break;
    url = withoutExtras(target);
  }
  return url !== undefined && url.href.length <= maxUrlLength ? url.href : undefined;
}

/**
 * The registrable domain of an address: the outlet, as far as a name can tell.
 *
 * @example
 * siteOf('https://edition.news.co.uk/a') // 'news.co.uk'
 */
export function siteOf(url: string): string {
  const hostname = parseUrl(url)?.hostname;
  if (hostname === undefined) return '';
  return registrableDomain(hostname) ?? hostname;
}

const hasScheme = /^[a-z][a-z0-9+.-]*:/i;

function webUrl(link: string, base: string): URL | undefined {
  const text = link.trim();
  if (text === '' || text.length > maxUrlLength) return undefined;
  const url = (hasScheme.test(text) ? parseUrl(text) : undefined) ?? parseUrl(text, base);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  return withoutExtras(url);
}

function withoutExtras(url: URL): URL {
  if (!url.href.includes('#') && !url.href.includes('@')) return url;
  const bare = new URL(url);
  bare.hash = '';
  bare.username = '';
  bare.password = '';
  return bare;
}

/**
 * One round, which leaves the address itself where there is nothing to do; {@link canonicalUrl} repeats it
 * until nothing changes, so that doing it twice is doing it once.
 */
function simplify(url: URL): URL | undefined {
  const target = targetOfRedirector(url);
  if (target !== undefined) return withoutExtras(target);

  const host = twinHost(url.hostname);
  const scheme = isNamed(host) && url.port === '' ? 'https:' : url.protocol;
  const port = url.port === '' ? '' : `:${url.port}`;
  const path = twinPath(tidyEscapes(url.pathname));
  const text = `${scheme}//${host}${port}${path}${tidyQuery(url.search, host)}`;
  if (text === url.href) return url;
  return parseUrl(text);
}

const isNamed = (host: string): boolean => host.includes('.') && !isAddress(host);

const twinLabels = new Set(['m', 'mobile', 'amp', 'wap', 'touch']);

/** Most hosts have none of the labels: looking for them is cheaper than looking up whose they are. */
const MAY_BE_TWIN = /^www\.|(?:^|\.)(?:m|mobile|amp|wap|touch)\./;

/** `en.m.news.example` and `www.news.example` without the labels that only name a twin. */
function twinHost(hostname: string): string {
  const host = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
  const domain = MAY_BE_TWIN.test(host) ? registrableDomain(host) : undefined;
  if (domain === undefined || domain === host) return host;
  const labels = host
    .slice(0, -domain.length - 1)
    .split('.')
    .filter((label, at) => !twinLabels.has(label) && !(at === 0 && label === 'www'));
  return [...labels, domain].join('.');
}

/** Escapes in upper case, and none where none is needed (RFC 3986, 6.2.2). */
const tidyEscapes = (text: string): string =>
  !text.includes('%')
    ? text
    : text.replace(/%[0-9a-f]{2}/gi, (escaped) => {
        const char = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
        return /[A-Za-z0-9\-._~]/.test(char) ? char : escaped.toUpperCase();
      });

/** Parameters in order of name; those of one name keep their order, which may mean something. */
function tidyQuery(search: string, host: string): string {
  const kept = tidyEscapes(search.slice(1))
    .split('&')
    // Links that were escaped twice: `?id=7&amp;page=2`.
    .map((param) => param.replace(/^(?:amp;)+/, ''))
    .filter((param) => {
      const [name = '', ...value] = param.split('=');
      return param !== '' && !isDropped(name, value.join('='), host);
    });
  const nameOf = (param: string) => param.split('=', 1)[0] ?? '';
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = kept.toSorted((a, b) => compare(nameOf(a), nameOf(b)));
  return sorted.length > 0 ? `?${sorted.join('&')}` : '';
}

function isDropped(name: string, value: string, host: string): boolean {
  if (isTrackingParam(name, value)) return true;
  // Blogger's mobile view; elsewhere `m` may be a module or a month.
  return name === 'm' && value === '1' && /(?:^|\.)blogspot\.[a-z.]+$/.test(host);
}
