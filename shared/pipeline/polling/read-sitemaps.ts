import {
  BlockedAddressError,
  NotAFeedError,
  SiteUnavailableError,
  UnusableAnswerError,
} from '../../errors.ts';
import { parseFeed } from '../../feed/parse-feed.ts';
import type { FeedEntry, ParsedFeed, PollingState } from '../../model/feed.ts';
import { chooseSitemaps, isNews, sitemapMark } from '../../polling/choose-sitemaps.ts';
import type { Clock, FetchPolitely } from '../../ports/web.ts';

const accept = 'application/xml,text/xml;q=0.9,application/gzip;q=0.5,*/*;q=0.1';

export type SitemapPorts = {
  readonly fetch: FetchPolitely;
  readonly now: Clock;
  readonly obeyRobots: boolean;
};

type Index = { readonly url: string; readonly polling: PollingState };

/** The entries of those sitemaps of an index that are new, and the state in which they have been read. */
export async function readSitemaps(
  document: ParsedFeed,
  { url, polling }: Index,
  ports: SitemapPorts,
): Promise<{ readonly entries: readonly FeedEntry[]; readonly polling: PollingState }> {
  const now = ports.now().getTime();
  const { chosen, left } = chooseSitemaps(document.entries, { url, seen: polling.seen, now });
  const entries: FeedEntry[] = [];
  const marks: Record<string, string> = {};
  let isComplete = left === 0;
  for (const sitemap of chosen) {
    const found = await readSitemap(sitemap.url, ports);
    if (found === 'later' || !sitemap.isDated) isComplete = false;
    if (found !== 'later') marks[sitemap.key] = sitemapMark(sitemap, found !== 'dead');
    if (typeof found !== 'string') entries.push(...found.filter((entry) => isNews(entry, now)));
  }
  const remembered = isComplete ? polling : withoutMemory(polling);
  return {
    entries,
    polling: { ...remembered, seen: { ...marks, ...without(polling.seen, marks) } },
  };
}

/** An index that was read in part must not answer «unchanged» to the next poll. */
function withoutMemory(polling: PollingState): PollingState {
  const { etag: _etag, lastModified: _lastModified, bodyHash: _hash, ...rest } = polling;
  return rest;
}

const without = (seen: PollingState['seen'], marks: PollingState['seen']) =>
  Object.fromEntries(Object.entries(seen).filter(([key]) => !Object.hasOwn(marks, key)));

async function readSitemap(
  url: string,
  { fetch, obeyRobots }: SitemapPorts,
): Promise<readonly FeedEntry[] | 'later' | 'dead'> {
  try {
    const answer = await fetch({ url, accept, obeyRobots });
    if (answer.kind === 'deferred') return 'later';
    if (answer.kind === 'disallowed') return 'dead';
    const { status, finalUrl, headers, body } = answer.response;
    if (status === 404 || status === 410) return 'dead';
    if (status !== 200) return 'later';
    const sitemap = parseFeed({ bytes: body, url: finalUrl, headers });
    return sitemap.format === 'sitemap-index' ? 'dead' : sitemap.entries;
  } catch (error) {
    if (error instanceof SiteUnavailableError) return 'later';
    if (
      error instanceof NotAFeedError ||
      error instanceof UnusableAnswerError ||
      error instanceof BlockedAddressError
    )
      return 'dead';
    throw error;
  }
}
