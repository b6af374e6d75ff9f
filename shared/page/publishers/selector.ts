import { attribute, type PageElement } from '../dom.ts';

type Compound = {
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly classes: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly value: string | undefined }[];
  /** Whether `>` stands in front: the next one up must match. */
  readonly isChild: boolean;
};

/** Selectors, each as its compounds from right to left. */
export type Selector = readonly (readonly Compound[])[];

const NAME = '[\\p{L}\\p{N}_-]+';
const COMPOUND = new RegExp(
  `^(${NAME}|\\*)?((?:[#.]${NAME}|\\[[a-z:-]+(?:=(?:"[^"\\]]*"|[^"\\]\\s]*))?\\])*)$`,
  'u',
);
const PART = new RegExp(`[#.]${NAME}|\\[[^\\]]+\\]`, 'gu');

/**
 * Reads a selector: names, classes, ids, attributes, descendants, children, lists.
 *
 * @returns `undefined` where it is none of these
 * @example parseSelector('article > p.lead, [itemprop=articleBody]')?.length // 2
 */
export function parseSelector(text: string): Selector | undefined {
  const all: Compound[][] = [];
  for (const one of text.split(',')) {
    const compounds: Compound[] = [];
    let isChild = false;
    for (const word of one.replaceAll('>', ' > ').trim().split(/\s+/)) {
      if (word === '>') {
        if (isChild || compounds.length === 0) return undefined;
        isChild = true;
        continue;
      }
      const compound = parseCompound(word, isChild);
      if (compound === undefined) return undefined;
      compounds.unshift(compound);
      isChild = false;
    }
    if (isChild || compounds.length === 0) return undefined;
    all.push(compounds);
  }
  return all;
}

function parseCompound(word: string, isChild: boolean): Compound | undefined {
  const found = COMPOUND.exec(word);
  if (found === null || word === '') return undefined;
  const classes: string[] = [];
  const attributes: { name: string; value: string | undefined }[] = [];
  let id: string | undefined;
  for (const [part] of (found[2] ?? '').matchAll(PART)) {
    if (part.startsWith('.')) classes.push(part.slice(1));
    else if (part.startsWith('#')) id = part.slice(1);
    else {
      const [name = '', value] = part.slice(1, -1).split('=', 2);
      attributes.push({ name, value: value?.replace(/^"|"$/g, '') });
    }
  }
  const name = found[1] === '*' ? undefined : found[1]?.toLowerCase();
  return { name, id, classes, attributes, isChild };
}

/** Attributes that a selector asks for. */
export const attributesOf = (selector: Selector): string[] =>
  selector.flatMap((compounds) =>
    compounds.flatMap(({ attributes }) => attributes.map(({ name }) => name)),
  );

/** Whether an element is one that a selector means. */
export function matches(element: PageElement, selector: Selector): boolean {
  return selector.some((compounds) => matchesAll(element, compounds));
}

/** From the element upwards, with every ancestor that a compound may mean. */
function matchesAll(element: PageElement, compounds: readonly Compound[]): boolean {
  let [met, isChild] = [new Set<PageElement>(), false];
  for (const [at, compound] of compounds.entries()) {
    const next = new Set<PageElement>();
    const tried = at === 0 ? [element] : isChild ? parentsOf(met) : ancestorsOf(met);
    for (const one of tried) if (matchesOne(one, compound)) next.add(one);
    if (next.size === 0) return false;
    [met, isChild] = [next, compound.isChild];
  }
  return true;
}

const parentsOf = (elements: ReadonlySet<PageElement>): PageElement[] =>
  [...elements].flatMap(({ parent }) => (parent === undefined ? [] : [parent]));

/** All stand on one line upwards, the lowest first: its ancestors are those of all. */
function ancestorsOf([lowest]: ReadonlySet<PageElement>): PageElement[] {
  const found: PageElement[] = [];
  for (let one = lowest?.parent; one !== undefined; one = one.parent) found.push(one);
  return found;
}

function matchesOne(element: PageElement, { name, id, classes, attributes }: Compound): boolean {
  if (name !== undefined && element.name !== name) return false;
  if (id !== undefined && attribute(element, 'id') !== id) return false;
  if (classes.length > 0) {
    const own = attribute(element, 'class').split(/\s+/);
    if (!classes.every((each) => own.includes(each))) return false;
  }
  return attributes.every(({ name: key, value }) => {
    const own = element.attributes[key];
    return own !== undefined && (value === undefined || own.split(/\s+/).includes(value));
  });
}
