import { type BlockList, cutBlocks } from './blocks.ts';
import { proseWords } from './container.ts';
import type { PageTree } from './dom.ts';
import type { JsonLdArticle } from './metadata/json-ld.ts';
import { textOfValue } from './metadata/json-value.ts';
import type { MetaTags } from './metadata/meta-tags.ts';
import { isPaywalled } from './metadata/rights.ts';
import { parseHtml } from './parse-html.ts';

/** A page with less prose than this leaves its text to scripts. */
const NO_PROSE = 25;
/** A body of fewer characters is a description. */
const MIN_BODY = 250;

/** What a page prints, and what it says in its data. */
export type StatedPage = {
  readonly tree: PageTree;
  readonly jsonLd: JsonLdArticle | undefined;
  readonly metas: MetaTags;
};

/**
 * The blocks of a page; where it prints no prose, and its data holds the article's body for scripts to
 * print, those of that body, unless the page sells it.
 */
export function blocksOf({ tree, jsonLd, metas }: StatedPage): BlockList {
  const printed = cutBlocks(tree.root);
  if (holdsProse(printed)) return printed;
  const stated = textOfValue(jsonLd?.node['articleBody']) ?? '';
  if (stated.length < MIN_BODY || isPaywalled(jsonLd, metas) === true) return printed;
  return cutBlocks(parseHtml(asHtml(stated)).root);
}

function holdsProse({ blocks }: BlockList): boolean {
  let words = 0;
  return blocks.some((block) => {
    words += proseWords(block);
    return words >= NO_PROSE;
  });
}

/** Of plain text each line is a paragraph. */
function asHtml(body: string): string {
  if (/<(p|div|br)\b/i.test(body)) return body;
  const lines = body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').split(/\n+/);
  return lines.map((line) => `<p>${line}</p>`).join('');
}
