import type { RelatedLink } from '../model/article.ts';
import type { CanonicalUrl } from '../model/ids.ts';
import { canonicalUrl } from '../url/canonical-url.ts';
import { parseUrl } from '../url/parse-url.ts';
import { namesStory } from './related-address.ts';

/**
 * Related links without the parameters by which an outlet counts who clicked what: those that links to
 * different stories have in common, and the page itself has not. So the links have the addresses
 * under which feeds give the stories.
 *
 * @param own the page's address
 *
 * @example
 * withoutSharedParams([link('/a-bridge-reopens-now?box=most'), link('/a-tram-returns-to-quay?box=most')], own)
 * // links to /a-bridge-reopens-now and /a-tram-returns-to-quay
 */
export function withoutSharedParams(
  links: readonly RelatedLink[],
  own: CanonicalUrl | undefined,
): RelatedLink[] {
  if (!links.some(({ url }) => url.includes('?'))) return [...links];
  const shared = sharedParams(links, own);
  return links.map((link) => withoutParams(link, shared));
}

/** As `name=value`. */
function sharedParams(links: readonly RelatedLink[], own: CanonicalUrl | undefined): Set<string> {
  const ofPage = new Set(own === undefined ? [] : parseUrl(own)?.searchParams.keys());
  const paths = new Map<string, Set<string>>();
  for (const { url } of links) {
    const address = parseUrl(url);
    if (address === undefined || !namesStory({ pathname: address.pathname })) continue;
    for (const [name, value] of address.searchParams) {
      if (ofPage.has(name)) continue;
      const param = `${name}=${value}`;
      paths.set(param, (paths.get(param) ?? new Set()).add(address.pathname));
    }
  }
  return new Set([...paths].flatMap(([param, where]) => (where.size > 1 ? param : [])));
}

function withoutParams(link: RelatedLink, shared: ReadonlySet<string>): RelatedLink {
  const address = parseUrl(link.url);
  if (address === undefined || !namesStory({ pathname: address.pathname })) return link;
  const kept = [...address.searchParams].filter(([name, value]) => !shared.has(`${name}=${value}`));
  if (kept.length === address.searchParams.size) return link;
  address.search = new URLSearchParams(kept).toString();
  return { ...link, url: canonicalUrl(address.href, address.href) ?? link.url };
}
