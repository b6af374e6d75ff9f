import type { FeedFormat, ParsedFeed } from '../model/feed.ts';
import { withoutControls } from '../text/control-characters.ts';
import { decodeFeed } from './decode-feed.ts';
import { attribute, childNamed, NO_ELEMENT, type XmlElement, type XmlFeed } from './element.ts';
import { readEntry } from './entry.ts';
import { readFeedInfo } from './feed-info.ts';
import { readJsonFeed } from './json-feed.ts';
import { isModestJson } from './modest-json.ts';
import { prefixOfNamespace } from './namespaces.ts';
import { notAFeed } from './not-a-feed.ts';
import { readXml } from './read-xml.ts';
import { entryBase, rebase } from './rebase.ts';
import { resolveUrl } from './relative-urls.ts';
import { readSitemap } from './sitemap.ts';

/** The bytes of a response, decompressed, with the URL that answered and its headers (lower-case names). */
export type FeedInput = {
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
};

type ReadFeed = Omit<ParsedFeed, 'encoding'>;

/**
 * Reads any feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed, news sitemaps and
 * indexes of sitemaps, damaged or not.
 *
 * @throws NotAFeedError that says what the document is instead
 * @example parseFeed({ bytes, url: 'https://news.example/rss', headers: {} }).entries[0]?.title
 */
export function parseFeed({ bytes, url, headers }: FeedInput): ParsedFeed {
  const decoded = decodeFeed(bytes, headers['content-type']);
  const text = withoutControls(decoded.text);
  const location = headers['content-location'];
  const base = location === undefined ? url : (resolveUrl(location, url) ?? url);
  const feed = /^\s*[[{]/.test(text.slice(0, 1000))
    ? readJson(text, base)
    : readMarkup(text, base, headers['content-language']);
  if (feed === undefined) throw notAFeed(text);
  return { ...feed, encoding: decoded.encoding };
}

function readJson(text: string, url: string): ReadFeed | undefined {
  if (!isModestJson(text)) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  return readJsonFeed(json, url);
}

function readMarkup(text: string, url: string, language?: string): ReadFeed | undefined {
  const xml = readXml(text, url);
  if (xml === undefined) return undefined;
  const { root } = xml;
  if (root.name === 'urlset' || root.name === 'sitemapindex') return readSitemap(xml);

  const channel = root.name === 'rss' || root.name === 'rdf:rdf' ? channelOf(root) : root;
  if (channel === undefined && xml.entries.length === 0 && !isRss10(root)) return undefined;
  const isAtom = root.name === 'feed';
  const feed = readFeedInfo(channel ?? NO_ELEMENT, { isAtom, url, language });
  const base = entryBase(url, feed.link);
  const error = problemOf(xml);
  return {
    format: formatOf(xml),
    feed,
    entries: xml.entries.map((entry) =>
      readEntry(base === url ? entry : rebase(entry, url, base), feed, isAtom),
    ),
    ...(error === undefined ? {} : { error }),
  };
}

/** RDF is used for much that is no feed: its namespace tells, or a channel. */
const isRss10 = (root: XmlElement): boolean =>
  root.name === 'rdf:rdf' && namespacesOf(root).some((uri) => prefixOfNamespace(uri) === '');

/** RSS 1.0 puts the picture of the channel beside it; a careless RSS 2.0 leaves the channel out. */
function channelOf(root: XmlElement): XmlElement | undefined {
  const channel = childNamed(root, 'channel');
  if (channel === undefined) return root.name === 'rss' ? root : undefined;
  const beside = root.parts.filter((part) => typeof part !== 'string' && part.name !== 'channel');
  return {
    ...channel,
    language: channel.language ?? root.language,
    parts: [...channel.parts, ...beside],
  };
}

function problemOf({ brokenOff, overfull }: XmlFeed): string | undefined {
  if (overfull)
    return 'the document is larger than we read; the entries in its first part were read';
  return brokenOff ? 'the document breaks off within an entry' : undefined;
}

function formatOf({ root, namespace }: XmlFeed): FeedFormat {
  const version = attribute(root, 'version') ?? '';
  if (root.name === 'feed') {
    if (/purl\.org\/atom\/ns/i.test(namespace) || version === '0.3') return 'atom03';
    return /2005\/atom/i.test(namespace) || version === '1.0' ? 'atom10' : 'atom';
  }
  if (root.name === 'rdf:rdf')
    return namespacesOf(root).some((uri) => /rdf\/simple\/0\.9/i.test(uri)) ? 'rss090' : 'rss10';
  return RSS_VERSIONS[version] ?? 'rss';
}

const namespacesOf = (root: XmlElement): string[] =>
  [root, childNamed(root, 'channel') ?? NO_ELEMENT].flatMap(({ attributes }) =>
    [...attributes].filter(([name]) => name.startsWith('xmlns')).map(([, uri]) => uri),
  );

const RSS_VERSIONS: Readonly<Record<string, FeedFormat>> = {
  '0.9': 'rss090',
  '0.90': 'rss090',
  '0.91': 'rss091',
  '0.92': 'rss092',
  '0.93': 'rss093',
  '0.94': 'rss094',
  '1.0': 'rss10',
  '2.0': 'rss20',
  '2.0.1': 'rss20',
  '2': 'rss20',
};
