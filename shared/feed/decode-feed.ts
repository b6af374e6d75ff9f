import { Buffer, isAscii } from 'node:buffer';
import { withoutControlBytes } from '../text/control-characters.ts';
import { decodeAs, encodingOf, isValidUtf8 } from '../text/decode-bytes.ts';
import { detectEncoding } from '../text/detect-encoding.ts';

export type DecodedFeed = {
  readonly text: string;
  /** A name of the Encoding Standard, or `utf-32le`, `utf-32be`. */
  readonly encoding: string;
};

/**
 * Reads a feed's bytes as text: byte order mark, HTTP, XML declaration, valid UTF-8, detector,
 * in that order (RFC 7303 §3), but a declaration that the bytes contradict is overruled.
 *
 * @example decodeFeed(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), undefined) // { text: 'a', encoding: 'utf-8' }
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | undefined): DecodedFeed {
  const wide = byteOrder(bytes);
  if (wide !== undefined) return read(bytes, wide);

  const utf8 = isValidUtf8(withoutCutEnd(bytes));
  const ascii = utf8 && isAscii(bytes);
  for (const label of [fromHttp(contentType), fromXml(bytes)]) {
    const encoding = label === undefined ? undefined : encodingOf(label);
    // Whoever could read the declaration cannot be reading UTF-16 or UTF-32.
    if (encoding === undefined || /^utf-(16|32)/.test(encoding)) continue;
    if (ascii) return read(bytes, encoding);
    if (utf8) break; // text that is UTF-8 by chance does not occur
    if (encoding === 'utf-8') continue;
    const decoded = read(bytes, encoding);
    if (isReadable(decoded.text)) return decoded;
  }
  return utf8 ? read(bytes, 'utf-8') : readUndeclared(bytes);
}

/** Without the beginning of a character at whose bytes a document was cut off. */
function withoutCutEnd(bytes: Uint8Array): Uint8Array {
  for (let from = bytes.length - 1; from >= 0 && from >= bytes.length - 3; from--) {
    const byte = bytes[from] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte < 0xc0) continue; // in the middle of a character
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return from + length > bytes.length ? bytes.subarray(0, from) : bytes;
  }
  return bytes;
}

/** Mostly UTF-8 with a few broken characters, or a legacy encoding. */
function readUndeclared(bytes: Uint8Array): DecodedFeed {
  const start = read(bytes.subarray(0, SAMPLE), 'utf-8');
  if (isMostlyUtf8(start.text)) return read(bytes, 'utf-8');
  return read(bytes, detectEncoding(bytes) ?? 'windows-1252');
}

const read = (bytes: Uint8Array, encoding: string): DecodedFeed => ({
  text: decodeAs(encoding === 'windows-1252' ? withoutControlBytes(bytes) : bytes, encoding) ?? '',
  encoding,
});

const MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  // No mark, but a `<` that can only be read in one way (XML 1.0, appendix F).
  ['utf-32be', [0, 0, 0, 0x3c]],
  ['utf-32le', [0x3c, 0, 0, 0]],
  ['utf-16be', [0, 0x3c, 0]],
  ['utf-16le', [0x3c, 0]],
];

function byteOrder(bytes: Uint8Array): string | undefined {
  return MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
}

const fromHttp = (contentType: string | undefined): string | undefined =>
  /;\s{0,9}charset\s{0,9}=\s{0,9}["']?\s{0,9}([^\s"';,]{1,40})/i.exec(
    contentType?.slice(0, 500) ?? '',
  )?.[1];

function fromXml(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1000));
  const declaration = /<\?xml\b[^>]{0,300}/i.exec(head.toString('latin1'))?.[0] ?? '';
  return /\bencoding\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i.exec(declaration)?.[1];
}

/** So many bytes tell what the others are. */
const SAMPLE = 1_000_000;

/** One character in a hundred that is not ASCII may be broken. */
const isReadable = (text: string): boolean => isMostlyWhole(text, 100);

/** In a legacy encoding nearly every character that is not ASCII would be broken. */
const isMostlyUtf8 = (text: string): boolean => isMostlyWhole(text, 4);

/** Counted by hand: a pattern would make an object of each character that it finds. */
function isMostlyWhole(text: string, oneIn: number): boolean {
  let broken = 0;
  let beyondAscii = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    beyondAscii += 1;
    if (unit === 0xfffd) broken += 1;
  }
  return broken * oneIn <= beyondAscii;
}
