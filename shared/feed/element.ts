/** One element of a feed, its names resolved: see `namespaces.ts`. */
export type XmlElement = {
  /** Lower case, under the prefix by which we know its namespace: `title`, `atom:link`, `dc:creator`. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Text, decoded, and elements, in their order. */
  readonly parts: readonly (string | XmlElement)[];
  /** The URL that relative ones in here are relative to; empty when nothing tells. */
  readonly base: string;
  readonly language: string | undefined;
};

/** The elements of a feed, its entries taken out of the tree and put in a row. */
export type XmlFeed = {
  readonly root: XmlElement;
  /** The namespace of the root, as declared; of RDF's channel where the root is RDF. */
  readonly namespace: string;
  readonly entries: readonly XmlElement[];
  /** The document ends before its last entry does. */
  readonly brokenOff: boolean;
  /** The document has more than we read. */
  readonly overfull: boolean;
};

export const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** An element that is not there. */
export const NO_ELEMENT: XmlElement = {
  name: '',
  attributes: NO_ATTRIBUTES,
  parts: [],
  base: '',
  language: undefined,
};

/** The child elements of one of these names, in document order. */
export function childrenNamed(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  const found: XmlElement[] = [];
  for (const part of element.parts)
    if (typeof part !== 'string' && names.includes(part.name)) found.push(part);
  return found;
}

/** The first child of the first of these names that has one. */
export function childNamed(
  element: XmlElement,
  ...names: readonly string[]
): XmlElement | undefined {
  for (const name of names) {
    for (const part of element.parts)
      if (typeof part !== 'string' && part.name === name) return part;
  }
  return undefined;
}

/** The text in an element and in all below it, trimmed; `undefined` when there is none. */
export function textOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const only = element.parts[0];
  if (element.parts.length === 1 && typeof only === 'string') return only.trim() || undefined;

  const pieces: string[] = [];
  const waiting: (string | XmlElement)[] = [...element.parts].reverse();
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (typeof part === 'string') pieces.push(part);
    else for (let at = part.parts.length - 1; at >= 0; at--) waiting.push(part.parts[at] ?? '');
  }
  return pieces.join('').trim() || undefined;
}

/** The text of the first of these children that has some. */
export function childText(element: XmlElement, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const part of element.parts) {
      if (typeof part === 'string' || part.name !== name) continue;
      const text = textOf(part);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

/** The first of these attributes that says something, trimmed. */
export function attribute(
  element: XmlElement | undefined,
  ...names: readonly string[]
): string | undefined {
  for (const name of names) {
    const value = element?.attributes.get(name)?.trim();
    if (value) return value;
  }
  return undefined;
}
