import { Buffer } from 'node:buffer';
import { withoutControls } from '../text/control-characters.ts';
import { escapeHtml } from '../text/html-entities.ts';
import { repairDoubleEncoding } from './double-encoding.ts';
import { attribute, childrenNamed, textOf, type XmlElement } from './element.ts';
import { holdsUrl, resolveUrl, resolveUrlsInHtml } from './relative-urls.ts';

/** What the type of a text construct says of its text (RFC 4287 §3.1, Atom 0.3 `mode`). */
type TextKind = 'plain' | 'html' | 'xhtml' | 'base64';

/**
 * The text of a title, a summary or a content: HTML where the feed says that it is HTML,
 * or where RSS leaves it open; relative URLs in HTML are made absolute.
 */
export function readText(given: XmlElement | undefined): string | undefined {
  if (given === undefined) return undefined;
  const element = bestAlternative(given);
  const kind = textKind(element);
  const text = kind === 'base64' ? decodeBase64(textOf(element)) : markupOf(element, kind);
  if (text === undefined || text === '') return undefined;
  const repaired = repairDoubleEncoding(withoutEscapedCdata(text));
  return kind === 'plain' ? repaired : resolveUrlsInHtml(repaired, element.base);
}

/** {@link readText} of the first child of these names that says something. */
export function childMarkup(parent: XmlElement, names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const part of parent.parts) {
      if (typeof part === 'string' || part.name !== name) continue;
      const text = readText(part);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

/** Of several forms of a text the last is the best (RFC 2046 §5.1.4); Atom 0.3 puts them into one element. */
const bestAlternative = (element: XmlElement): XmlElement =>
  attribute(element, 'type')?.toLowerCase() === 'multipart/alternative'
    ? (childrenNamed(element, element.name).at(-1) ?? element)
    : element;

/** `&lt;![CDATA[Rain]]&gt;`, where a program escaped what another had put into CDATA. */
const withoutEscapedCdata = (text: string): string =>
  text.startsWith('<![CDATA[') && text.endsWith(']]>') ? text.slice(9, -3).trim() : text;

function textKind(element: XmlElement): TextKind {
  const type = attribute(element, 'type')?.toLowerCase();
  const mode = attribute(element, 'mode')?.toLowerCase();
  if (mode === 'base64') return 'base64';
  if (type === 'xhtml' || type === 'application/xhtml+xml') return 'xhtml';
  if (mode === 'xml' && type !== undefined && /html|xml/.test(type)) return 'xhtml';
  if (type === 'text' || type === 'text/plain') return 'plain';
  if (type === undefined || /html|^text\/|[/+]xml$/.test(type)) return 'html';
  return /^[\w.-]+\/[\w.+-]+$/.test(type) && element.name === 'content' ? 'base64' : 'html';
}

function decodeBase64(text: string | undefined): string | undefined {
  const packed = text?.replace(/\s+/g, '');
  if (packed === undefined || !/^[\w+/=-]*$/.test(packed)) return text;
  return withoutControls(Buffer.from(packed, 'base64').toString('utf8')).trim();
}

function markupOf(element: XmlElement, kind: TextKind): string | undefined {
  if (element.parts.every((part) => typeof part === 'string')) {
    const text = textOf(element);
    return kind === 'xhtml' && text !== undefined ? escapeHtml(text) : text;
  }
  const text = element.parts.filter((part) => typeof part === 'string').join('');
  const isMixed = kind !== 'xhtml' && /[<&]/.test(text);
  const inner = kind === 'xhtml' ? insideOnlyDiv(element) : element;
  return serialize(inner, !isMixed).trim();
}

/** The `div` of an XHTML construct is no part of its content (RFC 4287 §3.1.1.3). */
function insideOnlyDiv(element: XmlElement): XmlElement {
  const parts = element.parts.filter((part) => typeof part !== 'string' || part.trim() !== '');
  const [only] = parts;
  return parts.length === 1 && typeof only === 'object' && /(^|:)div$/.test(only.name)
    ? only
    : element;
}

/** The children of an element as HTML, without prefixes. */
function serialize(element: XmlElement, escapeText: boolean): string {
  const pieces: string[] = [];
  const waiting: (string | XmlElement | { readonly markup: string })[] = [
    ...element.parts,
  ].reverse();
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (typeof part === 'string') {
      pieces.push(escapeText ? escapeHtml(part) : part);
    } else if ('markup' in part) {
      pieces.push(part.markup);
    } else {
      const name = localName(part.name);
      pieces.push(`<${name}${serializeAttributes(part)}>`);
      if (!VOID.has(name)) waiting.push({ markup: `</${name}>` });
      for (let at = part.parts.length - 1; at >= 0; at--) waiting.push(part.parts[at] ?? '');
    }
  }
  return pieces.join('');
}

const VOID: ReadonlySet<string> = new Set([
  'br',
  'hr',
  'img',
  'input',
  'wbr',
  'area',
  'col',
  'embed',
  'source',
  'track',
  'param',
]);

const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

function serializeAttributes({ attributes, base }: XmlElement): string {
  let text = '';
  for (const [name, value] of attributes) {
    if (name.startsWith('xmlns') || name.startsWith('xml:')) continue;
    const plain = holdsUrl(name) ? (resolveUrl(value, base) ?? '') : value;
    text += ` ${name}="${plain.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`;
  }
  return text;
}
