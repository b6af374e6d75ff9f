/** Elements that hold entries, under their resolved names. */
const STRUCTURE: ReadonlySet<string> = new Set([
  'rss',
  'rdf:rdf',
  'channel',
  'feed',
  'urlset',
  'sitemapindex',
]);

const FEED_ENTRIES: ReadonlySet<string> = new Set(['item', 'entry', 'atom:entry']);

/** The names that entries have below a root. */
export function entryNamesOf(root: string): ReadonlySet<string> {
  if (root === 'urlset') return new Set(['url']);
  return root === 'sitemapindex' ? new Set(['sitemap']) : FEED_ENTRIES;
}

/** Elements that hold text and, at most, the markup of HTML. */
const LEAVES: ReadonlySet<string> = new Set([
  'title',
  'link',
  'guid',
  'id',
  'pubdate',
  'category',
  'comments',
  'lastbuilddate',
  'language',
  'copyright',
  'generator',
  'updated',
  'published',
  'dc:creator',
  'dc:date',
  'loc',
  'lastmod',
]);

/** Elements that never stand in a leaf: where one starts, a leaf was not closed. */
const ENDS_LEAF: ReadonlySet<string> = new Set([
  'title',
  'link',
  'author',
  'category',
  'comments',
  'enclosure',
  'guid',
  'pubdate',
  'description',
  'content:encoded',
  'dc:creator',
  'dc:date',
  'lastbuilddate',
  'loc',
  'lastmod',
]);

/** Tells whether an element may be the root of a feed, or stand between the root and the entries. */
export const isStructure = (name: string): boolean => STRUCTURE.has(name);

/** Tells whether an element holds one value, which half of is worse than none: an address, a date. */
export const isLeaf = (name: string): boolean => LEAVES.has(name);

/** Tells whether the start of an element shows that the one around it was never closed. */
export const closesLeaf = (open: string, starting: string): boolean =>
  LEAVES.has(open) && ENDS_LEAF.has(starting);
