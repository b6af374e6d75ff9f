import type { FeedInfo } from '../model/feed.ts';

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
