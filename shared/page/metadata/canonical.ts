import type { CanonicalUrl } from '../../model/ids.ts';
import { canonicalUrl, siteOf } from '../../url/canonical-url.ts';
import { attribute, type PageTree } from '../dom.ts';
import { firstMeta, type MetaTags } from './meta-tags.ts';

/** A canonical link is believed on the same site and when it does not lead to the front page. */
export function findCanonical(
  tree: PageTree,
  metas: MetaTags,
  pageUrl: string,
): CanonicalUrl | undefined {
  const link = tree.links.find((element) =>
    /(^|\s)canonical(\s|$)/i.test(attribute(element, 'rel')),
  );
  const href =
    (link === undefined ? '' : attribute(link, 'href')) || firstMeta(metas, ['og:url']) || '';
  if (href === '') return undefined;
  const canonical = canonicalUrl(href, pageUrl);
  if (canonical === undefined) return undefined;
  const [there, here] = [new URL(canonical), new URL(pageUrl)];
  if (siteOf(canonical) !== siteOf(pageUrl)) return undefined;
  return there.pathname.length <= 1 && here.pathname.length > 1 && there.search === ''
    ? undefined
    : canonical;
}
