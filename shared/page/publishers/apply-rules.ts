import type { BlockList } from '../blocks.ts';
import type { Container } from '../container.ts';
import { attribute, type PageElement, type PageTree, textOf, walk } from '../dom.ts';
import type { FoundRules } from './find-rules.ts';
import { type PublisherPart, publisherParts } from './publisher-rules.ts';
import { matches, parseSelector, type Selector } from './selector.ts';

/** What an outlet's rules find on a page. */
export type AppliedRules = {
  /** `almarfa@2026-01-01` */
  readonly name: string;
  readonly found: ReadonlyMap<PublisherPart, readonly PageElement[]>;
  /** Parts whose selectors find nothing: the outlet may have a new lay-out. */
  readonly missing: readonly PublisherPart[];
};

const MAX_FOUND = 200;

/** Looks for all that an outlet's rules name, in one walk. */
export function applyRules(tree: PageTree, { id, version }: FoundRules): AppliedRules {
  const selectors = publisherParts.flatMap((part): (readonly [PublisherPart, Selector])[] => {
    const selector = version[part] === undefined ? undefined : parseSelector(version[part]);
    return selector === undefined ? [] : [[part, selector]];
  });
  const found = new Map<PublisherPart, PageElement[]>();
  walk(tree.root, (element) => {
    for (const [part, selector] of selectors) {
      if (!matches(element, selector)) continue;
      const elements = found.get(part) ?? [];
      if (elements.length < MAX_FOUND) elements.push(element);
      found.set(part, elements);
    }
    return undefined;
  });
  const missing = selectors.map(([part]) => part).filter((part) => !found.has(part));
  return { name: `${id}@${version.from}`, found, missing };
}

/** The texts of what one part's selector finds; of a date, the stamp for machines where there is one. */
export function textsOfPart(rules: AppliedRules | undefined, part: PublisherPart): string[] {
  return (rules?.found.get(part) ?? [])
    .map((element) => {
      const stamp = part === 'published' ? attribute(element, 'datetime') : '';
      return stamp || attribute(element, 'content') || textOf(element);
    })
    .filter((text) => text !== '');
}

/** What the rules say of the body. */
export type BodyRules = {
  readonly container: Container | undefined;
  /** Blocks that are never body. */
  readonly dropped: ReadonlySet<number>;
};

/** The blocks that the rules call the body, and those that they leave out. */
export function bodyRulesOf({ regions }: BlockList, { found }: AppliedRules): BodyRules {
  const bodies = new Set(found.get('body'));
  const drops = new Set(found.get('drop'));
  const dropped = new Set<number>();
  let [start, end] = [Number.POSITIVE_INFINITY, -1];
  for (const region of regions) {
    if (bodies.has(region.element) && region.end > region.start) {
      start = Math.min(start, region.start);
      end = Math.max(end, region.end);
    }
    if (drops.has(region.element))
      for (let at = region.start; at < region.end; at++) dropped.add(at);
  }
  return { container: end < 0 ? undefined : { start, end, score: 0 }, dropped };
}
