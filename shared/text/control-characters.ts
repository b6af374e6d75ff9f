import { Buffer } from 'node:buffer';

/** Code points that neither XML nor text may hold, as a regular expression's class lists them. */
const CLASS = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff';
const ANY = new RegExp(`[${CLASS}]`);

/**
 * Leaves out the control characters that feeds carry from word processors and databases.
 *
 * @example withoutControls('a\u0000b\tc') // 'ab\tc'
 */
export function withoutControls(text: string): string {
  if (!ANY.test(text)) return text;
  // Not by replacing: a text of nothing but controls would take many times its size.
  const units = Buffer.allocUnsafe(text.length * 2);
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (!isControl(unit)) end = units.writeUInt16LE(unit, end);
  }
  return units.toString('utf16le', 0, end);
}

const isControl = (unit: number): boolean =>
  (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) || unit > 0xfffd;

/**
 * The same for the bytes of a text in an encoding of one byte a character, before it grows to two.
 *
 * @example withoutControlBytes(Uint8Array.of(0x61, 0, 0x62)) // Uint8Array [0x61, 0x62]
 */
export function withoutControlBytes(bytes: Uint8Array): Uint8Array {
  const first = firstControl(bytes);
  if (first < 0) return bytes;
  const kept = Uint8Array.from(bytes);
  let end = first;
  for (let at = first; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (!isControl(byte)) kept[end++] = byte;
  }
  return kept.subarray(0, end);
}

function firstControl(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at++) if (isControl(bytes[at] ?? 0)) return at;
  return -1;
}
