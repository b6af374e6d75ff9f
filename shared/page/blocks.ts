import { rolesOf } from './class-roles.ts';
import { forgetLayoutTables } from './data-tables.ts';
import { collapse, INLINE, type PageElement, type PageNode, SILENT } from './dom.ts';
import { measureText } from './measure-text.ts';
import { noPhrases, type Phrases } from './phrase-index.ts';
import type { Role } from './role-names.ts';

/** A run of text that no block boundary interrupts. */
export type TextBlock = {
  readonly text: string;
  readonly words: number;
  readonly sentenceEnds: number;
  readonly commas: number;
  /** Share of the characters that are link text. */
  readonly linkDensity: number;
  /** Where its links lead, the first few. */
  readonly hrefs: readonly string[];
  /** The element that holds it; `p` elements, cells, items and headings are their own. */
  readonly element: PageElement;
  readonly heading: number;
  readonly listItem: PageElement | undefined;
  readonly quote: boolean;
  readonly preformatted: boolean;
  /** Whether a picture stands between it and the text before. */
  readonly afterImage: boolean;
  /** The cell of a data table; tables that only lay out a page are no tables. */
  cell: PageElement | undefined;
  /** What is printed around articles in the languages of its page. */
  phrases: Phrases;
  /** Roles of the elements around it that are not waived (see `container.ts`). */
  roles: ReadonlySet<Role>;
  /** As `foldedOf` has made it. */
  folded: string | undefined;
};

/** A block-level element and the half-open range of blocks inside it. */
export type Region = {
  readonly element: PageElement;
  readonly parent: number;
  readonly start: number;
  end: number;
  readonly roles: readonly Role[];
};

export type BlockList = { readonly blocks: TextBlock[]; readonly regions: Region[] };

/** Pages have at most a few thousand; the rest of a hostile one is not read. */
const MAX_BLOCKS = 30_000;
/** A card may wrap picture, label, headline, teaser and date into one link. */
const MAX_LINK_BLOCKS = 7;

type Context = {
  readonly element: PageElement;
  readonly region: number;
  readonly heading: number;
  readonly listItem: PageElement | undefined;
  readonly quote: boolean;
  readonly preformatted: boolean;
  readonly cell: PageElement | undefined;
};

/** Cuts a page into blocks of text, in document order. */
export function cutBlocks(root: PageElement): BlockList {
  const cutter = new BlockCutter(root);
  cutter.run();
  forgetLayoutTables(cutter.blocks);
  return { blocks: cutter.blocks, regions: cutter.regions };
}

const NO_ROLES: ReadonlySet<Role> = new Set();

class BlockCutter {
  readonly blocks: TextBlock[] = [];
  readonly regions: Region[];
  readonly #root: PageElement;
  #context: Context;
  #pieces: string[] = [];
  #linkPieces: string[] = [];
  #hrefs: string[] = [];
  #href: string | undefined;
  #linkStart = 0;
  #breaks = 0;
  /** Pictures since the last block: in front of its text so far, or behind. */
  #imageBefore = false;
  #imageBehind = false;

