import { type QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { decodeReferences } from '../text/html-entities.ts';
import { startOfText } from '../text/start-of-text.ts';
import { NO_ATTRIBUTES, NO_ELEMENT, type XmlElement, type XmlFeed } from './element.ts';
import {
  canonicalNames,
  innerScope,
  type NamespaceScope,
  resolveName,
  rootScope,
} from './namespaces.ts';
import { innerBase } from './rebase.ts';
import { closesLeaf, entryNamesOf, isLeaf, isStructure } from './structure.ts';
import { readProlog } from './xml-prolog.ts';

const MAX_DEPTH = 100;
/** Of elements, attributes and texts; small ones take many times their size in memory. */
const MAX_NODES = 250_000;
const MIN_NODES = 50_000;
const CHARACTERS_PER_NODE = 20;
const MAX_CHILDREN = 5000;
const MAX_ENTRIES = 10_000;
const MAX_ATTRIBUTES = 64;
/** No article is longer than a million characters. */
const MAX_TEXT = 1_000_000;
/** Against entity bombs: what declared entities may add to a document. */
const MAX_EXPANSION = 200_000;

type OpenElement = Omit<XmlElement, 'parts'> & { parts: (string | XmlElement)[] };
/** Never pushed to: see {@link append}. */
const NO_PARTS: (string | XmlElement)[] = [];
type Frame = {
  readonly element: OpenElement;
  readonly raw: string;
  readonly scope: NamespaceScope;
};

/**
 * Reads the elements of a feed, however damaged: what stands before the root is skipped,
 * what is not closed is closed, an entry that starts ends the one before.
 *
 * @returns `undefined` when there is no root element of any kind of feed
 */
export function readXml(text: string, url: string): XmlFeed | undefined {
  const { end, entities } = readProlog(text);
  const reader = new XmlReader(text, url, entities);
  // The tokenizer counts from the first character that it is given.
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: false }, reader);
  tokenizer.write(end === 0 ? text : ' '.repeat(end) + text.slice(end));
  tokenizer.end();
  return reader.feed();
}

class XmlReader implements TokenizerCallbacks {
  readonly #text: string;
  readonly #url: string;
  readonly #entities: ReadonlyMap<string, string>;
  readonly #maxNodes: number;
  readonly #stack: Frame[] = [];
  readonly #entries: XmlElement[] = [];
  #root: XmlElement | undefined;
  #rootScope = rootScope(false);
  #entryNames = entryNamesOf('');
  #namespace = '';
  #nodes = 0;
  #overfull = false;
  #brokenOff = false;

  #textStart = 0;
  #textEnd = -1;
  #expanded = 0;

  #tag = '';
  #attribute = '';
  #value = '';
  #attributes: Map<string, string> | undefined;

  constructor(text: string, url: string, entities: ReadonlyMap<string, string>) {
    this.#text = text;
    this.#url = url;
    this.#entities = entities;
    const nodes = Math.max(MIN_NODES, text.length / CHARACTERS_PER_NODE);
    this.#maxNodes = Math.min(MAX_NODES, nodes);
  }

