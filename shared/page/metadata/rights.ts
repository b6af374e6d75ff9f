import type { RightsSignals } from '../../model/article.ts';
import { attribute, type PageTree } from '../dom.ts';
import type { JsonLdArticle } from './json-ld.ts';
import { isJsonObject, listOf, textOfValue } from './json-value.ts';
import { firstMeta, type MetaTags } from './meta-tags.ts';

export type RightsClues = {
  readonly tree: PageTree;
  readonly metas: MetaTags;
  readonly jsonLd: JsonLdArticle | undefined;
  readonly headers: Readonly<Record<string, string>>;
};

/** What a page and its headers say about re-use. */
export function findRights({ tree, metas, jsonLd, headers }: RightsClues): RightsSignals {
  const reservation = header(headers, 'tdm-reservation') ?? firstMeta(metas, ['tdm-reservation']);
  const tdmPolicy = header(headers, 'tdm-policy') ?? firstMeta(metas, ['tdm-policy']);
  const license =
    firstMeta(metas, ['dcterms.license', 'dc.rights.license', 'license']) ??
    linkTo(tree, 'license') ??
    textOfValue(jsonLd?.node['license']);
  const copyright =
    firstMeta(metas, ['copyright', 'dc.rights', 'dcterms.rights', 'rights']) ??
    textOfValue(jsonLd?.node['copyrightNotice']);
  const paywalled = isPaywalled(jsonLd, metas);
  return {
    robots: robotsDirectives(metas, headers),
    ...(reservation === undefined ? {} : { tdmReserved: reservation.trim() === '1' }),
    ...(tdmPolicy === undefined ? {} : { tdmPolicy }),
    ...(license === undefined ? {} : { license }),
    ...(copyright === undefined ? {} : { copyright: copyright.slice(0, 200) }),
    ...(paywalled === undefined ? {} : { paywalled }),
  };
}

function header(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  for (const [key, value] of Object.entries(headers)) if (key.toLowerCase() === name) return value;
  return undefined;
}

function robotsDirectives(metas: MetaTags, headers: Readonly<Record<string, string>>): string[] {
  const texts = [
    ...(metas.get('robots') ?? []),
    ...(metas.get('news_keywords_robots') ?? []),
    header(headers, 'x-robots-tag') ?? '',
  ];
  const directives = texts
    .join(',')
    .toLowerCase()
    .split(',')
    .map((text) => text.trim());
  return [...new Set(directives.filter((text) => text !== '' && text.length < 60))].sort();
}

function linkTo(tree: PageTree, rel: string): string | undefined {
  const link = tree.links.find((element) => attribute(element, 'rel').toLowerCase() === rel);
  return link === undefined ? undefined : attribute(link, 'href') || undefined;
}

function isPaywalled(jsonLd: JsonLdArticle | undefined, metas: MetaTags): boolean | undefined {
  const parts = listOf(jsonLd?.node['hasPart'])
    .filter(isJsonObject)
    .map((part) => part['isAccessibleForFree']);
  for (const said of [jsonLd?.node['isAccessibleForFree'], ...parts]) {
    if (said === false || /^false$/i.test(String(said ?? ''))) return true;
  }
  const tier = firstMeta(metas, ['article:content_tier', 'og:article:content_tier']);
  if (tier !== undefined) return /^(locked|metered)$/i.test(tier);
  const free = jsonLd?.node['isAccessibleForFree'];
  return free === undefined ? undefined : false;
}
