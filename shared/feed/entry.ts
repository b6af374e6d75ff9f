import type { FeedEntry, FeedInfo, FeedLink } from '../model/feed.ts';
import { entryAuthors, feedAuthors } from './authors.ts';
import { readCategories } from './categories.ts';
import { defined } from './defined.ts';
import {
  attribute,
  childNamed,
  childText,
  NO_ELEMENT,
  textOf,
  type XmlElement,
} from './element.ts';
import { childDate } from './element-date.ts';
import { ENTRY_FIELDS } from './field-names.ts';
import { languageTag } from './language.ts';
import { linkWithRel, pageLink, readLinks, rssLink } from './links.ts';
import { readEnclosures, readEntryImage } from './media.ts';
import { readId } from './read-id.ts';
import { resolveUrl } from './relative-urls.ts';
import { childMarkup, readText } from './text-construct.ts';
import { titleFromText } from './title.ts';

/** Reads one entry of any XML dialect; what it leaves out is taken from its feed. */
export function readEntry(entry: XmlElement, feed: FeedInfo, isAtom: boolean): FeedEntry {
  const links = readLinks(entry);
  const link = entryLink(entry, links, isAtom);
  const enclosures = readEnclosures(entry, links);
  const { summary, content } = entryTexts(entry);
  return defined<FeedEntry>({
    // An episode that has neither a name nor a page is its file.
    id: entryId(entry) ?? (link === undefined ? enclosures[0]?.url : undefined),
    title: entryTitle(entry) ?? titleFromText(summary ?? content) ?? link,
    link,
    summary,
    content,
    language: entryLanguage(entry) ?? feed.language,
    published: childDate(entry, ENTRY_FIELDS.published),
    updated: childDate(entry, ENTRY_FIELDS.updated),
    authors: authorsOf(entry, feed),
    categories: readCategories(entry),
    enclosures,
    image: readEntryImage(entry, enclosures),
    links,
    source: readSource(entry),
    comments: entryComments(entry, links),
  });
}

/** Media RSS may put all that it says into a group. */
const mediaGroup = (entry: XmlElement): XmlElement =>
  childNamed(entry, 'media:group') ?? NO_ELEMENT;

const entryTitle = (entry: XmlElement): string | undefined =>
  childMarkup(entry, ENTRY_FIELDS.title) ?? childMarkup(mediaGroup(entry), ['media:title']);

const entryLanguage = (entry: XmlElement): string | undefined =>
  languageTag(childText(entry, ...ENTRY_FIELDS.language) ?? entry.language);

function entryLink(
  entry: XmlElement,
  links: readonly FeedLink[],
  isAtom: boolean,
): string | undefined {
  const named = isAtom ? pageLink(links) : (rssLink(entry) ?? pageLink(links));
  return named ?? permalink(entry) ?? linkWithRel(links, 'self')?.href ?? identifier(entry);
}

/**
 * A guid of RSS is the entry's address unless it says that it is not (RSS 2.0); the id of
 * Atom and all others only where they look like one.
 */
function permalink(entry: XmlElement): string | undefined {
  const guid = childNamed(entry, 'guid');
  const isAddress = attribute(guid, 'ispermalink')?.toLowerCase() !== 'false';
  const text = textOf(guid);
  if (text !== undefined && isAddress && !/\s/.test(text)) return resolveUrl(text, entry.base);

  const id = childText(entry, 'id', 'atom:id', 'dc:identifier', 'feedburner:origlink');
  const about = resolveUrl(attribute(entry, 'rdf:about') ?? '', entry.base);
  return [id, about].find((each) => each !== undefined && /^https?:\/\//i.test(each));
}

/** An entry that names no address has its id for one (RFC 4287 §4.2.6 makes it an IRI): a `tag:`, a `urn:`. */
function identifier(entry: XmlElement): string | undefined {
  const id = childText(entry, 'id', 'atom:id');
  return id !== undefined && /^[a-z][a-z0-9+.-]*:\S+$/i.test(id) ? resolveUrl(id, '') : undefined;
}

const entryId = (entry: XmlElement): string | undefined =>
  childMarkup(entry, ['guid']) ??
  readId(entry) ??
  attribute(entry, 'rdf:about') ??
  childText(entry, 'dc:identifier');

/** Where RSS has a summary beside its description, the description is the whole text. */
function entryTexts(entry: XmlElement): Pick<FeedEntry, 'summary' | 'content'> {
  const content = childMarkup(entry, ENTRY_FIELDS.content);
  const short = content === undefined ? childMarkup(entry, ['summary']) : undefined;
  const long = short === undefined ? undefined : childMarkup(entry, ['description']);
  if (long !== undefined) return defined({ summary: short, content: long });
  const summary =
    childMarkup(entry, ENTRY_FIELDS.summary) ??
    childMarkup(mediaGroup(entry), ['media:description']);
  return defined({ summary, content });
}

function authorsOf(entry: XmlElement, feed: FeedInfo): FeedEntry['authors'] {
  const own = entryAuthors(entry);
  if (own.length > 0) return own;
  const ofSource = feedAuthors(childNamed(entry, 'source', 'atom:source') ?? NO_ELEMENT);
  return ofSource.length > 0 ? ofSource : feed.authors;
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
