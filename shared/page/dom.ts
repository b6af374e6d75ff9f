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
  // Most white space is one space between two words, and stays.
  return (UNEVEN.test(text) ? text.replace(UNEVEN_RUNS, ' ') : text).trim();
}

const UNEVEN = /\s\s|[^\S ]|[\u200b\u2060\ufeff]/;
const UNEVEN_RUNS = /[\s\u200b\u2060\ufeff]{2,}|[^\S ]|[\u200b\u2060\ufeff]/g;

/** The text inside an element, unless it is longer than asked for: then only so much of it is looked at. */
export function shortTextOf(root: PageElement, longest: number): string | undefined {
  let letters = 0;
  const open: PageNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'string') {
      if (!SILENT.has(node.name)) for (const child of node.children) open.push(child);
      continue;
    }
    for (let at = 0; at < node.length && letters <= longest; at++)
      if (isInk(node.charCodeAt(at))) letters++;
    if (letters > longest) return undefined;
  }
  const text = textOf(root);
  return text.length > longest ? undefined : text;
}

/** Whether a character is sure to be none of those that are collapsed. */
const isInk = (code: number): boolean =>
  code > 32 && code !== 0xa0 && (code < 0x1680 || code > 0x3000) && code !== 0xfeff;

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
  // Microdata's, which says something of the line that it stands in and is none of it.
  'meta',
  'link',
  // How the characters beside them are said: Japanese prints both, a text holds one.
  'rt',
  'rp',
  'rtc',
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
