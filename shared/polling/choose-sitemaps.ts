import { entryFingerprint, entryKey } from '../feed/entry-identity.ts';
import type { FeedEntry, PollingState } from '../model/feed.ts';
import { siteOf } from '../url/canonical-url.ts';

/** So many sitemaps of an index are asked for in one poll. */
const maxSitemaps = 3;
/** One that changed longer ago holds no news; an index may list a site's whole past. */
const newsAge = 3 * 24 * 60 * 60 * 1000;
const newsName = /news|latest|recent|today/i;

/** What is remembered of a sitemap that is not there; it is asked for again once the index says that it changed. */
const dead = 'dead';

export type ChosenSitemap = {
  readonly key: string;
  readonly url: string;
  readonly fingerprint: string;
  readonly isDated: boolean;
};

type Index = {
  /** The address of the index. */
  readonly url: string;
  readonly seen: PollingState['seen'];
  readonly now: number;
};

/**
 * Chooses which sitemaps of an index to read: those of the same site that changed of late and since
 * they were last read, newest first. Of sitemaps without a date, those that are called news.
 *
 * @example
 * chooseSitemaps(document.entries, { url, seen: {}, now }).chosen[0]?.url
 */
export function chooseSitemaps(
  entries: readonly FeedEntry[],
  { url, seen, now }: Index,
): { readonly chosen: readonly ChosenSitemap[]; readonly left: number } {
  const site = siteOf(url);
  const own = entries.filter(({ link }) => link !== undefined && siteOf(link) === site);
  const dated = own
    .filter(({ updated }) => updated !== undefined && now - Date.parse(updated) <= newsAge)
    .toSorted((a, b) => ((a.updated ?? '') < (b.updated ?? '') ? 1 : -1));
  const undated = own.filter(({ updated }) => updated === undefined);
  const named = undated.filter(({ link }) => newsName.test(link ?? ''));
  const candidates = [...dated, ...(named.length > 0 ? named : undated.slice(0, 1))]
    .map(
      (entry): ChosenSitemap => ({
        key: entryKey(entry, []),
        url: entry.link ?? '',
        fingerprint: entryFingerprint(entry),
        isDated: entry.updated !== undefined,
      }),
    )
    .filter(({ key, fingerprint, isDated }) =>
      isDated ? seen[key] !== fingerprint : seen[key] !== dead,
    );
  return {
    chosen: candidates.slice(0, maxSitemaps),
    left: Math.max(0, candidates.length - maxSitemaps),
  };
}

/** What to remember of a sitemap once it has been read, or found missing. */
export const sitemapMark = ({ fingerprint, isDated }: ChosenSitemap, isThere: boolean): string =>
  isThere || isDated ? fingerprint : dead;

/**
 * Tells whether an entry of a sitemap is recent enough to be news; one without a date is.
 *
 * @example
 * isNews({ ...entry, published: '2019-01-01T00:00:00.000Z' }, now) // false
 */
export function isNews({ published, updated }: FeedEntry, now: number): boolean {
  const at = published ?? updated;
  return at === undefined || now - Date.parse(at) <= newsAge;
}
