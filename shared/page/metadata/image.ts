import { parseUrl } from '../../url/parse-url.ts';
import { attribute, type PageTree } from '../dom.ts';
import type { JsonLdArticle } from './json-ld.ts';
import { isJsonObject, textOfValue } from './json-value.ts';
import type { MetaTags } from './meta-tags.ts';
import type { Sourced } from './sourced.ts';

const IMAGE_METAS = [
  ...['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'],
];

/** Where a page names the picture that stands for it. */
export type ImageClues = {
  readonly tree: PageTree;
  readonly metas: MetaTags;
  readonly jsonLd: JsonLdArticle | undefined;
};

/** The lead picture's address, by the best source that gives one of the web. */
export function findImage(
  { tree, metas, jsonLd }: ImageClues,
  base: string,
): Sourced<string> | undefined {
  const link = tree.links.find((element) => attribute(element, 'rel') === 'image_src');
  const all = [
    ...IMAGE_METAS.flatMap((name) => metas.get(name) ?? []).map(
      (image) => ['meta', image] as const,
    ),
    ['json-ld', addressOf(jsonLd?.node['image'])],
    ['json-ld', addressOf(jsonLd?.node['thumbnailUrl'])],
    ['link', link === undefined ? undefined : attribute(link, 'href')],
  ] as const;
  for (const [from, image] of all) {
    const url = image ? parseUrl(image, base) : undefined;
    if (url !== undefined && /^https?:$/.test(url.protocol)) return { value: url.href, from };
  }
  return undefined;
}

/** Of an address, an `ImageObject`, or the first of several. */
function addressOf(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (!isJsonObject(one)) return textOfValue(one);
  return textOfValue(one['url'] ?? one['contentUrl'] ?? one['@id']);
}
