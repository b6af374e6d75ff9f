import type { RightsSignals } from '../../model/article.ts';
import { attribute, type PageTree } from '../dom.ts';
import type { JsonLdArticle } from './json-ld.ts';
import { isJsonObject, listOf, textOfValue } from './json-value.ts';
import { firstMeta, type MetaTags } from './meta-tags.ts';
import { readRobotsTags } from './robots-tags.ts';

export type RightsClues = {
  readonly tree: PageTree;
  readonly metas: MetaTags;
  readonly jsonLd: JsonLdArticle | undefined;
  readonly headers: Readonly<Record<string, string>>;
};

/** The product token of our `User-Agent`: a page may say to one robot what it says to no other. */
const agent = 'newsloom';

/** What a page and its headers say about re-use. */
export function findRights({ tree, metas, jsonLd, headers }: RightsClues): RightsSignals {
  const robots = readRobotsTags({
    metas: [...(metas.get('robots') ?? []), ...(metas.get(agent) ?? [])],
    header: header(headers, 'x-robots-tag') ?? '',
    agent,
  });
  const reservations = [
    ...(header(headers, 'tdm-reservation') ?? '').split(','),
    ...(metas.get('tdm-reservation') ?? []),
  ].map((said) => said.trim());
  const reserved = reservations.some((said) => said === '1' || said === '0');
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
    robots: robots.directives,
    ...(robots.unavailableAfter === undefined ? {} : { unavailableAfter: robots.unavailableAfter }),
    // Where header and page differ, the stricter holds.
    ...(reserved ? { tdmReserved: reservations.includes('1') } : {}),
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

function linkTo(tree: PageTree, rel: string): string | undefined {
  const link = tree.links.find((element) => attribute(element, 'rel').toLowerCase() === rel);
  return link === undefined ? undefined : attribute(link, 'href') || undefined;
}

/** Data that says of the page, or of a part of it, that it is not free; a tier that is locked. */
export function isPaywalled(
  jsonLd: JsonLdArticle | undefined,
  metas: MetaTags,
): boolean | undefined {
  const wholes = jsonLd === undefined ? [] : [jsonLd.node, ...jsonLd.pages];
  const parts = wholes.flatMap((whole) => listOf(whole['hasPart'])).filter(isJsonObject);
  const said = [...wholes, ...parts].flatMap((node) => listOf(node['isAccessibleForFree']));
  const answers = [...said, ...(metas.get('isaccessibleforfree') ?? [])].map(truthOf);
  if (answers.includes(false)) return true;
  const tier = firstMeta(metas, ['article:content_tier', 'og:article:content_tier']);
  if (tier !== undefined) return /^(locked|metered)$/i.test(tier);
  return answers.includes(true) ? false : undefined;
}

/** `false`, `"False"`, `"http://schema.org/False"`, `"no"`, `0`, and an object around any of them. */
function truthOf(said: unknown): boolean | undefined {
  if (typeof said === 'boolean') return said;
  const word = textOfValue(isJsonObject(said) ? (said['@id'] ?? said) : said);
  const plain = word?.toLowerCase().replace(/^(https?:\/\/(www\.)?schema\.org\/|schema:)/, '');
  if (/^(false|no|n|0)$/.test(plain ?? '')) return false;
  return /^(true|yes|y|1)$/.test(plain ?? '') ? true : undefined;
}
