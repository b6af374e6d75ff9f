import { decodeHTMLStrict, replaceCodePoint } from 'entities/decode';

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

/** What a document itself declares an entity to stand for. */
export type DeclaredEntities = (name: string) => string | undefined;

const SEMICOLON = 59;
const HASH = 35;
/** `&CounterClockwiseContourIntegral;` is the longest. */
const MAX_REFERENCE = 34;
/** Pieces that are joined at once: a text of a million references must not take a million strings. */
const BATCH = 1024;

/**
 * Replaces character references as a forgiving reader of feeds does: HTML's names in XML
 * too, windows-1252 where a number means a C1 control, a lone `&` and what nobody knows as
 * they stand.
 *
 * @example decodeReferences('Fish &amp; chips &#146;n&rsquo; &unknown; AT&T') // 'Fish & chips ’n’ &unknown; AT&T'
 */
export function decodeReferences(text: string, declared?: DeclaredEntities): string {
  let next = text.indexOf('&');
  if (next < 0) return text;
  const batches: string[] = [];
  let pieces: string[] = [];
  let done = 0;
  while (next >= 0) {
    const end = endOfReference(text, next);
    const decoded = end < 0 ? undefined : decodeReference(text, next, end, declared);
    if (decoded !== undefined) {
      pieces.push(text.slice(done, next), decoded);
      done = text.charCodeAt(end) === SEMICOLON ? end + 1 : end;
      if (pieces.length > BATCH) {
        batches.push(pieces.join(''));
        pieces = [];
      }
    }
    next = text.indexOf('&', Math.max(done, next + 1));
  }
  pieces.push(text.slice(done));
  batches.push(pieces.join(''));
  const decoded = batches.join('');
  return /&#/.test(text) ? decoded.replace(/\p{Surrogate}/gu, '\ufffd') : decoded;
}

/** Where the name or number behind an `&` ends; negative when there is none. */
function endOfReference(text: string, start: number): number {
  const isNumber = text.charCodeAt(start + 1) === HASH;
  const first = start + (isNumber ? 2 : 1);
  const limit = Math.min(text.length, first + MAX_REFERENCE);
  let at = first;
  while (at < limit && isWordCharacter(text.charCodeAt(at))) at += 1;
  // A number may lack its semicolon, a name may not: «?a=1&copy=2» is no ©.
  if (at === first || (!isNumber && text.charCodeAt(at) !== SEMICOLON)) return -1;
  return at;
}

const isWordCharacter = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57);

function decodeReference(
  text: string,
  start: number,
  end: number,
  declared: DeclaredEntities | undefined,
): string | undefined {
  const name = text.slice(start + 1, end);
  if (name.charCodeAt(0) !== HASH) return declared?.(name) ?? htmlEntity(name);
  const isHex = (name.charCodeAt(1) | 32) === 120;
  const digits = isHex ? name.slice(2) : name.slice(1);
  if (!(isHex ? /^[\da-f]{1,8}$/i : /^\d{1,9}$/).test(digits)) return undefined;
  return character(Number.parseInt(digits, isHex ? 16 : 10));
}

function character(point: number): string {
  // U+0000 to U+001F but for white space are in no text; XML forbids them.
  if (point < 32 && point !== 9 && point !== 10 && point !== 13) return '';
  // Halves of a character are put together where both are there: `&#55357;&#56832;`.
  if (point >= 0xd800 && point <= 0xdfff) return String.fromCharCode(point);
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
