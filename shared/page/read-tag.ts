import { decodeHTMLAttribute } from 'entities/decode';
import type { NameTable } from './name-table.ts';

export type Attributes = Record<string, string>;

/** Said in place of an offset where the source ends too early. */
export const INCOMPLETE = -1;
/** Enough for any fact; a data: URL of megabytes is not one. */
const MAX_ATTRIBUTE = 20_000;

const GT = 62;
const SLASH = 47;
const EQUALS = 61;

/** Reads what stands in a start tag behind its name: one object for all tags of a page. */
export class TagReader {
  /** Of the tag read last: those of the table, if it has any. */
  attributes: Attributes | undefined;
  selfClosing = false;
  readonly #kept: NameTable;
  #source = '';
  #nameEnd = 0;
  #valueStart = 0;
  #valueEnd = 0;

  constructor(kept: NameTable) {
    this.#kept = kept;
  }

  /** @returns where the tag ends */
  read(source: string, start: number): number {
    this.#source = source;
    let attributes: Attributes | undefined;
    let slash = false;
    let at = start;
    while (at < source.length) {
      const code = source.charCodeAt(at);
      if (code === GT) {
        this.attributes = attributes;
        this.selfClosing = slash;
        return at + 1;
      }
      if (code === SLASH || isSpace(code)) {
        slash ||= code === SLASH;
        at++;
        continue;
      }
      slash = false;
      const name = this.#nameAt(at);
      at = this.#readValue();
      if (at === INCOMPLETE) return INCOMPLETE;
      if (name !== undefined && attributes?.[name] === undefined) {
        attributes ??= {};
        attributes[name] = this.#valueText();
      }
    }
    return INCOMPLETE;
  }

  #nameAt(start: number): string | undefined {
    const source = this.#source;
    // Whatever stands first is part of a name, even an `=`.
    let at = start + 1;
    while (at < source.length) {
      const code = source.charCodeAt(at);
      if (code === EQUALS || endsName(code)) break;
      at++;
    }
    this.#nameEnd = at;
    return this.#kept(source, start, at);
  }

  /** Finds the value behind the name just read, and tells where it ends. */
  #readValue(): number {
    const source = this.#source;
    let at = this.#nameEnd;
    while (isSpace(source.charCodeAt(at))) at++;
    if (at >= source.length) return INCOMPLETE;
    this.#valueStart = this.#valueEnd = at;
    if (source.charCodeAt(at) !== EQUALS) return at;
    at++;
    while (isSpace(source.charCodeAt(at))) at++;
    if (at >= source.length) return INCOMPLETE;
    const quote = source.charCodeAt(at);
    if (quote !== 34 && quote !== 39) return this.#readUnquoted(at);
    this.#valueStart = at + 1;
    const end = source.indexOf(quote === 34 ? '"' : "'", at + 1);
    this.#valueEnd = end;
    return end < 0 ? INCOMPLETE : end + 1;
  }

  #readUnquoted(start: number): number {
    const source = this.#source;
    let at = start;
    while (at < source.length) {
      const code = source.charCodeAt(at);
      if (code === GT || isSpace(code)) break;
      at++;
    }
    this.#valueStart = start;
    this.#valueEnd = at;
    return at < source.length ? at : INCOMPLETE;
  }

  #valueText(): string {
    const valueStart = this.#valueStart;
    const valueEnd = this.#valueEnd;
    const text = this.#source.slice(valueStart, Math.min(valueEnd, valueStart + MAX_ATTRIBUTE));
    return text.includes('&') ? decodeHTMLAttribute(text) : text;
  }
}

const isSpace = (code: number): boolean =>
  code === 32 || code === 10 || code === 9 || code === 13 || code === 12;

/** Whether a character ends the name of an element. */
export const endsName = (code: number): boolean => code === GT || code === SLASH || isSpace(code);
