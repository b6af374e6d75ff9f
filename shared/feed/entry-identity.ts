import { hash } from 'node:crypto';
import type { FeedEntry } from '../model/feed.ts';
import { plainText } from '../text/plain-text.ts';
import { canonicalUrl } from '../url/canonical-url.ts';
import { withoutCounters } from './counters.ts';

/**
 * Digits of six bits. Keys are compared with those of one feed alone, fingerprints with one other: of a
 * million articles a month none is mistaken, and all are stored with their feeds.
 */
const KEY_LENGTH = 8;
const FINGERPRINT_LENGTH = 4;
/** How much of an entry's text its fingerprint covers. */
const MAX_TEXT = 20_000;

const digest = (parts: readonly (string | undefined)[], length: number): string =>
  hash('sha256', JSON.stringify(parts), 'base64url').slice(0, length);

/**
 * The keys by which the entries of a document are known again, in their order: the guid, or
 * the link where there is none, or else a hash of what the entry says.
 *
 * Where several entries share a guid (some publishers give all the same), guid and link
 * make the key together. Entries that say exactly the same share their key.
 *
 * @example entryKeys(feed.entries).filter((key) => !seen.has(key)).length // how many are new
 */
export function entryKeys(entries: readonly FeedEntry[]): string[] {
  const shared = sharedGuids(entries);
  return entries.map((entry) => keyOf(entry, shared));
}

/**
 * The key of one entry among its siblings; see {@link entryKeys}, which is faster for all.
 *
 * @example entryKey(entry, feed.entries) // 'mW1vCcf3'
 */
export function entryKey(entry: FeedEntry, siblings: readonly FeedEntry[]): string {
  return keyOf(entry, sharedGuids(siblings));
}

/** The guids that different entries have. Few do, so only guids that come again are looked into. */
function sharedGuids(entries: readonly FeedEntry[]): ReadonlySet<string> {
  const holders = new Map<string, FeedEntry[]>();
  for (const entry of entries) {
    if (entry.id === undefined) continue;
    const known = holders.get(entry.id);
    if (known === undefined) holders.set(entry.id, [entry]);
    else known.push(entry);
  }
  const isShared = (of: readonly FeedEntry[]): boolean =>
    of.length > 1 && new Set(of.map(identityWithoutGuid)).size > 1;
  return new Set([...holders].filter(([, of]) => isShared(of)).map(([id]) => id));
}

function keyOf(entry: FeedEntry, shared: ReadonlySet<string>): string {
  const { id } = entry;
  if (id === undefined) return digest([identityWithoutGuid(entry)], KEY_LENGTH);
  return shared.has(id)
    ? digest(['guid', id, identityWithoutGuid(entry)], KEY_LENGTH)
    : digest(['guid', id], KEY_LENGTH);
}

function identityWithoutGuid(entry: FeedEntry): string {
  if (entry.link !== undefined) return `link ${canonicalLink(entry.link)}`;
  const { title, published, summary, content } = entry;
  return `text ${digest([title, published, (content ?? summary)?.slice(0, MAX_TEXT)], KEY_LENGTH)}`;
}

/** Tracking parameters change with every poll, the article does not. */
const canonicalLink = (link: string): string => canonicalUrl(link, 'https://none.invalid/') ?? link;

/**
 * A short hash that changes when an entry says something new of its article: title, link,
 * date of change, text. Counters of comments and views may turn as they like.
 *
 * @example entryFingerprint(now) !== entryFingerprint(before) // fetch the page again
 */
export function entryFingerprint(entry: FeedEntry): string {
  return digest(
    [
      settled(entry.title),
      entry.link === undefined ? undefined : canonicalLink(entry.link),
      entry.updated,
      settled(entry.summary),
      settled(entry.content),
    ],
    FINGERPRINT_LENGTH,
  );
}

/** A text without its markup, its counters and its white space. */
const settled = (html: string | undefined): string | undefined =>
  html === undefined ? undefined : withoutCounters(plainText(html.slice(0, MAX_TEXT)));
