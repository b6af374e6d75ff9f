import { decodeAs } from './decode-bytes.ts';

/** What was done to a text that reads as garbage. */
export type Mojibake =
  /** UTF-8 read in an encoding of one byte a character: `donâ€™t`, `ط§ظ„ط­ظƒظˆظ…ط©`, `РџСЂРёРІРµС‚`. */
  | 'utf-8-misread'
  /** A legacy encoding read as a Western one: `ÇáÔÑÞ`, `Ïðèâåò`, `powiedzia³`. */
  | 'legacy-misread'
  /** Characters that somebody before us could not read. */
  | 'replaced';

/** Enough of a text to tell; what is garbled is garbled throughout. */
const MAX_READ = 20_000;
const MAX_SAMPLE = 600;
/** Fewer of anything may be chance, or an article about encodings. */
const MIN_COUNT = 3;
const MISREAD_SHARE = 0.6;
const REPLACED_SHARE = 0.002;
const SYMBOL_SHARE = 0.05;
/** Vietnamese, which has the most of them, stays below a third. */
const FOREIGN_LETTER_SHARE = 0.5;
const MIN_FOREIGN_LETTERS = 12;
const CAPITALS_SHARE = 0.8;

/**
 * Recognises text that was decoded in the wrong encoding, here or by whoever published it.
 *
 * @example findMojibake('The mayor saidÂ â€œit doesnâ€™t matterâ€\u009d') // 'utf-8-misread'
 */
export function findMojibake(text: string): Mojibake | undefined {
  const start = text.slice(0, MAX_READ);
  if (isReplaced(start)) return 'replaced';
  const sample = sampleOf(start);
  if (sample.length < MIN_COUNT) return undefined;
  if (isMisreadUtf8(sample) || isMisreadInEastAsian(start, sample)) return 'utf-8-misread';
  const isLegacy =
    isForeignLetters(start, sample) || hasSymbolsInWords(start, sample) || isTurned(sample);
  return isLegacy ? 'legacy-misread' : undefined;
}

/** The first runs of characters beyond ASCII, a space between them. */
function sampleOf(text: string): string {
  let sample = '';
  for (const [run] of text.matchAll(/[^\0-\x7f]+/g)) {
    sample += `${run} `;
    if (sample.length >= MAX_SAMPLE) break;
  }
  return sample.slice(0, MAX_SAMPLE);
}

function isReplaced(text: string): boolean {
  if (!text.includes('\ufffd')) return false;
  const count = text.match(/\ufffd/g)?.length ?? 0;
  return count >= MIN_COUNT && count > text.length * REPLACED_SHARE;
}

/** In these UTF-8 is read by mistake; the first also as ISO 8859-1, with its controls. */
const MISREAD_AS = [
  ...[1252, 1250, 1251, 1253, 1254, 1255, 1256].map((page) => `windows-${page}`),
  ...['koi8-r', 'macintosh'],
];

/** None of them holds a character of writing beyond the box drawings. */
const HIGHEST = 0x2700;

/** For each encoding, which byte a character was: 0 for those that it lacks. */
let tables: readonly Uint8Array[] | undefined;

function tableOf(encoding: string): Uint8Array {
  const table = new Uint8Array(HIGHEST);
  for (let byte = 0x80; byte < 0xa0; byte++) table[byte] = byte;
  const bytes = Uint8Array.from({ length: 128 }, (_, at) => at + 0x80);
  const chars = decodeAs(bytes, encoding) ?? '';
  for (let at = 0; at < chars.length; at++) {
    const code = chars.charCodeAt(at);
    if (code < HIGHEST) table[code] = at + 0x80;
  }
  return table;
}

/** Read back as bytes, nearly all of it is sequences of UTF-8: no language writes like that. */
function isMisreadUtf8(sample: string): boolean {
  tables ??= MISREAD_AS.map(tableOf);
  const common = mostCommon(sample);
  return tables.some((table) => {
    // Each sequence has a lead byte, so one of the commonest characters is one.
    if (!common.some((code) => isLead(table[code] ?? 0))) return false;
    const { sequences, inside, all } = countSequences(sample, table);
    return sequences >= MIN_COUNT && inside >= all * MISREAD_SHARE;
  });
}

function mostCommon(sample: string): number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < sample.length; at++) {
    const code = sample.charCodeAt(at);
    if (code !== 0x20) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([code]) => code);
}

const isLead = (byte: number): boolean => byte >= 0xc2 && byte <= 0xf4;
const isContinuation = (byte: number): boolean => byte >= 0x80 && byte < 0xc0;

/** Bytes that follow a lead byte (RFC 3629, 3). */
const followers = (lead: number): number => (lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3);

function countSequences(sample: string, table: Uint8Array) {
  let [sequences, inside, all] = [0, 0, 0];
  let [left, length] = [0, 0];
  for (let at = 0; at < sample.length; at++) {
    const byte = table[sample.charCodeAt(at)] ?? 0;
    if (byte > 0) all++;
    if (left > 0 && isContinuation(byte)) {
      left--;
      if (left > 0) continue;
      sequences++;
      inside += length;
      continue;
    }
    left = isLead(byte) ? followers(byte) : 0;
    length = left + 1;
  }
  return { sequences, inside, all };
}

/**
 * UTF-8 as Shift JIS is full of 縺 and 繧, and of narrow kana among Latin letters; as GBK of 銆, 锛, 喔:
 * rare words of either language.
 */
function isMisreadInEastAsian(text: string, sample: string): boolean {
  const count = sample.match(/[縺繧繝銆锛锟喔喙紝]/g)?.length ?? 0;
  if (count >= MIN_COUNT && count > sample.length * 0.02) return true;
  if (!/[ﾂ-ﾇ]/.test(sample)) return false;
  return (text.match(/[A-Za-z][ﾂ-ﾇ]/g)?.length ?? 0) >= MIN_COUNT;
}

/** Words of accented Latin letters alone: another script, read as windows-1252. */
function isForeignLetters(text: string, sample: string): boolean {
  const foreign = sample.match(/[\u00c0-\u00ff]/g)?.length ?? 0;
  if (foreign < MIN_FOREIGN_LETTERS) return false;
  const start = text.slice(0, 3000);
  const accented = start.match(/[\u00c0-\u00ff]/g)?.length ?? 0;
  const plain = start.match(/[A-Za-z]/g)?.length ?? 0;
  return accented > (accented + plain) * FOREIGN_LETTER_SHARE;
}

/** `³` and `±` in the middle of words are letters of Latin-2. */
function hasSymbolsInWords(text: string, sample: string): boolean {
  if (!/[¢£¥¦¨©¬®¯±²³µ¶¸¹¼½¾¿]/.test(sample)) return false;
  const symbols = text.slice(0, 3000).match(/(?<=\p{L})[¢£¥¦¨©¬®¯±²³µ¶¸¹¼½¾¿](?=\p{Ll})/gu);
  const count = symbols?.length ?? 0;
  return count >= MIN_COUNT && count > sample.length * SYMBOL_SHARE;
}

const TURNED = /(?<![а-яёА-ЯЁ])[а-яё][А-ЯЁ]{2,}/g;

/** KOI8-R has capitals where windows-1251 has small letters: either read as the other is гЮЦНКНБНЙ. */
function isTurned(sample: string): boolean {
  const count = sample.match(TURNED)?.length ?? 0;
  if (count === 0) return false;
  const letters = sample.match(/[а-яёА-ЯЁ]/g)?.length ?? 0;
  return (sample.match(/[А-ЯЁ]/g)?.length ?? 0) > letters * CAPITALS_SHARE;
}
