import { type NameTable, nameTable } from './name-table.ts';
import { type Attributes, endsName, INCOMPLETE, TagReader } from './read-tag.ts';

/** What is told of a page, token by token; comments and declarations are passed over. */
export type HtmlSink = {
  open(name: string, attributes: Attributes | undefined, selfClosing: boolean): void;
  close(name: string): void;
  /** A piece of text as it stands in the source, references and all. */
  text(source: string, start: number, end: number): void;
};

/** Longer names are of no element or attribute. */
const MAX_NAME = 40;
/** Elements whose content is text up to their end tag (HTML Standard, 13.1.2). */
const RAW = new Set([
  'script',
  'style',
  'title',
  'textarea',
  'iframe',
  'noembed',
  'noframes',
  'xmp',
]);
const COMMON =
  'a abbr article aside b blockquote body br button caption cite code dd div dl dt em figcaption figure ' +
  'footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input label li link main meta nav noscript ' +
  'ol option p path picture pre q script section select small source span strong style sub sup svg table ' +
  'tbody td template textarea tfoot th thead time title tr u ul video';
const elements = nameTable(COMMON.split(' '));

const LT = 60;
const SLASH = 47;

/**
 * Cuts HTML into tags and texts by the rules that browsers have (HTML Standard, 13.2.5), whatever it is
 * like, in time linear to its length. Only the attributes of a table are read.
 *
 * @param pieces the text, cut anywhere
 */
export function tokenizeHtml(
  pieces: readonly string[],
  attributes: NameTable,
  sink: HtmlSink,
): void {
  new HtmlTokenizer(pieces, attributes, sink).run();
}

class HtmlTokenizer {
  readonly #pieces: readonly string[];
  readonly #tag: TagReader;
  readonly #sink: HtmlSink;
  #source = '';
  #at = 0;
  #nextPiece = 0;
  /** How many pieces to take at once; doubled while one token asks for more, so that none is read often. */
  #stride = 1;
  /** The element whose end tag alone is looked for. */
  #raw = '';
  /** Where `--!>` is next to be found: seldom anywhere, so that looking for it each time would be dear. */
  #bang = -1;

  constructor(pieces: readonly string[], kept: NameTable, sink: HtmlSink) {
    this.#pieces = pieces;
    this.#tag = new TagReader(kept);
    this.#sink = sink;
  }

  run(): void {
    while (this.#take(this.#source.length)) {
      while (this.#at < this.#source.length) {
        const end = this.#raw === '' ? this.#readText() : this.#readRaw();
        if (end !== INCOMPLETE) {
          this.#at = end;
          this.#stride = 1;
        } else if (!this.#take(this.#at)) {
          this.#finish();
          return;
        }
      }
    }
  }

  /** Goes on with the next pieces, what is left of the source in front of them. */
  #take(from: number): boolean {
    if (this.#nextPiece >= this.#pieces.length) return false;
    const next = this.#pieces.slice(this.#nextPiece, this.#nextPiece + this.#stride);
    this.#nextPiece += this.#stride;
    if (from < this.#source.length) {
      next.unshift(this.#source.slice(from));
      this.#stride *= 2;
    }
    this.#source = next.length === 1 ? (next[0] ?? '') : next.join('');
    this.#at = 0;
    this.#bang = -1;
    return true;
  }

  /** What ends in the middle is dropped, but for what is no tag yet. */
  #finish(): void {
    const source = this.#source;
    const at = this.#at;
    if (this.#raw !== '' || /^<\/?$/.test(source.slice(at, at + 3)))
      this.#sink.text(source, at, source.length);
  }

  /** A text up to the next tag, or the tag or comment at hand. */
  #readText(): number {
    const source = this.#source;
    const at = this.#at;
    if (source.charCodeAt(at) === LT) {
      const end = this.#readMarkup(at);
      if (end !== at) return end;
    }
    const next = source.indexOf('<', at + 1);
    const end = next < 0 ? source.length : next;
    this.#sink.text(source, at, end);
    return end;
  }

