import type {
  Category,
  Enclosure,
  FeedEntry,
  FeedInfo,
  FeedLink,
  ParsedFeed,
  Person,
} from '../model/feed.ts';
import type { Instant } from '../model/ids.ts';
import { withoutControls } from '../text/control-characters.ts';
import { escapeHtml } from '../text/html-entities.ts';
import { defined } from './defined.ts';
import { languageTag } from './language.ts';
import { parseFeedDate } from './parse-date.ts';
import { parsePerson } from './person.ts';
import { resolveUrl } from './relative-urls.ts';
import { titleFromText } from './title.ts';

type Json = Readonly<Record<string, unknown>>;

const MAX_ITEMS = 10_000;
const MAX_LIST = 100;

/**
 * Reads a JSON Feed, version 1 or 1.1 (jsonfeed.org).
 *
 * @returns `undefined` when the JSON is no feed
 */
export function readJsonFeed(json: unknown, url: string): Omit<ParsedFeed, 'encoding'> | undefined {
  if (!isObject(json)) return undefined;
  const version = text(json['version']) ?? '';
  const items = list(json['items'], MAX_ITEMS);
  if (!/jsonfeed\.org\/version\//i.test(version) && !items.some(isItem)) return undefined;
  const feed = readInfo(json, url);
  const entries = items.map((item) => readItem(item, feed, url));
  const updated = feed.updated ?? latest(entries.map((entry) => entry.updated ?? entry.published));
  const published = feed.published ?? latest(entries.map((entry) => entry.published));
  return {
    format: /1\.1$/.test(version) ? 'json11' : 'json1',
    feed: defined<FeedInfo>({ ...feed, updated, published }),
    entries,
  };
}

/** Some forget the version, none the content. */
const isItem = (item: Json): boolean =>
  ['content_html', 'content_text', 'date_published', 'external_url'].some((key) => key in item);

/** JSON Feed has no date for the whole: it is as new as its newest item. */
const latest = (instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);

function readInfo(json: Json, url: string): FeedInfo {
  const home = address(json['home_page_url'], url);
  const self = address(json['feed_url'], url);
  const icon = address(json['favicon'], url) ?? address(json['icon'], url);
  return defined<FeedInfo>({
    title: text(json['title']),
    link: home ?? self ?? (url === '' ? undefined : url),
    description: text(json['description']),
    id: self,
    language: languageTag(text(json['language'])),
    icon,
    image: address(json['icon'], url) ?? icon,
    updated: date(json['date_modified']),
    published: date(json['date_published']),
    skipHours: [],
    skipDays: [],
    authors: readAuthors(json),
    categories: [],
    links: readHubs(json, url, home, self),
  });
}

/** The hubs of a JSON Feed stand for Atom's `hub` links. */
function readHubs(json: Json, url: string, home?: string, self?: string): FeedLink[] {
  const links: FeedLink[] = [];
  if (home !== undefined) links.push({ href: home, rel: 'alternate' });
  if (self !== undefined) links.push({ href: self, rel: 'self' });
  for (const hub of list(json['hubs'], MAX_LIST)) {
    const href = address(hub['url'], url);
    if (href !== undefined && /^websub$/i.test(text(hub['type']) ?? 'websub'))
      links.push({ href, rel: 'hub' });
  }
  return links;
}

function readItem(item: Json, feed: FeedInfo, url: string): FeedEntry {
  const html = text(item['content_html']);
  const plain = text(item['content_text']);
  const content = html ?? (plain === undefined ? undefined : escapeLines(plain));
  const summary = text(item['summary']);
  const id = text(item['id']);
  const link = address(item['url'], url) ?? address(item['external_url'], url) ?? idAddress(id);
  const authors = readAuthors(item);
  const published = date(item['date_published']);
  const updated = date(item['date_modified']);
  return defined<FeedEntry>({
    id,
    title:
      text(item['title']) ??
      titleFromText(summary ?? (plain === undefined ? html : escapeLines(plain))) ??
      link,
    link,
    summary,
    content,
    language: languageTag(text(item['language'])) ?? feed.language,
    published,
    updated,
    authors: authors.length > 0 ? authors : feed.authors,
    categories: readTags(item['tags']),
    enclosures: readAttachments(item['attachments'], url),
    image: address(item['image'], url) ?? address(item['banner_image'], url),
    links: link === undefined ? [] : [{ href: link, rel: 'alternate' }],
  });
}

/** Plain text is shown as HTML by whoever shows content. */
const escapeLines = (plain: string): string => (/[<&]/.test(plain) ? escapeHtml(plain) : plain);

const idAddress = (id: string | undefined): string | undefined =>
  id !== undefined && /^https?:\/\//i.test(id) ? id : undefined;

/** Version 1 had one `author`, 1.1 has `authors`; some have both, or names where objects should be. */
function readAuthors(json: Json): Person[] {
  const persons: Person[] = [];
  for (const author of [json['authors'], json['author']].flatMap(oneOrMore)) {
    const name = isObject(author) ? text(author['name']) : text(author);
    const parsed = name === undefined ? undefined : parsePerson(name);
    const url = isObject(author) ? text(author['url']) : undefined;
    const person = defined<Person>({ ...parsed, url });
    const isKnown = persons.some(
      (other) => other.name === person.name && (person.url ?? other.url) === other.url,
    );
    if (Object.keys(person).length > 0 && !isKnown) persons.push(person);
  }
  return persons;
}

/** A list, or the one thing that stands where a list should. */
const oneOrMore = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, MAX_LIST) : [value];

function readTags(tags: unknown): Category[] {
  const terms = oneOrMore(tags)
    .map(text)
    .filter((term) => term !== undefined);
  return [...new Set(terms)].map((term) => ({ term }));
}

function readAttachments(attachments: unknown, url: string): Enclosure[] {
  const found: Enclosure[] = [];
  for (const attachment of list(attachments, MAX_LIST)) {
    const where = address(attachment['url'], url);
    if (where === undefined) continue;
    const size = Number(attachment['size_in_bytes'] ?? Number.NaN);
    const length = Number.isFinite(size) ? size : undefined;
    found.push(defined<Enclosure>({ url: where, type: text(attachment['mime_type']), length }));
  }
  return found;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown, most: number): Json[] =>
  Array.isArray(value) ? value.slice(0, most).filter(isObject) : [];

/** JSON may hold control characters and half a surrogate pair, text may not. */
function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const clean = withoutControls(value).replace(/[\ud800-\udfff]/gu, '\ufffd');
  return clean.trim() || undefined;
}

const date = (value: unknown) => parseFeedDate(text(value) ?? '');

const address = (value: unknown, url: string): string | undefined => {
  const reference = text(value);
  return reference === undefined ? undefined : resolveUrl(reference, url);
};
