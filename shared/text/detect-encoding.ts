import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import { encodingOf } from './decode-bytes.ts';

type Detector = {
  detect(sample: Buffer): { readonly encoding: string | null; readonly confidence: number };
};
let detector: Detector | undefined;

const SAMPLE = 20_000;
const MIN_CONFIDENCE = 0.05;

/**
 * Guesses the encoding of bytes that nothing declares.
 *
 * The detector is megabytes of tables: it is loaded when it is first needed, which is rare.
 *
 * @returns `undefined` when there is nothing to go by
 */
export function detectEncoding(bytes: Uint8Array): string | undefined {
  detector ??= createRequire(import.meta.url)('jschardet') as Detector;
  const { encoding, confidence } = detector.detect(telling(bytes));
  return encoding === null || confidence < MIN_CONFIDENCE ? undefined : encodingOf(encoding);
}

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const SPACE = 0x20;
/** So far a page is looked through for bytes that tell. */
const LOOKED_AT = 1_000_000;
/** ASCII before the first byte that tells, which some detectors weigh. */
const BEFORE = 100;

/**
 * Markup tells a detector nothing and declarations mislead it: only what holds high bytes is kept.
 *
 * Byte by byte: a pattern would make an object of each tag, which is sixty megabytes for a megabyte of tags.
 */
function telling(bytes: Uint8Array): Buffer {
  const sample = Buffer.allocUnsafe(SAMPLE);
  const end = Math.min(bytes.length, LOOKED_AT);
  let size = 0;
  let isTelling = false;
  for (let at = 0; at < end && size < SAMPLE; at++) {
    const close = bytes[at] === LESS_THAN ? endOfTag(bytes, at, end) : -1;
    const byte = close < 0 ? (bytes[at] ?? 0) : SPACE;
    if (close > 0) at = close;
    const isFirst: boolean = !isTelling && byte >= 0x80;
    isTelling ||= isFirst;
    if (size > BEFORE && (isFirst || (!isTelling && size === SAMPLE - 1))) {
      sample.copyWithin(0, size - BEFORE, size);
      size = BEFORE;
    }
    sample[size++] = byte;
  }
  return sample.subarray(0, size);
}

/** Where a tag ends; negative where another begins first. */
function endOfTag(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    if (bytes[at] === GREATER_THAN) return at;
    if (bytes[at] === LESS_THAN) return -1;
  }
  return -1;
}
