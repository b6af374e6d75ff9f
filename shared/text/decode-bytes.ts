import { Buffer, isAscii, isUtf8 } from 'node:buffer';

/** What windows-1252 makes of bytes 0x80 to 0x9F; Node 20 reads them as C1 controls (nodejs/node#59515). */
const WINDOWS_1252_HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Names seen in the wild that the Encoding Standard lacks. */
const ALIASES: Readonly<Record<string, string>> = {
  u8: 'utf-8',
  utf8mb4: 'utf-8',
  u16: 'utf-16',
  cp874: 'windows-874',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'big5-eten': 'big5',
  'ansi-x3.4': 'us-ascii',
  '646': 'us-ascii',
  'iso-10646-ucs-2': 'utf-16',
  'iso-10646-ucs-4': 'utf-32',
  'ucs-4': 'utf-32',
  u32: 'utf-32',
};

/**
 * The name under which we know an encoding: a WHATWG encoding or `utf-32le`, `utf-32be`.
 *
 * @returns `undefined` for a label that we cannot decode
 * @example encodingOf(' Latin1 ') // 'windows-1252'
 */
export function encodingOf(label: string): string | undefined {
  const plain = label
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z0-9._:-]/g, '');
  const dashed = plain.replaceAll('_', '-');
  const name = ALIASES[dashed] ?? dashed;
  if (/^utf-?32-?be$/.test(name)) return 'utf-32be';
  if (/^utf-?32(-?le)?$/.test(name)) return 'utf-32le';
  const utf16 = /^utf-?16-?(le|be)?$/.exec(name);
  if (utf16 !== null) return `utf-16${utf16[1] ?? 'le'}`;
  return whatwgName(name) ?? whatwgName(plain);
}

function whatwgName(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

/**
 * Reads bytes as text in the encoding that a label names; what is malformed becomes U+FFFD
 * and a byte order mark is dropped.
 *
 * @returns `undefined` for a label that we cannot decode
 * @example decodeAs(Uint8Array.of(0x93, 0x68, 0x69, 0x94), 'iso-8859-1') // '“hi”'
 */
export function decodeAs(bytes: Uint8Array, label: string): string | undefined {
  const encoding = encodingOf(label);
  if (encoding === undefined) return undefined;
  if (encoding === 'utf-8') return decodeUtf8(bytes);
  if (encoding === 'windows-1252') return decodeWindows1252(bytes);
  if (encoding.startsWith('utf-32')) return decodeUtf32(bytes, encoding === 'utf-32le');
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * Tells whether bytes are well-formed UTF-8; plain ASCII is.
 *
 * @example isValidUtf8(Uint8Array.of(0xc3, 0xa9)) // true
 */
export function isValidUtf8(bytes: Uint8Array): boolean {
  return isUtf8(bytes);
}

/** Several times faster than `TextDecoder`, to the same result. */
function decodeUtf8(bytes: Uint8Array): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const start = bytes.byteOffset + (hasMark ? 3 : 0);
  const text = Buffer.from(bytes.buffer, start, bytes.byteLength - (hasMark ? 3 : 0));
  return isAscii(bytes) ? text.toString('latin1') : text.toString('utf8');
}

/** Strings that fit the young heap: one of a whole page costs more to allocate than to decode. */
const PIECE = 32_768;
/** Pieces end in front of a tag where there is one near, so that few names and no entities are cut. */
const NEAR = 4096;

/**
 * Reads well-formed UTF-8 as pieces of text that together are the whole; a byte order mark is dropped.
 *
 * @example utf8Pieces(new TextEncoder().encode('<p>naïve')) // ['<p>naïve']
 */
export function utf8Pieces(bytes: Uint8Array): string[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  let from = all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf ? 3 : 0;
  while (from < all.length) {
    const end = endOfPiece(all, from);
    // Most pieces of most pages are plain ASCII, which needs no decoding.
    const encoding = isAscii(all.subarray(from, end)) ? 'latin1' : 'utf8';
    pieces.push(all.toString(encoding, from, end));
    from = end;
  }
  return pieces;
}

function endOfPiece(all: Buffer, from: number): number {
  let end = from + PIECE;
  if (end >= all.length) return all.length;
  const tag = all.subarray(end - NEAR, end).lastIndexOf(0x3c);
  if (tag > 0) return end - NEAR + tag;
  while (((all[end] ?? 0) & 0xc0) === 0x80) end++;
  return end;
}

function decodeWindows1252(bytes: Uint8Array): string {
  if (!hasC1(bytes))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  // Not by replacing: a text of nothing but these would take many times its size.
  const utf16 = Buffer.allocUnsafe(bytes.byteLength * 2);
  let end = 0;
  for (const byte of bytes)
    end = utf16.writeUInt16LE(isC1(byte) ? WINDOWS_1252_HIGH.charCodeAt(byte - 0x80) : byte, end);
  return utf16.toString('utf16le');
}

const isC1 = (byte: number): boolean => byte >= 0x80 && byte < 0xa0;

/** A loop, as `some` calls a function for each of ten million bytes. */
function hasC1(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (isC1(bytes[at] ?? 0)) return true;
  return false;
}

/** The Encoding Standard has no UTF-32, feeds do. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf16 = Buffer.allocUnsafe(bytes.byteLength - (bytes.byteLength % 4));
  let end = 0;
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
    const point = view.getUint32(at, littleEndian);
    if (at === 0 && point === 0xfeff) continue;
    end = writePoint(utf16, end, isScalar(point) ? point : 0xfffd);
  }
  return utf16.toString('utf16le', 0, end);
}

const isScalar = (point: number): boolean =>
  point < 0xd800 || (point > 0xdfff && point <= 0x10ffff);

/** @returns the offset behind what was written */
function writePoint(utf16: Buffer, at: number, point: number): number {
  if (point < 0x10000) return utf16.writeUInt16LE(point, at);
  const high = utf16.writeUInt16LE(0xd800 + ((point - 0x10000) >> 10), at);
  return utf16.writeUInt16LE(0xdc00 + ((point - 0x10000) & 0x3ff), high);
}
