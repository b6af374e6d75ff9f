import { parseUrl } from './parse-url.ts';

/**
 * Services that carry the address they lead to in a parameter of their own: host, path, which may be any, and
 * parameters.
 */
const carriers: readonly (readonly [
  host: string | RegExp,
  path: string | RegExp | undefined,
  ...params: readonly string[],
])[] = [
  [/^(?:[a-z]+\.)?google\.[a-z.]{2,6}$/, '/url', 'q', 'url'],
  [/^lm?\.(?:facebook|instagram)\.com$/, /^\/(?:l\.php)?$/, 'u'],
  ['l.messenger.com', '/l.php', 'u'],
  ['facebook.com', /^\/(?:l|flx\/warn)(?:\.php)?\/?$/, 'u'],
  ['t.umblr.com', '/redirect', 'z'],
  ['out.reddit.com', undefined, 'url'],
  ['youtube.com', '/redirect', 'q'],
  [/^(?:away\.)?vk\.com$/, /^\/away(?:\.php)?$/, 'to'],
  ['bing.com', '/news/apiclick.aspx', 'url'],
  ['duckduckgo.com', /^\/l\/?$/, 'uddg'],
  ['linkedin.com', /^\/(?:redir\/redirect|safety\/go)\/?$/, 'url'],
  ['slack-redir.net', '/link', 'url'],
  [/\.safelinks\.protection\.outlook\.com$/, undefined, 'url'],
  ['getpocket.com', '/redirect', 'url'],
  [/^(?:go|click)\.redirectingat\.com$/, undefined, 'url'],
  ['go.skimresources.com', undefined, 'url'],
  ['steamcommunity.com', /^\/linkfilter\/?$/, 'url', 'u'],
  ['redirect.viglink.com', undefined, 'u'],
  ['exit.sc', undefined, 'url'],
  [/^translate\.google\.[a-z.]{2,6}$/, '/translate', 'u'],
  ['disq.us', '/url', 'url'],
];

const isSaid = (wanted: string | RegExp | undefined, said: string): boolean =>
  wanted instanceof RegExp ? wanted.test(said) : wanted === undefined || wanted === said;

/** `/c/s/news.example/a`: the address stands in the path, `s` for https. */
const ampCaches: readonly { readonly host: RegExp; readonly path: RegExp }[] = [
  { host: /(?:^|\.)cdn\.ampproject\.org$/, path: /^\/[a-z]{1,3}\/(?:(s)\/)?([^/]+\.[^/]+\/.*)$/ },
  { host: /(?:^|\.)bing-amp\.com$/, path: /^\/[a-z]{1,3}\/(?:(s)\/)?([^/]+\.[^/]+\/.*)$/ },
  { host: /^google\.[a-z.]{2,6}$/, path: /^\/amp\/(?:(s)\/)?([^/]+\.[^/]+\/.*)$/ },
];

/**
 * The address that a known redirector or AMP cache leads to, as far as the link itself tells.
 *
 * @returns `undefined` when the link is no such redirector
 *
 * @example
 * targetOfRedirector(new URL('https://www.google.com/url?q=https://news.example/a'))?.href
 * // 'https://news.example/a'
 */
export function targetOfRedirector(url: URL): URL | undefined {
  const host = url.hostname.replace(/^www\./, '');
  return (
    targetInQuery(url, host) ??
    targetInPath(url, host) ??
    targetOfYahoo(url, host) ??
    targetBehindMark(url, host)
  );
}

function targetInQuery(url: URL, host: string): URL | undefined {
  const carrier = carriers.find(
    ([ofHost, path]) => isSaid(ofHost, host) && isSaid(path, url.pathname),
  );
  const [, , ...params] = carrier ?? [undefined, undefined];
  for (const name of params) {
    const target = webUrl(url.searchParams.get(name) ?? '');
    if (target !== undefined) return target;
  }
  return undefined;
}

function targetInPath(url: URL, host: string): URL | undefined {
  for (const cache of ampCaches) {
    if (!cache.host.test(host)) continue;
    const [, secure, rest] = cache.path.exec(url.pathname) ?? [];
    if (rest !== undefined) return webUrl(`http${secure ? 's' : ''}://${rest}${url.search}`);
  }
  return undefined;
}

function targetOfYahoo(url: URL, host: string): URL | undefined {
  if (host !== 'r.search.yahoo.com') return undefined;
  const [, target = ''] = /\/RU=([^/]+)/.exec(url.pathname) ?? [];
  try {
    return webUrl(decodeURIComponent(target));
  } catch {
    return undefined; // not percent-encoded after all
  }
}

/** Services that have the address as it stands behind a mark: an asterisk, or the query itself. */
function targetBehindMark(url: URL, host: string): URL | undefined {
  if (host === 'href.li') return webUrl(url.search.slice(1));
  if (!/(?:^|\.)rd\.yahoo\.com$|^redir\.folha\.com\.br$/.test(host)) return undefined;
  const at = url.href.indexOf('/*http');
  return at < 0 ? undefined : webUrl(url.href.slice(at + 2));
}

function webUrl(text: string): URL | undefined {
  return /^https?:\/\//i.test(text) ? parseUrl(text) : undefined;
}
