import { decodeHTML, decodeHTMLAttribute } from 'entities';
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { INLINE, type PageElement, type PageTree } from './dom.ts';

/** Deeper elements are read as if they were children of the deepest one allowed. */
const MAX_DEPTH = 200;
/** Real pages stay below 20,000. */
const MAX_ELEMENTS = 150_000;
/** Enough for any fact; a data: URL of megabytes is not one. */
const MAX_ATTRIBUTE = 20_000;

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

/**
 * Parses HTML of any quality into a tree of bounded depth and size, in time linear to its length.
 *
 * @example parseHtml('<title>Hi</title><p>one<p>two').titleTag // 'Hi'
 */
export function parseHtml(html: string | readonly string[]): PageTree {
  const builder = new TreeBuilder();
  const tokenizer = new Tokenizer({ decodeEntities: false }, builder);
  for (const piece of typeof html === 'string' ? [html] : html) {
    builder.addPiece(piece);
    tokenizer.write(piece);
  }
  tokenizer.end();
  return builder.tree();
}

/** Our own builder, since htmlparser2's keeps an unbounded stack that hostile nesting makes quadratic. */
class TreeBuilder implements TokenizerCallbacks {
  private readonly pieces: string[] = [];
  private piece = '';
  /** Where the piece begins in the whole. */
  private base = 0;
  private readonly root: PageElement;
  private readonly stack: PageElement[];
  private readonly metas: PageElement[] = [];
  private readonly links: PageElement[] = [];
  private readonly jsonLd: { readonly start: number; end: number }[] = [];
  private readonly openCounts = new Map<string, number>();
  private top: PageElement;
  private titleTag = '';
  private scriptChars = 0;
  private scriptFiles = 0;
  private elementCount = 0;
  private overflow = 0;
  private name = '';
  private attributes: Record<string, string> | undefined;
  private attributeName = '';
  private attributeStart = -1;
  private attributeEnd = -1;

  constructor() {
    this.root = {
      name: '#root',
      attributes: NO_ATTRIBUTES,
      parent: undefined,
      children: [],
      roles: undefined,
    };
    this.stack = [this.root];
    this.top = this.root;
  }

  tree(): PageTree {
    const { root, metas, links, titleTag, scriptChars, scriptFiles, elementCount } = this;
    const jsonLd = this.jsonLd.map(({ start, end }) => this.slice(start, end));
    return { root, metas, links, titleTag, jsonLd, scriptChars, scriptFiles, elementCount };
  }

  addPiece(piece: string): void {
    this.base += this.piece.length;
    this.piece = piece;
    this.pieces.push(piece);
  }

  /** What stands between two offsets of the whole; seldom more than one piece holds it. */
  private slice(start: number, end: number): string {
    if (start >= this.base) return this.piece.slice(start - this.base, end - this.base);
    let from = this.base;
    let text = '';
    for (let at = this.pieces.length - 1; at >= 0; at--) {
      const piece = this.pieces[at] ?? '';
      if (from < end) text = piece.slice(Math.max(0, start - from), end - from) + text;
      if (from <= start) break;
      from -= this.pieces[at - 1]?.length ?? 0;
    }
    return text;
  }

  isInForeignContext(): boolean {
    return false;
  }

  onopentagname(start: number, end: number): void {
    this.name = this.slice(start, Math.min(end, start + 40)).toLowerCase();
    this.attributes = undefined;
  }

  onattribname(start: number, end: number): void {
    const name = end - start > 20 ? '' : this.slice(start, end).toLowerCase();
    this.attributeName = KEPT_ATTRIBUTES.has(name) ? name : '';
    this.attributeStart = -1;
  }

  onattribdata(start: number, end: number): void {
    if (this.attributeStart < 0) this.attributeStart = start;
    this.attributeEnd = end;
  }

  onattribentity(): void {}

  onattribend(): void {
    if (this.attributeName === '') return;
    this.attributes ??= {};
    if (this.attributes[this.attributeName] !== undefined) return;
    const start = this.attributeStart;
    const raw =
      start < 0 ? '' : this.slice(start, Math.min(this.attributeEnd, start + MAX_ATTRIBUTE));
    this.attributes[this.attributeName] = raw.includes('&') ? decodeHTMLAttribute(raw) : raw;
  }

