import { Buffer, isAscii } from 'node:buffer';
import { decodeAs, encodingOf, isValidUtf8, utf8Pieces } from '../text/decode-bytes.ts';
import { detectEncoding } from '../text/detect-encoding.ts';
import { isWrittenIn } from '../text/encoding-languages.ts';
import { findMojibake } from '../text/mojibake.ts';
import { isPlausible } from '../text/plausible-text.ts';

export type DecodedPage = {
  /** The text, cut where it suited: long strings are dear. */
  readonly pieces: readonly string[];
  /** The encoding that the text was read in: `utf-8`, `windows-1256`. */
  readonly encoding: string;
  readonly encodingFrom: 'bom' | 'declared' | 'valid-utf-8' | 'detected' | 'assumed';
};

/** A declaration is believed until it leaves more than this share of characters unreadable. */
const MAX_UNREADABLE = 0.002;
/** At least that share of the first bytes is zero in UTF-16. */
const UTF_16_ZEROS = 0.3;
const META_CHARSET =
  /<(?:meta\s[^>]{0,300}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,30})/i;
const CHARSET_PARAMETER = /charset\s*=\s*["']?([^\s"';,]{1,40})/i;

/**
 * Reads a page's bytes as text: byte order mark, HTTP, meta, valid UTF-8, detector, in that order,
 * but a declaration that the bytes contradict is overruled.
 *
 * @example decodePage(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), undefined).pieces // ['a']
 */
export function decodePage(bytes: Uint8Array, contentType: string | undefined): DecodedPage {
  const bom = bomEncoding(bytes);
  const utf8 = isValidUtf8(bytes);
  if (bom === 'utf-8' && utf8) return readUtf8(bytes, 'bom');
  if (bom !== undefined) return read(bytes, bom, 'bom');
  const utf16 = utf16Encoding(bytes);
  if (utf16 !== undefined) return read(bytes, utf16, 'detected');
  const fromHttp = CHARSET_PARAMETER.exec(contentType ?? '')?.[1];
  const declared = declaredEncoding(bytes, fromHttp);
  if (utf8 && (declared === undefined || declared === 'utf-8' || !isAscii(bytes))) {
    return readUtf8(bytes, declared === 'utf-8' ? 'declared' : 'valid-utf-8');
  }
  if (declared !== undefined) {
    const page = read(bytes, declared, 'declared');
    if (isReadable(page, MAX_UNREADABLE)) return garbledOtherwise(bytes, page) ?? page;
  }
  if (utf8) return readUtf8(bytes, 'valid-utf-8');
  return decodeUndeclared(bytes, declared);
}

/**
 * What the detector reads where a declaration can be followed but makes garbage of the text, or names
 * an encoding that the page's language is not written in, while the detector names one that it is.
 */
function garbledOtherwise(bytes: Uint8Array, page: DecodedPage): DecodedPage | undefined {
  const html = page.pieces[0] ?? '';
  const language = HTML_LANG.exec(html.slice(0, 5000))?.[1];
  const garbled = isGarbled(page);
  if (!garbled && (language === undefined || isWrittenIn(language, page.encoding)))
    return undefined;
  const detected = detectEncoding(bytes);
  if (detected === undefined || detected === page.encoding) return undefined;
  if (!garbled && !isWrittenIn(language ?? '', detected)) return undefined;
  const other = read(bytes, detected, 'detected');
  return isReadable(other, MAX_UNREADABLE) && !isGarbled(other) ? other : undefined;
}

function isGarbled({ pieces, encoding }: DecodedPage): boolean {
  const text = (pieces[0] ?? '').slice(0, 200_000).replace(/<[^<>]*>/g, ' ');
  return findMojibake(text) !== undefined || !isPlausible(text, encoding);
}

const HTML_LANG = /<html[^>]{0,300}\slang\s*=\s*["']?([a-z]{2,3})\b/i;

/** Bytes that no declaration fits: mostly UTF-8 with a few broken characters, or a legacy encoding. */
function decodeUndeclared(bytes: Uint8Array, declared: string | undefined): DecodedPage {
  const asUtf8 = read(bytes, 'utf-8', 'assumed');
  if (isReadable(asUtf8, MAX_UNREADABLE)) return asUtf8;
  const detected = detectEncoding(bytes);
  if (detected !== undefined) {
    const page = read(bytes, detected, 'detected');
    if (isReadable(page, MAX_UNREADABLE * 5)) return page;
  }
  if (declared !== undefined && declared !== 'utf-8') return read(bytes, declared, 'declared');
  return declared === 'utf-8' ? asUtf8 : read(bytes, 'windows-1252', 'assumed');
}

function read(
  bytes: Uint8Array,
  encoding: string,
  encodingFrom: DecodedPage['encodingFrom'],
): DecodedPage {
  const pieces = [decodeAs(bytes, encoding) ?? ''];
  return { pieces, encoding: encoding.toLowerCase(), encodingFrom };
}

const readUtf8 = (bytes: Uint8Array, encodingFrom: DecodedPage['encodingFrom']): DecodedPage => ({
  pieces: utf8Pieces(bytes),
  encoding: 'utf-8',
  encodingFrom,
});

function bomEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return undefined;
}

/** Whether a page begins as one in UTF-16 does, where zeros are part of the text. */
export const isUtf16 = (bytes: Uint8Array): boolean =>
  (bomEncoding(bytes) ?? utf16Encoding(bytes))?.startsWith('utf-16') === true;

/** Markup in UTF-16 is every other byte zero; no other encoding of a page holds zeros. */
function utf16Encoding(bytes: Uint8Array): string | undefined {
  const start = bytes.subarray(0, 128);
  let [even, odd] = [0, 0];
  for (const [at, byte] of start.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const most = start.length * UTF_16_ZEROS;
  if (odd > most && even <= odd * 0.1) return 'utf-16le';
  return even > most && odd <= even * 0.1 ? 'utf-16be' : undefined;
}

function declaredEncoding(bytes: Uint8Array, fromHttp: string | undefined): string | undefined {
  const http = fromHttp === undefined ? undefined : encodingOf(fromHttp);
  if (http !== undefined) return http;
  return metaEncoding(bytes);
}

/** The HTML Standard's prescan stops after 1024 bytes; many heads declare later. */
function metaEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16_384));
  const text = head.toString('latin1').replace(/<!--[\s\S]*?-->/g, ' ');
  const found = META_CHARSET.exec(text)?.[1];
  const encoding = found === undefined ? undefined : encodingOf(found);
  // A declaration that could be read as ASCII is not in UTF-16 (HTML Standard, 13.2.3.2).
  return encoding?.startsWith('utf-16') ? 'utf-8' : encoding;
}

function isReadable({ pieces }: DecodedPage, most: number): boolean {
  const text = pieces[0] ?? '';
  return text !== '' && unreadableShare(text) <= most;
}

/** Replacement characters and C1 controls, as a share of what is not ASCII. */
function unreadableShare(html: string): number {
  let unreadable = 0;
  let high = 1;
  for (let at = 0; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code < 0x80) continue;
    high++;
    if (code === 0xfffd || code < 0xa0) unreadable++;
  }
  return unreadable < 3 ? 0 : unreadable / high;
}

/** The length of a text in pieces. */
export const charsOf = (pieces: readonly string[]): number =>
  pieces.reduce((sum, { length }) => sum + length, 0);
