import { decodeHTML } from 'entities/decode';
import { INLINE, type PageElement, type PageNode, type PageTree } from './dom.ts';
import { nameTable } from './name-table.ts';
import type { Attributes } from './read-tag.ts';
import { type HtmlSink, tokenizeHtml } from './tokenize-html.ts';

/** Deeper elements are read as if they were children of the deepest one allowed. */
const MAX_DEPTH = 200;
/** Real pages stay below 20,000, and have one in 200 characters: more would take more memory than they are worth. */
const MAX_ELEMENTS = 100_000;

const VOID = new Set(
  'area base basefont br col command embed frame hr img input keygen link meta param source track wbr'.split(
    ' ',
  ),
);
/** Attributes that some reader of the tree asks for. */
export const KEPT_ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'class id href rel itemprop itemtype itemscope role datetime content property name title style hidden ' +
    'aria-hidden aria-label lang xml:lang dir src data-src alt type http-equiv colspan pubdate data-testid ' +
    'data-component data-type data-module data-qa data-url cite'
  ).split(' '),
);
const keptNames = nameTable(KEPT_ATTRIBUTES);
const CLOSES_P = new Set(
  (
    'address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hr main nav ol p pre section table ul'
  ).split(' '),
);
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
/** An end tag does not reach beyond these (HTML Standard, 13.2.4.2). */
const SCOPE_ENDS = new Set(['td', 'th', 'table', 'caption', 'object', 'button']);
const TABLE_PARTS = new Set(['td', 'th', 'tr', 'tbody', 'thead', 'tfoot', 'table', 'body', 'html']);
const CLOSED_BY: Readonly<Record<string, ReadonlySet<string>>> = {
  li: new Set(['li']),
  dt: new Set(['dt', 'dd']),
  dd: new Set(['dt', 'dd']),
  tr: new Set(['tr', 'td', 'th']),
  td: new Set(['td', 'th']),
  th: new Set(['td', 'th']),
  tbody: new Set(['tbody', 'thead', 'tr', 'td', 'th']),
  tfoot: new Set(['tbody', 'thead', 'tr', 'td', 'th']),
  option: new Set(['option']),
  body: new Set(['head']),
};
const NO_ATTRIBUTES = {};
/** Of elements that hold nothing yet: nobody writes to it. */
const NO_CHILDREN: PageNode[] = [];

/** An element while its page is read. */
type OpenElement = Omit<PageElement, 'children'> & { children: PageNode[] };

/**
 * Parses HTML of any quality into a tree of bounded depth and size, in time linear to its length.
 *
 * @example parseHtml('<title>Hi</title><p>one<p>two').titleTag // 'Hi'
 */
export function parseHtml(html: string | readonly string[]): PageTree {
  const builder = new TreeBuilder();
  tokenizeHtml(typeof html === 'string' ? [html] : html, keptNames, builder);
  return builder.tree();
}

class TreeBuilder implements HtmlSink {
  readonly #root: OpenElement;
  readonly #stack: OpenElement[];
  readonly #metas: PageElement[] = [];
  readonly #links: PageElement[] = [];
  readonly #jsonLd: string[] = [];
  /** The script that the last of these came from. */
  #jsonLdScript: PageElement | undefined;
  readonly #openCounts = new Map<string, number>();
  #top: OpenElement;
  #titleTag = '';
  #scriptChars = 0;
  #scriptFiles = 0;
  #elementCount = 0;
  #overflow = 0;