  onopentagend(): void {
    this.open(false);
  }

  onselfclosingtag(): void {
    this.open(this.name.startsWith('svg') || this.insideSvg());
  }

  onclosetag(start: number, end: number): void {
    const name = this.slice(start, Math.min(end, start + 40)).toLowerCase();
    if (name === 'br' || (name === 'p' && !this.openCounts.get('p'))) {
      this.append({
        name,
        attributes: NO_ATTRIBUTES,
        parent: this.top,
        children: [],
        roles: undefined,
      });
      return;
    }
    if (VOID.has(name)) return;
    if (this.overflow > 0) {
      this.overflow--;
      return;
    }
    this.close(name);
  }

  ontext(start: number, end: number): void {
    const { name } = this.top;
    if (name === 'script') {
      this.scriptChars += end - start;
      const type = this.top.attributes['type'] ?? '';
      if (/ld\+json/i.test(type)) this.addJsonLd(start, end);
      return;
    }
    if (name === 'style' || name === 'svg' || name === 'iframe') return;
    const raw = this.slice(start, end);
    const text = raw.includes('&') ? decodeHTML(raw) : raw;
    if (name === 'title' && this.titleTag === '' && !this.insideSvg()) this.titleTag = text;
    this.top.children.push(text);
  }

  /** A script that is cut into pieces is one all the same. */
  private addJsonLd(start: number, end: number): void {
    const last = this.jsonLd[this.jsonLd.length - 1];
    if (last !== undefined && last.end === start) last.end = end;
    else if (this.jsonLd.length < 50) this.jsonLd.push({ start, end });
  }

  ontextentity(): void {}
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  private open(selfClosed: boolean): void {
    const { name } = this;
    if (name === 'html' || name === 'body') this.overflow = 0;
    this.closeImplied(name);
    const attributes = this.attributes ?? NO_ATTRIBUTES;
    const element: PageElement = {
      name,
      attributes,
      parent: this.top,
      children: [],
      roles: undefined,
    };
    const isVoid = selfClosed || VOID.has(name);
    const full = this.stack.length >= MAX_DEPTH || this.elementCount >= MAX_ELEMENTS;
    if (full && !isVoid) {
      this.overflow++;
      return;
    }
    if (this.elementCount >= MAX_ELEMENTS) return;
    this.append(element);
    if (isVoid) return;
    this.stack.push(element);
    this.top = element;
    this.openCounts.set(name, (this.openCounts.get(name) ?? 0) + 1);
  }

  private append(element: PageElement): void {
    this.elementCount++;
    this.top.children.push(element);
    if (element.name === 'meta' && this.metas.length < 500) this.metas.push(element);
    else if (element.name === 'link' && this.links.length < 500) this.links.push(element);
    else if (element.name === 'script' && element.attributes['src'] !== undefined)
      this.scriptFiles++;
  }

  private closeImplied(name: string): void {
    if (CLOSES_P.has(name)) {
      if (this.top.name === 'p' || (HEADINGS.has(name) && HEADINGS.has(this.top.name))) this.pop();
      return;
    }
    if (name === 'a') this.close('a');
    const closes = CLOSED_BY[name];
    if (closes === undefined) return;
    while (closes.has(this.top.name)) this.pop();
  }

  /** Formatting does not close what is around it; nothing but a table's parts leaves a cell. */
  private close(name: string): void {
    if (!this.openCounts.get(name)) return;
    const inline = INLINE.has(name);
    const crosses = TABLE_PARTS.has(name);
    for (let at = this.stack.length - 1; at > 0; at--) {
      const open = this.stack[at]?.name ?? '';
      if (open === name) {
        while (this.stack.length > at) this.pop();
        return;
      }
      if (inline ? !INLINE.has(open) : !crosses && SCOPE_ENDS.has(open)) return;
    }
  }

  private pop(): void {
    const element = this.stack.pop();
    if (element === undefined) return;
    this.openCounts.set(element.name, (this.openCounts.get(element.name) ?? 1) - 1);
    this.top = this.stack[this.stack.length - 1] ?? this.root;
  }

  private insideSvg(): boolean {
    return (this.openCounts.get('svg') ?? 0) > 0;
  }
}
