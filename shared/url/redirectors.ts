import { parseUrl } from './parse-url.ts';

/** Services that carry the address they lead to in a parameter of their own. */
const carriers: readonly {
  readonly host: RegExp;
  readonly path: RegExp;
  readonly params: readonly string[];
}[] = [
  { host: /^(?:[a-z]+\.)?google\.[a-z.]{2,6}$/, path: /^\/url$/, params: ['q', 'url'] },
  { host: /^lm?\.(?:facebook|instagram)\.com$/, path: /^\/(?:l\.php)?$/, params: ['u'] },
  { host: /^l\.messenger\.com$/, path: /^\/l\.php$/, params: ['u'] },
  { host: /^facebook\.com$/, path: /^\/(?:l|flx\/warn)(?:\.php)?\/?$/, params: ['u'] },
  { host: /^t\.umblr\.com$/, path: /^\/redirect$/, params: ['z'] },
  { host: /^out\.reddit\.com$/, path: /^\//, params: ['url'] },
  { host: /^youtube\.com$/, path: /^\/redirect$/, params: ['q'] },
  { host: /^(?:away\.)?vk\.com$/, path: /^\/away(?:\.php)?$/, params: ['to'] },
  { host: /^bing\.com$/, path: /^\/news\/apiclick\.aspx$/, params: ['url'] },
  { host: /^duckduckgo\.com$/, path: /^\/l\/?$/, params: ['uddg'] },
  { host: /^linkedin\.com$/, path: /^\/(?:redir\/redirect|safety\/go)\/?$/, params: ['url'] },
  { host: /^slack-redir\.net$/, path: /^\/link$/, params: ['url'] },
  { host: /\.safelinks\.protection\.outlook\.com$/, path: /^\//, params: ['url'] },
  { host: /^getpocket\.com$/, path: /^\/redirect$/, params: ['url'] },
  { host: /^(?:go|click)\.redirectingat\.com$/, path: /^\//, params: ['url'] },
  { host: /^go\.skimresources\.com$/, path: /^\//, params: ['url'] },
  { host: /^steamcommunity\.com$/, path: /^\/linkfilter\/?$/, params: ['url', 'u'] },
  { host: /^redirect\.viglink\.com$/, path: /^\//, params: ['u'] },
  { host: /^exit\.sc$/, path: /^\//, params: ['url'] },
  { host: /^translate\.google\.[a-z.]{2,6}$/, path: /^\/translate$/, params: ['u'] },
  { host: /^disq\.us$/, path: /^\/url$/, params: ['url'] },
];

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
  const carrier = carriers.find((each) => each.host.test(host) && each.path.test(url.pathname));
  for (const name of carrier?.params ?? []) {
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