  constructor(root: PageElement) {
    this.#root = root;
    this.regions = [{ element: root, parent: -1, start: 0, end: -1, roles: [] }];
    this.#context = {
      element: root,
      region: 0,
      heading: 0,
      listItem: undefined,
      quote: false,
      preformatted: false,
      cell: undefined,
    };
  }

  run(): void {
    const steps: (PageNode | (() => void))[] = [...this.#root.children].reverse();
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      if (this.blocks.length >= MAX_BLOCKS) break;
      if (typeof step === 'string') this.#addText(step);
      else if (typeof step === 'function') step();
      else this.#enter(step, steps);
    }
    this.#flush();
    for (const region of this.regions) if (region.end < 0) region.end = this.blocks.length;
  }

  #enter(element: PageElement, steps: (PageNode | (() => void))[]): void {
    const { name } = element;
    if (SILENT.has(name)) return;
    if (name === 'br') {
      this.#breaks++;
      this.#pieces.push('\n');
      if (this.#breaks >= 2) this.#flush();
      return;
    }
    if (name === 'img') this.#meetImage();
    if (INLINE.has(name)) this.#enterInline(element, steps);
    else this.#enterBlock(element, steps);
    for (let at = element.children.length - 1; at >= 0; at--) {
      const child = element.children[at];
      if (child !== undefined) steps.push(child);
    }
  }

  #enterInline(element: PageElement, steps: (PageNode | (() => void))[]): void {
    const roles =
      element.name === 'a' || element.attributes['class'] === undefined ? [] : rolesOf(element);
    if (roles.length > 0 && element.name !== 'a') {
      this.#enterRegion(element, roles, steps);
      return;
    }
    if (element.name !== 'a') return;
    const [outer, outerStart] = [this.#href, this.#linkStart];
    this.#href = element.attributes['href'];
    if (this.#href === undefined) return;
    this.#linkStart = this.blocks.length;
    if (this.#hrefs.length < 20) this.#hrefs.push(this.#href);
    steps.push(() => {
      this.#href = outer;
      this.#linkStart = outerStart;
    });
  }

  #enterBlock(element: PageElement, steps: (PageNode | (() => void))[]): void {
    this.#flush();
    this.#enterRegion(element, rolesOf(element), steps);
  }

  /** Inline elements with a role of their own become regions too, but do not break the line. */
  #enterRegion(
    element: PageElement,
    roles: readonly Role[],
    steps: (PageNode | (() => void))[],
  ): void {
    const outer = this.#context;
    const block = !INLINE.has(element.name);
    const alone = block || this.#pieces.every(isBlank);
    if (!alone) return;
    this.regions.push({
      element,
      parent: outer.region,
      start: this.blocks.length,
      end: -1,
      roles,
    });
    const region = this.regions.length - 1;
    this.#context = block ? contextInside(outer, element, region) : { ...outer, region };
    steps.push(() => {
      if (block || endsItsLine(element)) this.#flush();
      const own = this.regions[region];
      if (own !== undefined) own.end = this.blocks.length;
      this.#context = outer;
    });
  }

  #meetImage(): void {
    if (this.#pieces.every(isBlank)) this.#imageBefore = true;
    else this.#imageBehind = true;
  }

  #addText(text: string): void {
    const blank = isBlank(text);
    if (this.#context.preformatted || !blank) {
      if (!blank) this.#breaks = 0;
      this.#pieces.push(text);
      if (this.#isInLink()) this.#linkPieces.push(text);
      return;
    }
    this.#pieces.push(' ');
  }

  /** A link around many blocks was never closed. */
  #isInLink(): boolean {
    return this.#href !== undefined && this.blocks.length - this.#linkStart < MAX_LINK_BLOCKS;
  }

  #flush(): void {
    this.#breaks = 0;
    if (this.#pieces.length === 0) return;
    const raw = this.#pieces.join('');
    const links = this.#linkPieces.length === 0 ? 0 : collapse(this.#linkPieces.join('')).length;
    const hrefs = this.#hrefs;
    const context = this.#context;
    this.#pieces = [];
    this.#linkPieces = [];
    this.#hrefs = this.#href === undefined ? [] : [this.#href];
    const text = context.preformatted ? raw.trim() : collapse(raw);
    if (text === '') return;
    const afterImage = this.#imageBefore;
    this.#imageBefore = this.#imageBehind;
    this.#imageBehind = false;
    const { words, sentenceEnds, commas } = measureText(text);
    // All fields at once: an object that grows is copied again and again.
    this.blocks.push({
      text,
      words,
      sentenceEnds,
      commas,
      linkDensity: Math.min(1, links / text.length),
      hrefs,
      element: context.element,
      heading: context.heading,
      listItem: context.listItem,
      quote: context.quote,
      preformatted: context.preformatted,
      afterImage,
      cell: context.cell,
      phrases: noPhrases,
      roles: NO_ROLES,
      folded: undefined,
    });
  }
}

function isBlank(text: string): boolean {
  const code = text.charCodeAt(0);
  return !(code > 32 && code < 127) && !/\S/.test(text);
}

/** Whether nothing follows an inline element before the next line. */
function endsItsLine(element: PageElement): boolean {
  const siblings = element.parent?.children ?? [];
  const at = siblings.lastIndexOf(element);
  for (const next of siblings.slice(at + 1, at + 4)) {
    if (typeof next === 'string' && isBlank(next)) continue;
    return typeof next === 'object' && (next.name === 'br' || !INLINE.has(next.name));
  }
  return element.parent !== undefined && !INLINE.has(element.parent.name);
}

function contextInside(outer: Context, element: PageElement, region: number): Context {
  const { name } = element;
  const heading = name.length === 2 && /^h[1-6]$/.test(name) ? Number(name[1]) : outer.heading;
  return {
    element,
    region,
    heading,
    listItem: name === 'li' ? element : outer.listItem,
    quote: outer.quote || name === 'blockquote',
    preformatted: outer.preformatted || name === 'pre',
    cell: name === 'td' || name === 'th' ? element : outer.cell,
  };
}
