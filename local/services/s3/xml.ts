import { decodeXML, escapeUTF8 } from 'entities';

/** Markup of an answer; a list repeats its element. */
export type XmlValue =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

/**
 * Writes an element with its children, leaving out what is `undefined`.
 *
 * @example
 * toXml('Error', { Code: 'NoSuchKey', Key: 'a&b' }) // '<Error><Code>NoSuchKey</Code><Key>a&amp;b</Key></Error>'
 */
export function toXml(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((each) => toXml(name, each)).join('');
  if (typeof value !== 'object') return `<${name}>${escapeText(String(value))}</${name}>`;
  const children = Object.entries(value).map(([child, content]) => toXml(child, content));
  return `<${name}>${children.join('')}</${name}>`;
}

/** A bare carriage return would be read as a line feed. */
const escapeText = (text: string) => escapeUTF8(text).replaceAll('\r', '&#xD;');

/**
 * Finds the contents of all elements of a name, for the flat markup of S3 requests.
 *
 * @example
 * elementsOf('<Object><Key>a</Key></Object><Object><Key>b</Key></Object>', 'Object')
 * // ['<Key>a</Key>', '<Key>b</Key>']
 */
export function elementsOf(xml: string, name: string): string[] {
  const found: string[] = [];
  const [open, close] = [`<${name}>`, `</${name}>`];
  for (let start = xml.indexOf(open); start !== -1; start = xml.indexOf(open, start)) {
    const end = xml.indexOf(close, start);
    if (end === -1) break;
    found.push(xml.slice(start + open.length, end));
    start = end + close.length;
  }
  return found;
}

/** The text of the first element of a name. */
export function textOf(xml: string, name: string): string | undefined {
  const content = elementsOf(xml, name)[0];
  return content === undefined ? undefined : decodeXML(content);
}
