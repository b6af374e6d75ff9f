import type { CanonicalUrl } from '../../model/ids.ts';
import { canonicalUrl, siteOf } from '../../url/canonical-url.ts';
import { attribute, type PageTree } from '../dom.ts';
import { firstMeta, type MetaTags } from './meta-tags.ts';
import type { Sourced } from './sourced.ts';

/** A canonical link is believed on the same site and when it does not lead to the front page. */
export function findCanonical(
  tree: PageTree,
  metas: MetaTags,
  pageUrl: string,
): Sourced<CanonicalUrl> | undefined {
  const link = tree.links.find((element) =>
    /(^|\s)canonical(\s|$)/i.test(attribute(element, 'rel')),
  );
  const hrefs = [
    ['link', link === undefined ? '' : attribute(link, 'href')],
    ['meta', firstMeta(metas, ['og:url']) ?? ''],
  ] as const;
  for (const [from, href] of hrefs) {
    const canonical = href === '' ? undefined : canonicalUrl(href, pageUrl);
    if (canonical !== undefined && isPlausible(canonical, pageUrl))
      return { value: canonical, from };
  }
  return undefined;
}

/** Of the same site, no template that was never filled in, and no front page: not of a language, either. */
function isPlausible(canonical: CanonicalUrl, pageUrl: string): boolean {
  if (siteOf(canonical) !== siteOf(pageUrl)) return false;
  const [there, here] = [new URL(canonical), new URL(pageUrl)];
  if (/%7b|%7d|\{|\$|%3c/i.test(there.pathname)) return false;
  const isFront = /^\/([a-z]{2}([-_][a-z]{2})?\/?)?$/i.test(there.pathname) && there.search === '';
  return !isFront || here.pathname.length <= there.pathname.length + 1;
}
