import { groupBy } from '../shared/collections/group-by.ts';
import { canonicalUrl } from '../shared/url/canonical-url.ts';
import { articleIdOf } from '../shared/url/ids.ts';
import { reasonInWords } from './discard-words.ts';

type Item = Readonly<Record<string, unknown>>;

/**
 * What became of the pages of a saved web, most first.
 *
 * @param pages their addresses
 * @param articles the items of the Articles table
 */
export function webLines(pages: readonly string[], articles: readonly Item[]): string[] {
  const items = new Map(articles.map((item) => [item['articleId'], item]));
  const fates = groupBy(pages, (url) => {
    const canonical = canonicalUrl(url, url);
    return canonical === undefined
      ? 'not a web address'
      : fateOf(items.get(articleIdOf(canonical)));
  });
  return [
    `${pages.length} served`,
    ...[...fates]
      .toSorted(([, a], [, b]) => b.length - a.length)
      .map(([fate, { length }]) => `${length} ${fate}`),
  ];
}

function fateOf(item: Item | undefined): string {
  switch (item?.['state']) {
    case undefined:
      return 'not fetched yet';
    case 'live':
      return 'became articles';
    case 'alias':
      return 'became articles under the address that the page itself names';
    case 'removed':
      return 'were articles and are gone';
    default:
      return `discarded: ${reasonInWords(String(item?.['reason']))}`;
  }
}
