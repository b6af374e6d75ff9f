import type { FeedInfo } from '../model/feed.ts';
import { parseUrl } from '../url/parse-url.ts';

const maxLength = 2048;

/**
 * The WebSub hub that a feed names, in its `Link` header or in itself.
 *
 * @example
 * hubOf('<https://hub.example/>; rel="hub"', undefined) // 'https://hub.example/'
 */
export function hubOf(
  linkHeader: string | undefined,
  info: FeedInfo | undefined,
): string | undefined {
  const inFeed = info?.links.filter(({ rel }) => rel?.toLowerCase() === 'hub') ?? [];
  return [...linksOf(linkHeader ?? '', 'hub'), ...inFeed.map(({ href }) => href)].find(isHub);
}

/**
 * What a feed calls its own address, in its `Link` header or in itself: the topic of its hub.
 *
 * @param base the address that answered
 *
 * @example
 * topicOf('<https://news.example/feed>; rel="self"', undefined, base) // 'https://news.example/feed'
 */
export function topicOf(
  linkHeader: string | undefined,
  info: FeedInfo | undefined,
  base: string,
): string | undefined {
  const inFeed = info?.links.filter(({ rel }) => rel?.toLowerCase() === 'self') ?? [];
  return [...linksOf(linkHeader ?? '', 'self'), ...inFeed.map(({ href }) => href)]
    .flatMap((href) => {
      const url = parseUrl(href, base);
      return url === undefined ? [] : [href, url.href];
    })
    .find(isHub); // as it is written, where that is an address: hubs compare texts
}

/**
 * The targets of a `Link` header (RFC 8288) that have a relation.
 *
 * @example
 * linksOf('</feed>; rel="alternate"; type="application/rss+xml"', 'alternate') // ['/feed']
 */
export function linksOf(header: string, relation: string): string[] {
  const found: string[] = [];
  for (const [, target = '', params = ''] of header
    .slice(0, 8192)
    .matchAll(/<([^<>]{1,2048})>([^<>]{0,500})/g)) {
    const [, quoted, bare] =
      /;\s{0,9}rel\s{0,9}=\s{0,9}(?:"([^"]{0,200})"|([\w-]{1,50}))/i.exec(params) ?? [];
    const relations = (quoted ?? bare ?? '').toLowerCase().split(/\s+/);
    if (relations.includes(relation)) found.push(target.trim());
  }
  return found;
}

const isHub = (url: string): boolean => url.length <= maxLength && /^https?:\/\//i.test(url);