  constructor() {
    this.#root = {
      name: '#root',
      attributes: NO_ATTRIBUTES,
      parent: undefined,
      children: NO_CHILDREN,
      roles: undefined,
    };
    this.#stack = [this.#root];
    this.#top = this.#root;
  }

  tree(): PageTree {
    return {
      ...{ root: this.#root, metas: this.#metas, links: this.#links, jsonLd: this.#jsonLd },
      ...{ titleTag: this.#titleTag, elementCount: this.#elementCount },
      ...{ scriptChars: this.#scriptChars, scriptFiles: this.#scriptFiles },
    };
  }

  close(name: string): void {
    if (name === 'br' || (name === 'p' && !this.#openCounts.get('p'))) {
      this.#addEmpty(name);
      return;
    }
    if (VOID.has(name)) return;
    if (this.#overflow > 0) {
      this.#overflow--;
      return;
    }
    this.#closeOpen(name);
  }

  text(source: string, start: number, end: number): void {
    const { name } = this.#top;
    if (name === 'script') {
      this.#scriptChars += end - start;
      const type = this.#top.attributes['type'] ?? '';
      if (/ld\+json/i.test(type)) this.#addJsonLd(source.slice(start, end));
      return;
    }
    if (name === 'style' || name === 'svg' || name === 'iframe') return;
    const raw = source.slice(start, end);
    const text = raw.includes('&') ? decodeHTML(raw) : raw;
    if (name === 'title' && this.#titleTag === '' && !this.#insideSvg()) this.#titleTag = text;
    this.#addChild(text);
  }

  /** Most elements hold one thing: an array that is made for it takes a sixth of one that grows. */
  #addChild(node: PageNode): void {
    const top = this.#top;
    if (top.children === NO_CHILDREN) top.children = [node];
    else top.children.push(node);
  }

  /** Such an end tag stands for an element (HTML Standard, 13.2.6.4.7); one empty paragraph is as good as many. */
  #addEmpty(name: string): void {
    const last = this.#top.children[this.#top.children.length - 1];
    if (name === 'p' && typeof last === 'object' && last.name === 'p' && last.children.length === 0)
      return;
    if (this.#elementCount >= MAX_ELEMENTS) return;
    this.#append({
      name,
      attributes: NO_ATTRIBUTES,
      parent: this.#top,
      children: NO_CHILDREN,
      roles: undefined,
    });
  }

  /** A script that is cut into pieces is one all the same. */
  #addJsonLd(text: string): void {
    if (this.#jsonLdScript === this.#top) this.#jsonLd.push((this.#jsonLd.pop() ?? '') + text);
    else if (this.#jsonLd.length < 50) this.#jsonLd.push(text);
    this.#jsonLdScript = this.#top;
  }

  open(name: string, attributes: Attributes = NO_ATTRIBUTES, selfClosing = false): void {
    const selfClosed = selfClosing && (name.startsWith('svg') || this.#insideSvg());
    if (name === 'html' || name === 'body') this.#overflow = 0;
    this.#closeImplied(name);
    const isVoid = selfClosed || VOID.has(name);
    const element: OpenElement = {
      name,
      attributes,
      parent: this.#top,
      children: NO_CHILDREN,
      roles: undefined,
    };
    const full = this.#stack.length >= MAX_DEPTH || this.#elementCount >= MAX_ELEMENTS;
    if (full && !isVoid) {
      this.#overflow++;
      return;
    }
    if (this.#elementCount >= MAX_ELEMENTS) return;
    this.#append(element);
    if (isVoid) return;
    this.#stack.push(element);
    this.#top = element;
    this.#openCounts.set(name, (this.#openCounts.get(name) ?? 0) + 1);
  }

  #append(element: PageElement): void {
    this.#elementCount++;
    this.#addChild(element);
    if (element.name === 'meta' && this.#metas.length < 500) this.#metas.push(element);
    else if (element.name === 'link' && this.#links.length < 500) this.#links.push(element);
    else if (element.name === 'script' && element.attributes['src'] !== undefined)
      this.#scriptFiles++;
  }

  #closeImplied(name: string): void {
    if (CLOSES_P.has(name)) {
      if (this.#top.name === 'p' || (HEADINGS.has(name) && HEADINGS.has(this.#top.name)))
        this.#pop();
      return;
    }
    if (name === 'a') this.#closeOpen('a');
    const closes = CLOSED_BY[name];
    if (closes === undefined) return;
    while (closes.has(this.#top.name)) this.#pop();
  }

  /** Formatting does not close what is around it; nothing but a table's parts leaves a cell. */
  #closeOpen(name: string): void {
    if (!this.#openCounts.get(name)) return;
    const inline = INLINE.has(name);
    const crosses = TABLE_PARTS.has(name);
    for (let at = this.#stack.length - 1; at > 0; at--) {
      const open = this.#stack[at]?.name ?? '';
      if (open === name) {
        while (this.#stack.length > at) this.#pop();
        return;
      }
      if (inline ? !INLINE.has(open) : !crosses && SCOPE_ENDS.has(open)) return;
    }
  }

  #pop(): void {
    const element = this.#stack.pop();
    if (element === undefined) return;
    this.#openCounts.set(element.name, (this.#openCounts.get(element.name) ?? 1) - 1);
    this.#top = this.#stack[this.#stack.length - 1] ?? this.#root;
  }

  #insideSvg(): boolean {
    return (this.#openCounts.get('svg') ?? 0) > 0;
  }
}
