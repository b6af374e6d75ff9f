import { attribute, collapse, type PageTree } from '../dom.ts';

/** Contents of meta elements by lower-case name, property, itemprop or http-equiv, in page order. */
export type MetaTags = ReadonlyMap<string, readonly string[]>;

const MAX_CONTENT = 5000;

/** Reads all meta elements, wherever they stand. */
export function readMetaTags(tree: PageTree): MetaTags {
  const tags = new Map<string, string[]>();
  for (const meta of tree.metas) {
    const content = collapse(attribute(meta, 'content').slice(0, MAX_CONTENT));
    if (content === '') continue;
    for (const key of ['property', 'name', 'itemprop', 'http-equiv']) {
      for (const name of attribute(meta, key).toLowerCase().split(/\s+/)) {
        if (name === '') continue;
        const known = tags.get(name) ?? [];
        if (!known.includes(content)) known.push(content);
        tags.set(name, known);
      }
    }
  }
  return tags;
}

/** The first content of the first name that the page has. */
export function firstMeta(tags: MetaTags, names: readonly string[]): string | undefined {
  for (const name of names) {
    const content = tags.get(name)?.[0];
    if (content !== undefined) return content;
  }
  return undefined;
}
