import { parseUrl } from '../../url/parse-url.ts';
import { allPublishers } from './all-publishers.ts';
import type { PublisherRules, PublisherVersion } from './publisher-rules.ts';

/** The rules for one page. */
export type FoundRules = { readonly id: string; readonly version: PublisherVersion };

/** Where a page stands and when it was fetched. */
export type PageMoment = { readonly url: string; readonly fetchedAt?: string | undefined };

/**
 * The rules of a page's outlet, as they were when the page was fetched; the newest where that is not
 * known.
 *
 * @example findRules({ url: 'https://www.almarfa.example/a' })?.id // 'almarfa'
 */
export function findRules(
  { url, fetchedAt }: PageMoment,
  publishers: readonly PublisherRules[] = allPublishers,
): FoundRules | undefined {
  const hostname = parseUrl(url)?.hostname;
  if (hostname === undefined) return undefined;
  const found = publishers.find(({ hosts }) =>
    hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`)),
  );
  const version = found?.versions.findLast(
    ({ from }) => fetchedAt === undefined || from <= fetchedAt.slice(0, 10),
  );
  return found === undefined || version === undefined ? undefined : { id: found.id, version };
}
