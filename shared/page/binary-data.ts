import { Buffer } from 'node:buffer';
import { isUtf16 } from './decode-page.ts';

/** A picture or an archive shows what it is at once. */
const looked = 65_536;
/** A page may hold a stray one; a compressed file is a tenth of them. */
const mostShare = 0.01;

/** A page that begins like one is one, whatever stands in it. */
const markup = /<(?:!doctype|\?xml|html|head|body|meta|title|div)\b/i;

/** Bytes that no text in an encoding of the web holds (WHATWG MIME Sniffing, 3), but UTF-16. */
const isBinaryByte = (byte: number): boolean =>
  byte <= 0x08 || byte === 0x0b || (byte >= 0x0e && byte <= 0x1a) || (byte >= 0x1c && byte <= 0x1f);

/**
 * Whether what came in place of a page is a picture, an archive or anything else that is no text,
 * whatever its server calls it.
 *
 * @example
 * isBinaryData(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) // true
 */
export function isBinaryData(bytes: Uint8Array): boolean {
  if (isUtf16(bytes)) return false;
  const start = bytes.subarray(0, looked);
  let count = 0;
  for (const byte of start) if (isBinaryByte(byte)) count++;
  if (count <= start.length * mostShare) return false;
  const head = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, 4096));
  return !markup.test(head.toString('latin1'));
}
