/** An element of a parsed page; only attributes that some reader here asks for are kept. */
export type PageElement = {
  readonly name: string;
  readonly attributes: Readonly<Partial<Record<string, string>>>;
  readonly parent: PageElement | undefined;
  readonly children: PageNode[];
  /** What `rolesOf` made of its names, for whoever asks next. */
  roles: readonly string[] | undefined;
};

/** Text is a plain string: pages hold tens of thousands of pieces. */
export type PageNode = PageElement | string;

/** What one pass over the HTML yields. */
export type PageTree = {
  readonly root: PageElement;
  readonly metas: readonly PageElement[];
  readonly links: readonly PageElement[];
  readonly titleTag: string;
  /** The bodies of `script` elements of a JSON-LD type. */
  readonly jsonLd: readonly string[];
  readonly scriptChars: number;
  /** How many scripts are loaded from elsewhere. */
  readonly scriptFiles: number;
  readonly elementCount: number;
};

/** An attribute's trimmed value; empty when it is absent. */
export function attribute(element: PageElement, name: string): string {
  return element.attributes[name]?.trim() ?? '';
}

/** Visits elements in document order, without recursion; `false` skips what is inside. */
export function walk(
  root: PageElement,
  visit: (element: PageElement) => boolean | undefined,
): void {
  const open: PageElement[] = [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (visit(element) === false) continue;
    for (let at = element.children.length - 1; at >= 0; at--) {
      const child = element.children[at];
      if (child !== undefined && typeof child !== 'string') open.push(child);
    }
  }
}

/** The text inside an element, white space collapsed; blocks are set apart by a space. */
export function textOf(root: PageElement): string {
  const pieces: string[] = [];
  const open: PageNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node === 'string') {
      pieces.push(node);
      continue;
    }
    if (SILENT.has(node.name)) continue;
    if (!INLINE.has(node.name)) pieces.push(' ');
    if (!INLINE.has(node.name)) open.push(' ');
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at];
      if (child !== undefined) open.push(child);
    }
  }
  return collapse(pieces.join(''));
}

/** Collapses white space, zero-width characters and byte order marks. */
export function collapse(text: string): string {
  return text.replace(/[\s\u200b\u2060\ufeff]+/g, ' ').trim();
}

/** Elements whose content is never read. */
export const SILENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
  'noscript',
  'noembed',
  'noframes',
  'head',
  'title',
  'select',
  'option',
  'button',
  'textarea',
  'canvas',
  'video',
  'audio',
  'amp-ad',
  'amp-analytics',
]);

/** Elements that do not break a line; whatever else there is does. */
export const INLINE: ReadonlySet<string> = new Set([
  'a',
  'abbr',
  'acronym',
  'b',
  'bdi',
  'bdo',
  'big',
  'cite',
  'code',
  'data',
  'del',
  'dfn',
  'em',
  'font',
  'i',
  'img',
  'ins',
  'kbd',
  'label',
  'mark',
  'nobr',
  'o:p',
  'picture',
  'q',
  'ruby',
  'rb',
  's',
  'samp',
  'small',
  'source',
  'span',
  'st1:place',
  'strike',
  'strong',
  'sub',
  'sup',
  'time',
  'tt',
  'u',
  'var',
  'wbr',
]);
