import type { FeedEntry, FeedInfo, FeedLink } from '../model/feed.ts';
import { entryAuthors, feedAuthors } from './authors.ts';
import { readCategories } from './categories.ts';
import { defined } from './defined.ts';
import {
  attribute,
  childNamed,
  childrenNamed,
  childText,
  textOf,
  type XmlElement,
} from './element.ts';
import { childDate } from './element-date.ts';
import { linkWithRel, pageLink, readLinks, rssLink } from './links.ts';
import { readEnclosures, readEntryImage } from './media.ts';
import { resolveUrl } from './relative-urls.ts';
import { firstText, readText } from './text-construct.ts';
import { titleFromText } from './title.ts';

/** Reads one entry of any XML dialect; what it leaves out is taken from its feed. */
export function readEntry(entry: XmlElement, feed: FeedInfo, isAtom: boolean): FeedEntry {
  const links = readLinks(entry);
  const link = entryLink(entry, links, isAtom);
  const enclosures = readEnclosures(entry, links);
  const summary = entrySummary(entry);
  const content = entryContent(entry);
  const published = childDate(
    entry,
    'pubdate',
    'published',
    'issued',
    'atom:published',
    'dcterms:issued',
    'dcterms:created',
    'dc:date',
    'created',
  );
  const updated = childDate(
    entry,
    'updated',
    'modified',
    'atom:updated',
    'dcterms:modified',
    'dc:date',
    'atom:modified',
  );
  return defined<FeedEntry>({
    id:
      childText(entry, 'guid', 'id', 'atom:id') ??
      attribute(entry, 'rdf:about') ??
      childText(entry, 'dc:identifier'),
    title: entryTitle(entry) ?? titleFromText(summary ?? content) ?? link,
    link,
    summary,
    content,
    language: childText(entry, 'dc:language', 'language') ?? entry.language ?? feed.language,
    published,
    updated,
    authors: authorsOf(entry, feed),
    categories: readCategories(entry),
    enclosures,
    image: readEntryImage(entry, enclosures),
    links,
    source: readSource(entry),
    comments: entryComments(entry, links),
  });
}

function authorsOf(entry: XmlElement, feed: FeedInfo): FeedEntry['authors'] {
  const own = entryAuthors(entry);
  if (own.length > 0) return own;
  const source = childNamed(entry, 'source', 'atom:source');
  const ofSource = source === undefined ? [] : feedAuthors(source);
  return ofSource.length > 0 ? ofSource : feed.authors;
}

const entryTitle = (entry: XmlElement): string | undefined =>
  firstText(
    ...childrenNamed(entry, 'title'),
    childNamed(entry, 'atom:title'),
    childNamed(entry, 'dc:title'),
    childNamed(entry, 'media:title'),
    childNamed(childNamed(entry, 'media:group') ?? entry, 'media:title'),
    childNamed(entry, 'itunes:title'),
  );

function entryLink(
  entry: XmlElement,
  links: readonly FeedLink[],
  isAtom: boolean,
): string | undefined {
  const named = isAtom ? pageLink(links) : (rssLink(entry) ?? pageLink(links));
  return named ?? permalink(entry) ?? linkWithRel(links, 'self')?.href;
}

/** A guid is the entry's address unless it says that it is not; other ids only where they look like one. */
function permalink(entry: XmlElement): string | undefined {
  const guid = childNamed(entry, 'guid', 'id', 'atom:id');
  const text =
    textOf(guid) ??
    attribute(entry, 'rdf:about') ??
    childText(entry, 'dc:identifier', 'feedburner:origlink');
  if (text === undefined || attribute(guid, 'ispermalink')?.toLowerCase() === 'false')
    return undefined;
  return /^https?:\/\//i.test(text) ? resolveUrl(text, entry.base) : undefined;
}

function entrySummary(entry: XmlElement): string | undefined {
  return firstText(
    ...[
      'description',
      'summary',
      'atom:summary',
      'dc:description',
      'itunes:summary',
      'googleplay:description',
      'media:description',
      'itunes:subtitle',
      'abstract',
    ].map((name) => childNamed(entry, name)),
    childNamed(childNamed(entry, 'media:group') ?? entry, 'media:description'),
  );
}

function entryContent(entry: XmlElement): string | undefined {
  for (const name of [
    'content:encoded',
    'content',
    'atom:content',
    'xhtml:body',
    'body',
    'xhtml:div',
    'fullitem',
  ]) {
    for (const element of childrenNamed(entry, name).slice(0, 10)) {
      const text = readText(element);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

function readSource(entry: XmlElement): FeedEntry['source'] {
  const source = childNamed(entry, 'source', 'atom:source', 'dc:source');
  if (source === undefined) return undefined;
  const inner = childNamed(source, 'title', 'atom:title');
  const title = inner === undefined ? textOf(source) : readText(inner);
  const address = attribute(source, 'url', 'href');
  const link =
    address === undefined ? pageLink(readLinks(source)) : resolveUrl(address, source.base);
  return title === undefined && link === undefined ? undefined : defined({ title, link });
}

function entryComments(entry: XmlElement, links: readonly FeedLink[]): string | undefined {
  const element = childNamed(entry, 'comments');
  const text = textOf(element);
  if (text !== undefined && element !== undefined) return resolveUrl(text, element.base);
  const replies = links.filter(({ rel }) => rel === 'replies');
  return replies.find(({ type }) => /html/i.test(type ?? ''))?.href;
}
