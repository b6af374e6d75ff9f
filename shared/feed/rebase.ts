import { parseUrl } from '../url/parse-url.ts';
import type { XmlElement } from './element.ts';
import { resolveUrl } from './relative-urls.ts';

/**
 * An entry whose relative URLs are relative to another address, where no `xml:base` says
 * what they are relative to.
 */
export function rebase(element: XmlElement, from: string, to: string): XmlElement {
  // As deep as the reader lets a document nest, which is not deep.
  return {
    ...element,
    base: element.base === from ? to : element.base,
    parts: element.parts.map((part) => (typeof part === 'string' ? part : rebase(part, from, to))),
  };
}

/**
 * What relative URLs in entries are relative to: the site of the feed, where the feed lives
 * elsewhere (FeedBurner and its like).
 */
export function entryBase(url: string, siteUrl: string | undefined): string {
  const site = siteUrl !== undefined && /^https?:/i.test(siteUrl) ? parseUrl(siteUrl) : undefined;
  if (url === '' || siteUrl === undefined || site === undefined) return url;
  return parseUrl(url)?.origin === site.origin ? url : siteUrl;
}

/** The base inside an element that declares one; what is no address is no base, unless nothing outside is known. */
export function innerBase(declared: string | undefined, outer: string): string {
  const base = declared ? resolveUrl(declared, outer) : undefined;
  return base === undefined || (outer !== '' && parseUrl(base) === undefined) ? outer : base;
}
