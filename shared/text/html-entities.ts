import { decodeHTMLStrict } from 'entities';
import { replaceCodePoint } from 'entities/decode';

const REFERENCE = /&(?:#[xX]([0-9a-fA-F]{1,8})|#(\d{1,9})|([a-zA-Z][a-zA-Z0-9]{0,31}));?/g;

const named = new Map<string, string>();

/** What HTML makes of `&name;`, or `undefined` where it knows no such name. */
function htmlEntity(name: string): string | undefined {
  let text = named.get(name);
  if (text === undefined) {
    const reference = `&${name};`;
    const decoded = decodeHTMLStrict(reference);
    text = decoded === reference ? '' : decoded;
    if (named.size < 3000) named.set(name, text);
  }
  return text === '' ? undefined : text;
}

/**
 * Replaces character references as a forgiving reader of feeds does: HTML's names in XML
 * too, windows-1252 where a number means a C1 control, a lone `&` and what nobody knows as
 * they stand.
 *
 * @param declared entities that the document itself declares
 * @example decodeReferences('Fish &amp; chips &#146;n&rsquo; &unknown; AT&T') // 'Fish & chips ’n’ &unknown; AT&T'
 */
export function decodeReferences(text: string, declared?: ReadonlyMap<string, string>): string {
  if (!text.includes('&')) return text;
  return text.replace(
    REFERENCE,
    (reference: string, hex?: string, decimal?: string, name?: string) => {
      if (name === undefined) return character(hex, decimal);
      if (!reference.endsWith(';')) return reference;
      return declared?.get(name) ?? htmlEntity(name) ?? reference;
    },
  );
}

function character(hex: string | undefined, decimal: string | undefined): string {
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  // U+0000 to U+001F but for white space are in no text; XML forbids them.
  if (point < 32 && point !== 9 && point !== 10 && point !== 13) return '';
  return String.fromCodePoint(replaceCodePoint(point));
}

/**
 * Writes text so that HTML reads it back as that text.
 *
 * @example escapeHtml('a < b & c') // 'a &lt; b &amp; c'
 */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
