import type { FeedLink } from '../model/feed.ts';
import { attribute, textOf, type XmlElement } from './element.ts';
import { resolveUrl } from './relative-urls.ts';

const MAX_LINKS = 100;

/** The links of a feed or an entry: Atom's, and those of RSS, which hold their address as text. */
export function readLinks(parent: XmlElement): FeedLink[] {
  const links: FeedLink[] = [];
  for (const part of parent.parts) {
    if (typeof part === 'string' || (part.name !== 'link' && part.name !== 'atom:link')) continue;
    const link = readLink(part);
    if (link !== undefined && links.length < MAX_LINKS) links.push(link);
  }
  return links;
}

function readLink(element: XmlElement): FeedLink | undefined {
  const reference =
    attribute(element, 'href', 'url', 'rdf:resource', 'rdf:about') ?? textOf(element);
  const href = reference === undefined ? undefined : resolveUrl(reference, element.base);
  if (href === undefined) return undefined;
  const length = Number(attribute(element, 'length') ?? Number.NaN);
  const type = attribute(element, 'type');
  const title = attribute(element, 'title');
  const hreflang = attribute(element, 'hreflang');
  return {
    href,
    rel: relation(attribute(element, 'rel')),
    ...(type === undefined ? {} : { type }),
    ...(title === undefined ? {} : { title }),
    ...(hreflang === undefined ? {} : { hreflang }),
    ...(Number.isFinite(length) ? { length } : {}),
  };
}

/** Registered relations may be written as URLs (RFC 4287 §4.2.7.2), and in any case (RFC 8288 §2.1.1). */
function relation(rel: string | undefined): string {
  const name = (rel ?? 'alternate').replace(
    /^https?:\/\/www\.iana\.org\/assignments\/relation\//i,
    '',
  );
  return name.includes(':') ? name : name.toLowerCase();
}

/**
 * The page that a feed or an entry stands for: the alternate that says it is HTML (the last
 * of several, as most readers do), or the first that does not say what it is, or any.
 */
export function pageLink(links: readonly FeedLink[]): string | undefined {
  const alternates = links.filter(({ rel }) => rel === 'alternate');
  const page =
    alternates.findLast(({ type }) => /html/i.test(type ?? '')) ??
    alternates.find(({ type }) => type === undefined) ??
    alternates[0];
  return page?.href;
}

/** The first link of a relation. */
export function linkWithRel(links: readonly FeedLink[], rel: string): FeedLink | undefined {
  return links.find((link) => link.rel === rel);
}

/** Where RSS writes several links, the last one counts. */
export function rssLink(parent: XmlElement): string | undefined {
  let found: string | undefined;
  for (const part of parent.parts) {
    if (typeof part === 'string' || part.name !== 'link') continue;
    const link = readLink(part);
    if (link?.rel === 'alternate') found = link.href;
  }
  return found;
}
