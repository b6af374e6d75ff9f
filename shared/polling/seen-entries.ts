import { entryFingerprint, entryKeys } from '../feed/entry-identity.ts';
import type { FeedEntry, PollingState } from '../model/feed.ts';
import type { Instant } from '../model/ids.ts';
import { momentsOf } from './rhythm.ts';

/** What one document may bring; a feed with more is a catalogue, and its newest entries are what counts. */
export const maxEntries = 2000;
/** Entries that left the document are remembered for a while, since caches serve old copies: so many, or a share of those listed. */
const minLeft = 10;
const leftShare = 1 / 4;

/** An entry that this feed did not have before, or had in other words. */
export type EntryChange = {
  readonly entry: FeedEntry;
  readonly kind: 'new' | 'changed';
};

export type ReadEntries = {
  readonly changes: readonly EntryChange[];
  /** When the oldest entry was published, if newer ones than that have left the document. */
  readonly withdrawnSince?: Instant;
  readonly polling: PollingState;
};

/**
 * Compares the entries of a document with those that were seen before.
 *
 * @returns what is new or changed, and the state in which all of it has been seen
 *
 * @example
 * compareEntries(document.entries, polling, now).changes.length // 0 when nothing is new
 */
export function compareEntries(
  entries: readonly FeedEntry[],
  polling: PollingState,
  now: Instant,
): ReadEntries {
  const changes: EntryChange[] = [];
  const current = new Map<string, string>();
  const newest = newestOf(entries);
  const keys = entryKeys(newest);
  for (const [at, entry] of newest.entries()) {
    const key = keys[at] ?? '';
    if (current.has(key)) continue; // said twice
    const fingerprint = entryFingerprint(entry);
    const before = Object.hasOwn(polling.seen, key) ? polling.seen[key] : undefined;
    current.set(key, fingerprint);
    if (before !== fingerprint)
      changes.push({ entry, kind: before === undefined ? 'new' : 'changed' });
  }
  const withdrawnSince =
    !isOldestFirst(newest) && hasWithdrawn(current, polling.seen) ? oldestOf(newest) : undefined;
  return {
    changes,
    ...(withdrawnSince !== undefined && { withdrawnSince }),
    polling: {
      ...polling,
      seen: remember(current, polling.seen),
      recent: recentOf(changes, polling, now),
      entriesSeen: polling.entriesSeen + changes.filter(({ kind }) => kind === 'new').length,
    },
  };
}

/** In the order of the document, unless it holds more than we take. */
function newestOf(entries: readonly FeedEntry[]): readonly FeedEntry[] {
  if (entries.length <= maxEntries) return entries;
  const instantOf = ({ published, updated }: FeedEntry) => published ?? updated ?? '';
  return entries
    .toSorted((a, b) => (instantOf(a) < instantOf(b) ? 1 : instantOf(a) > instantOf(b) ? -1 : 0))
    .slice(0, maxEntries);
}

/**
 * Whether an entry has left from above one that is still listed. Old entries leave a feed at its
 * end; one that leaves before its elders was taken down.
 */
function hasWithdrawn(current: ReadonlyMap<string, string>, before: PollingState['seen']): boolean {
  let missing = false;
  for (const key of Object.keys(before)) {
    if (!current.has(key)) missing = true;
    else if (missing) return true;
  }
  return false;
}

/** Such a feed loses its elders from above, as a matter of course. */
function isOldestFirst(entries: readonly FeedEntry[]): boolean {
  const dates = entries.flatMap(({ published, updated }) => published ?? updated ?? []);
  const [first, last] = [dates[0], dates.at(-1)];
  return first !== undefined && last !== undefined && first < last;
}

function oldestOf(entries: readonly FeedEntry[]): Instant | undefined {
  return entries
    .flatMap(({ published, updated }) => published ?? updated ?? [])
    .reduce<Instant | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
}

function remember(
  current: ReadonlyMap<string, string>,
  before: PollingState['seen'],
): PollingState['seen'] {
  const left = Math.max(minLeft, Math.ceil(current.size * leftShare));
  const limit = Math.min(maxEntries, current.size + left);
  const old = Object.entries(before).filter(([key]) => !current.has(key));
  return Object.fromEntries([...current, ...old].slice(0, limit));
}

/** Of a first document only dates count; later, an entry without one was published when we saw it. */
function recentOf(
  changes: readonly EntryChange[],
  { recent, seen }: PollingState,
  now: Instant,
): Instant[] {
  const isFirst = Object.keys(seen).length === 0;
  const added = changes
    .filter(({ kind }) => kind === 'new')
    .flatMap(({ entry: { published, updated } }) => {
      const at = published ?? updated;
      if (at === undefined) return isFirst ? [] : [now];
      return at > now ? [now] : [at];
    });
  return momentsOf([...recent, ...added]);
}