  /** Where the markup that begins here ends; here, if it is none. */
  #readMarkup(start: number): number {
    const code = this.#source.charCodeAt(start + 1);
    if (isLetter(code)) return this.#readTag(start);
    if (code === SLASH) return this.#readEndTag(start);
    if (code === 33) return this.#readDeclaration(start);
    if (code === 63) return this.#after('>', start + 2);
    return Number.isNaN(code) ? INCOMPLETE : start;
  }

  #after(mark: string, from: number): number {
    const found = this.#source.indexOf(mark, from);
    return found < 0 ? INCOMPLETE : found + mark.length;
  }

  #readDeclaration(start: number): number {
    const source = this.#source;
    if (source.startsWith('--', start + 2)) return this.#readComment(start + 4);
    if (source.startsWith('[CDATA[', start + 2)) return this.#after(']]>', start + 9);
    // What may still become one of these is not known to be none.
    if (source.length < start + 9 && this.#nextPiece < this.#pieces.length) return INCOMPLETE;
    return this.#after('>', start + 2);
  }

  #readComment(from: number): number {
    const source = this.#source;
    if (source.startsWith('>', from)) return from + 1;
    if (source.startsWith('->', from)) return from + 2;
    if (this.#bang < from) {
      const bang = source.indexOf('--!>', from);
      this.#bang = bang < 0 ? Number.POSITIVE_INFINITY : bang;
    }
    const end = source.indexOf('-->', from);
    if (end < 0 || this.#bang < end)
      return this.#bang < source.length ? this.#bang + 4 : INCOMPLETE;
    return end + 3;
  }

  #readEndTag(start: number): number {
    const source = this.#source;
    if (!isLetter(source.charCodeAt(start + 2))) {
      return start + 2 < source.length ? this.#after('>', start + 2) : INCOMPLETE;
    }
    const nameEnd = this.#endOfName(start + 2);
    const end = this.#after('>', nameEnd);
    if (end !== INCOMPLETE) this.#sink.close(this.#elementName(start + 2, nameEnd));
    return end;
  }

  #endOfName(from: number): number {
    const source = this.#source;
    let at = from;
    while (at < source.length && !endsName(source.charCodeAt(at))) at++;
    return at;
  }

  #elementName(start: number, end: number): string {
    const known = elements(this.#source, start, end);
    return known ?? this.#source.slice(start, Math.min(end, start + MAX_NAME)).toLowerCase();
  }

  #readTag(start: number): number {
    const nameEnd = this.#endOfName(start + 1);
    const end = this.#tag.read(this.#source, nameEnd);
    if (end === INCOMPLETE) return INCOMPLETE;
    const name = this.#elementName(start + 1, nameEnd);
    this.#sink.open(name, this.#tag.attributes, this.#tag.selfClosing);
    if (RAW.has(name) || name === 'plaintext') this.#raw = name;
    return end;
  }

  /** The content of a script and its like, up to its own end tag. */
  #readRaw(): number {
    const source = this.#source;
    const at = this.#at;
    const raw = this.#raw;
    if (raw === 'plaintext') return this.#tellRaw(source.length);
    for (let end = source.indexOf('</', at); end >= 0; end = source.indexOf('</', end + 2)) {
      const nameEnd = end + 2 + raw.length;
      if (nameEnd >= source.length) return this.#tellRaw(end);
      if (!endsName(source.charCodeAt(nameEnd)) || !this.#isNamed(raw, end + 2)) continue;
      const after = this.#after('>', nameEnd);
      if (after === INCOMPLETE) return this.#tellRaw(end);
      this.#tellRaw(end);
      this.#sink.close(raw);
      this.#raw = '';
      return after;
    }
    return this.#tellRaw(source.endsWith('<') ? source.length - 1 : source.length);
  }

  #isNamed(name: string, start: number): boolean {
    return this.#source.slice(start, start + name.length).toLowerCase() === name;
  }

  /** Tells the raw text up to an offset; a second time there, more of the source is needed. */
  #tellRaw(end: number): number {
    if (end <= this.#at) return INCOMPLETE;
    this.#sink.text(this.#source, this.#at, end);
    return end;
  }
}

const isLetter = (code: number): boolean => ((code | 32) - 97) >>> 0 < 26;
