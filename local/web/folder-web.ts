import { readFile } from 'node:fs/promises';
import { readManifest, type SavedPage } from './folder-manifest.ts';
import { pageListFeed } from './page-list-feed.ts';
import type { WebAnswer, WebWithFeeds } from './web-content.ts';

/** Where the feed of a host is that the folder brings none for. */
const FEED_PATH = '/newsloom-feed.xml';

/** A web whose pages are known, the feeds not among them. */
export type FolderWeb = WebWithFeeds & { readonly pages: readonly string[] };

/**
 * A web of saved pages: `manifest.json` in `dir` says which file answers which address.
 *
 * Each host has a feed that lists its pages, so that the pipeline meets them as it meets any page.
 *
 * @throws WebFolderError that names the entry that cannot be served
 */
export function folderWeb(dir: string): FolderWeb {
  const pages = readManifest(dir);
  const byAddress = new Map(pages.map((page) => [addressKey(page.url), page]));
  const byPath = groupedBy(pages, ({ url }) => pathKey(url));
  const lists = new Map(listFeeds(pages).map((feed) => [addressKey(new URL(feed.url)), feed]));

  return {
    hosts: new Set(pages.map(({ url }) => url.hostname)),
    feeds: [...new Set([...lists.values(), ...pages.filter(isFeed)].map(({ url }) => String(url)))],
    pages: pages.filter(isListed).map(({ url }) => url.href),
    lookup: (url) => {
      const page =
        byAddress.get(addressKey(url)) ??
        byAddress.get(addressKey(withOtherScheme(url))) ??
        onlyMatch(url, byPath.get(pathKey(url)));
      if (page) return answerOf(page);
      return lists.get(addressKey(url))?.answer;
    },
  };
}

async function answerOf({ path, status, headers }: SavedPage): Promise<WebAnswer> {
  return { status, headers, body: await readFile(path) };
}

function listFeeds(pages: readonly SavedPage[]): { url: string; answer: WebAnswer }[] {
  const listed = pages.filter(isListed);
  return [...groupedBy(listed, ({ url }) => url.host)].map(([host, ofHost]) => {
    const url = `https://${host}${FEED_PATH}`;
    const urls = ofHost.map((page) => page.url);
    const body = pageListFeed(host, urls);
    const headers = { 'content-type': 'application/rss+xml; charset=utf-8' };
    return { url, answer: { status: 200, headers, body: new TextEncoder().encode(body) } };
  });
}

function isListed(page: SavedPage): boolean {
  return !isFeed(page) && page.url.pathname !== '/robots.txt';
}

function isFeed({ contentType, url }: SavedPage): boolean {
  return /^application\/(rss|atom|rdf|feed)\+/.test(contentType) || url.pathname === FEED_PATH;
}

/**
 * A page asked for without some of its parameters, as a polite client does that drops tracking
 * ones; only where one saved page can be meant.
 */
function onlyMatch(url: URL, pages: readonly SavedPage[] = []): SavedPage | undefined {
  const asked = [...url.searchParams];
  const matches = pages.filter(({ url: saved }) =>
    asked.every(([name, value]) => saved.searchParams.getAll(name).includes(value)),
  );
  return matches.length === 1 ? matches[0] : undefined;
}

function groupedBy(pages: readonly SavedPage[], keyOf: (page: SavedPage) => string) {
  const groups = new Map<string, SavedPage[]>();
  for (const page of pages) {
    const key = keyOf(page);
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  return groups;
}

function addressKey(url: URL): string {
  const query = new URLSearchParams(url.searchParams);
  query.sort();
  return `${url.protocol}${pathKey(url)}?${query}`;
}

function pathKey(url: URL): string {
  return `//${url.host}${readable(url.pathname)}`;
}

function withOtherScheme(url: URL): URL {
  const other = new URL(url);
  other.protocol = url.protocol === 'https:' ? 'http:' : 'https:';
  return other;
}

/** One spelling for `%d8%a7` and `%D8%A7`; a path that is not UTF-8 stays as it is. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase());
  }
}
