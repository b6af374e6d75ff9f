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

/** Markup tells a detector nothing and declarations mislead it: only what holds high bytes is kept. */
function telling(bytes: Uint8Array): Buffer {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1_000_000));
  const text = all.toString('latin1').replace(/<[^<>]*>/g, ' ');
  const first = Math.max(0, text.search(/[\u0080-\u00ff]/) - 100);
  return Buffer.from(text.slice(first, first + SAMPLE), 'latin1');
}
