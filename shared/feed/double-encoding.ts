import { Buffer, isUtf8 } from 'node:buffer';
import { withoutControls } from '../text/control-characters.ts';
import { decodeAs } from '../text/decode-bytes.ts';

/** A lead byte of UTF-8 and a continuation byte, both read as windows-1252 or latin1. */
const SUSPICIOUS =
  /[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/;

let byteOfCharacter: Map<string, number> | undefined;

function windows1252Bytes(): Map<string, number> {
  if (byteOfCharacter !== undefined) return byteOfCharacter;
  byteOfCharacter = new Map();
  for (let byte = 0x80; byte < 0xa0; byte++) {
    byteOfCharacter.set(String.fromCharCode(byte), byte);
    byteOfCharacter.set(decodeAs(Uint8Array.of(byte), 'windows-1252') ?? '', byte);
  }
  return byteOfCharacter;
}

/**
 * Undoes UTF-8 that was taken for windows-1252 and encoded again: `cafÃ©` for `café`.
 *
 * Only where every character fits windows-1252 and all of them make well-formed UTF-8,
 * which real text does not by chance.
 *
 * @example repairDoubleEncoding('cafÃ© â€¦') // 'café …'
 */
export function repairDoubleEncoding(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  const table = windows1252Bytes();
  const bytes = Buffer.allocUnsafe(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const byte = unit < 0x80 || (unit >= 0xa0 && unit <= 0xff) ? unit : table.get(text[at] ?? '');
    if (byte === undefined) return text;
    bytes[at] = byte;
  }
  return isUtf8(bytes) ? withoutControls(bytes.toString('utf8')) : text;
}
