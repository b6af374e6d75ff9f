import type { Enclosure, FeedLink } from '../model/feed.ts';
import { defined } from './defined.ts';
import { attribute, childNamed, childrenNamed, textOf, type XmlElement } from './element.ts';
import { resolveUrl } from './relative-urls.ts';

const MAX_ENCLOSURES = 100;

/** Files that come with an entry: enclosures of RSS and Atom, then sound and pictures in motion of Media RSS. */
export function readEnclosures(entry: XmlElement, links: readonly FeedLink[]): Enclosure[] {
  const original = originalEnclosure(entry);
  const found = new Map<string, Enclosure>();
  const add = (enclosure: Enclosure | undefined): void => {
    if (enclosure !== undefined && found.size < MAX_ENCLOSURES && !found.has(enclosure.url))
      found.set(enclosure.url, enclosure);
  };
  for (const element of childrenNamed(entry, 'enclosure')) add(readEnclosure(element, original));
  for (const { href, rel, type, length } of links)
    if (rel === 'enclosure') add(defined<Enclosure>({ url: original ?? href, type, length }));
  for (const element of mediaContents(entry)) {
    const kind = attribute(element, 'medium') ?? attribute(element, 'type') ?? '';
    if (/^(audio|video)/i.test(kind)) add(readEnclosure(element, undefined));
  }
  return [...found.values()];
}

function readEnclosure(element: XmlElement, original: string | undefined): Enclosure | undefined {
  const reference = original ?? attribute(element, 'url', 'href', 'rdf:resource');
  const url = reference === undefined ? undefined : resolveUrl(reference, element.base);
  if (url === undefined) return undefined;
  const length = attribute(element, 'length', 'filesize');
  return defined<Enclosure>({
    url,
    type: attribute(element, 'type'),
    length: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined,
  });
}

/** FeedBurner's own address counts downloads; the publisher's stands beside it. */
function originalEnclosure(entry: XmlElement): string | undefined {
  const original = childNamed(entry, 'feedburner:origenclosurelink');
  const text = textOf(original);
  return text === undefined || original === undefined ? undefined : resolveUrl(text, original.base);
}

const withGroups = (entry: XmlElement): XmlElement[] => [
  entry,
  ...childrenNamed(entry, 'media:group'),
];

const mediaContents = (entry: XmlElement): XmlElement[] =>
  withGroups(entry)
    .flatMap((parent) => childrenNamed(parent, 'media:content'))
    .slice(0, 100);

/** The picture of an entry: the one that is named as such, else the first that comes with it. */
export function readEntryImage(
  entry: XmlElement,
  enclosures: readonly Enclosure[],
): string | undefined {
  const contents = mediaContents(entry);
  const thumbnails = [...withGroups(entry), ...contents].flatMap((parent) =>
    childrenNamed(parent, 'media:thumbnail'),
  );
  return (
    imageOf(childNamed(entry, 'itunes:image', 'googleplay:image')) ??
    urlOf(contents.find(isPicture)) ??
    urlOf(thumbnails[0]) ??
    imageOf(childNamed(entry, 'image', 'image:image', 'icon', 'thumbnail')) ??
    enclosures.find(({ type }) => /^image\//i.test(type ?? ''))?.url
  );
}

function isPicture(content: XmlElement): boolean {
  const kind = attribute(content, 'medium') ?? attribute(content, 'type');
  if (kind !== undefined) return /^image/i.test(kind);
  return /\.(avif|gif|jpe?g|png|webp)([?#]|$)/i.test(attribute(content, 'url') ?? '');
}

/** An image that is named by attribute, by an element inside, or by its own text. */
export function imageOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const inside = childNamed(element, 'url', 'image:loc');
  return urlOf(element) ?? textUrl(inside ?? element);
}

function urlOf(element: XmlElement | undefined): string | undefined {
  const reference = attribute(element, 'href', 'url', 'rdf:resource');
  return reference === undefined || element === undefined
    ? undefined
    : resolveUrl(reference, element.base);
}

function textUrl(element: XmlElement): string | undefined {
  const text = textOf(element);
  return text === undefined || /\s/.test(text) ? undefined : resolveUrl(text, element.base);
}