  feed(): XmlFeed | undefined {
    if (this.#root === undefined) return undefined;
    return {
      root: this.#root,
      namespace: this.#namespace,
      entries: this.#entries,
      brokenOff: this.#brokenOff,
      overfull: this.#overfull,
    };
  }

  onopentagname(start: number, end: number): void {
    this.#flushText();
    this.#tag = this.#text.slice(start, end);
    this.#attributes = undefined;
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#text.slice(start, end).toLowerCase();
    this.#value = '';
  }

  onattribdata(start: number, end: number): void {
    this.#value += this.#text.slice(start, end);
  }

  onattribend(_quote: QuoteType, _end: number): void {
    this.#attributes ??= new Map();
    if (this.#attributes.size < MAX_ATTRIBUTES && !this.#attributes.has(this.#attribute))
      this.#attributes.set(this.#attribute, decodeReferences(this.#value, this.#declared));
  }

  onopentagend(_end: number): void {
    this.#open();
  }

  onselfclosingtag(_end: number): void {
    if (this.#open()) this.#pop();
  }

  /** A text with `<` in it comes in pieces, which are put together before they are decoded. */
  ontext(start: number, end: number): void {
    if (this.#stack.length === 0) return;
    if (start !== this.#textEnd) {
      this.#flushText();
      this.#textStart = start;
    }
    this.#textEnd = end;
  }

  oncdata(start: number, end: number, offset: number): void {
    this.#flushText();
    if (this.#stack.length > 0)
      this.#addText(startOfText(this.#text.slice(start, end - offset), MAX_TEXT));
  }

  onclosetag(start: number, end: number): void {
    this.#flushText();
    const raw = this.#text.slice(start, end).toLowerCase();
    const at = this.#stack.findLastIndex((frame) => frame.raw === raw);
    if (at < 0) return;
    while (this.#stack.length > at) this.#pop();
  }

  onend(): void {
    this.#flushText();
    this.#brokenOff = this.#stack.some(({ element }) => this.#entryNames.has(element.name));
    const cut = this.#stack.at(-1)?.element;
    if (this.#brokenOff && cut !== undefined && isLeaf(cut.name))
      this.#stack.at(-2)?.element.parts.pop();
  }

  oncomment(): void {
    this.#flushText();
  }
  ondeclaration(): void {
    this.#flushText();
  }
  onprocessinginstruction(): void {
    this.#flushText();
  }
  ontextentity(): void {}
  onattribentity(): void {}

  #flushText(): void {
    if (this.#textEnd < 0) return;
    const text = startOfText(this.#text.slice(this.#textStart, this.#textEnd), MAX_TEXT);
    this.#textEnd = -1;
    const name = this.#stack.at(-1)?.element.name ?? '';
    if ((isStructure(name) || this.#entryNames.has(name)) && text.trim() === '') return;
    this.#addText(decodeReferences(text, this.#declared));
  }

  /** The text of declared entities, as long as they do not blow up the document. */
  readonly #declared = (name: string): string | undefined => {
    const text = this.#entities.get(name);
    if (text === undefined) return undefined;
    this.#expanded += text.length;
    return this.#expanded > MAX_EXPANSION ? undefined : text;
  };

  #addText(text: string): void {
    const parent = this.#stack.at(-1)?.element;
    if (parent === undefined || text === '') return;
    const last = parent.parts.length - 1;
    const before = parent.parts[last];
    if (typeof before === 'string') parent.parts[last] = before + text;
    else if (this.#mayAdd(1)) append(parent, text);
  }

  #mayAdd(nodes: number): boolean {
    this.#nodes += nodes;
    if (this.#nodes > this.#maxNodes) this.#overfull = true;
    return !this.#overfull;
  }

  /** @returns whether the element is now open */
  #open(): boolean {
    if (this.#root === undefined) this.#rootScope = rootScope(/(^|:)feed$/i.test(this.#tag));
    const scope = this.#scope();
    const name = resolveName(scope, this.#tag);
    if (this.#stack.length === 0 && !this.#mayStandAlone(name)) return false;
    // Some write their root or channel twice.
    if (isStructure(name) && this.#stack.at(-1)?.element.name === name) return false;
    if (this.#root === undefined) {
      this.#namespace = this.#attributes?.get(namespaceAttribute(this.#tag)) ?? '';
      this.#entryNames = entryNamesOf(name);
    }
    this.#closeWhatIsOver(name);
    if (this.#stack.length >= MAX_DEPTH || !this.#mayAdd(1 + (this.#attributes?.size ?? 0)))
      return false;

    const element = this.#element(name, scope);
    this.#place(element);
    this.#stack.push({ element, raw: this.#tag.toLowerCase(), scope });
    return true;
  }

  /** Before the root there is junk; behind it there may be entries, where it was closed early. */
  #mayStandAlone(name: string): boolean {
    return isStructure(name) || (this.#root !== undefined && this.#entryNames.has(name));
  }

  #scope(): NamespaceScope {
    const scope = this.#stack.at(-1)?.scope ?? this.#rootScope;
    if (this.#attributes === undefined) return scope;
    let declarations: Map<string, string> | undefined;
    for (const [name, value] of this.#attributes) {
      if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue;
      declarations ??= new Map();
      declarations.set(name.slice(6), value);
    }
    if (declarations === undefined) return scope;
    // Where Atom's own elements have a prefix, those without one are somebody else's.
    const isPrefixedAtom = scope.document.isAtom && this.#tag.includes(':');
    return innerScope(scope, declarations, this.#root === undefined && !isPrefixedAtom);
  }

  /** An entry ends the entry before it; what cannot hold a child ends with the next element. */
  #closeWhatIsOver(name: string): void {
    if (this.#entryNames.has(name)) {
      const open = this.#stack.findIndex(({ element }) => !isStructure(element.name));
      if (open >= 0) while (this.#stack.length > Math.max(open, 1)) this.#pop();
      return;
    }
    const top = this.#stack.at(-1);
    if (top !== undefined && closesLeaf(top.element.name, name)) this.#pop();
  }

  #element(name: string, scope: NamespaceScope): OpenElement {
    const parent = this.#stack.at(-1)?.element;
    const inherited = parent ?? { ...NO_ELEMENT, base: this.#url };
    if (this.#attributes === undefined)
      return {
        name,
        attributes: NO_ATTRIBUTES,
        parts: NO_PARTS,
        base: inherited.base,
        language: inherited.language,
      };
    const attributes = canonicalNames(this.#attributes, scope);
    return {
      name,
      attributes,
      parts: NO_PARTS,
      base: innerBase(attributes.get('xml:base')?.trim(), inherited.base),
      language: attributes.get('xml:lang')?.trim() ?? inherited.language,
    };
  }

  #place(element: OpenElement): void {
    const isEntry = this.#entryNames.has(element.name);
    if (this.#root === undefined) this.#root = element;
    const parent = this.#stack.at(-1)?.element;
    if (!isEntry) {
      if (parent !== undefined) append(parent, element);
    } else if (this.#entries.length < MAX_ENTRIES) this.#entries.push(element);
    else this.#overfull = true;
  }

  #pop(): void {
    this.#stack.pop();
  }
}

/** An array that is pushed to makes room for many; most elements hold one text. */
function append(parent: OpenElement, part: string | XmlElement): void {
  if (parent.parts.length === 0) parent.parts = [part];
  else if (parent.parts.length < MAX_CHILDREN) parent.parts.push(part);
}

const namespaceAttribute = (tag: string): string => {
  const colon = tag.indexOf(':');
  return colon < 0 ? 'xmlns' : `xmlns:${tag.slice(0, colon).toLowerCase()}`;
};
