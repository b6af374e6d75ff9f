import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { PollingState } from '../../model/feed.ts';

/** What polling remembers of entries: it changes when a document does, which is at few polls. */
export type FeedMemory = Pick<PollingState, 'seen' | 'recent'>;

const maxUnpackedBytes = 5_000_000;
/** The first byte; gzip, which holds the same as JSON, begins with another. */
const format = 1;
const countBytes = 2;
const instantBytes = 6;
/** Of an entry: its key and a fingerprint of what it said, digits of six bits, which fill fifteen bytes. */
const [keyDigits, printDigits] = [12, 8];
const entryBytes = ((keyDigits + printDigits) * 6) / 8;
const plainKey = /^[\w-]{12}$/;
const plainPrint = /^[\w-]{8}$/;

const instant = z.iso.datetime({ precision: 3 });
const asJson = z.object({ seen: z.record(z.string(), z.string()), recent: z.array(instant) });

/**
 * Packs a memory as the bytes that its keys and fingerprints stand for: those of fifty entries fit into
 * a kilobyte, which is one write. As text they would be half as much again, since nothing in them repeats.
 *
 * @example
 * packEntries({ seen: { mW1vCcf3Xq0T: 'boakv4CU' }, recent: [] }).length // 18
 */
export function packEntries({ seen, recent }: FeedMemory): Uint8Array {
  const entries = Object.entries(seen);
  const isPlain = entries.every(([key, print]) => plainKey.test(key) && plainPrint.test(print));
  // Another kind of key, of an older version or a test: any text will do.
  if (!isPlain || recent.length > 0xffff) return gzipSync(JSON.stringify({ seen, recent }));
  const head = Buffer.alloc(1 + countBytes + recent.length * instantBytes);
  head.writeUInt8(format, 0);
  head.writeUInt16BE(recent.length, 1);
  for (const [at, each] of recent.entries())
    head.writeUIntBE(Date.parse(each), 1 + countBytes + at * instantBytes, instantBytes);
  const digits = entries.map(([key, print]) => `${key}${print}`).join('');
  return Buffer.concat([head, Buffer.from(digits, 'base64url')]);
}

/**
 * Reads what {@link packEntries} packed, and what was JSON once.
 *
 * @throws where the bytes are neither
 *
 * @example
 * unpackEntries(packEntries(memory)) // memory
 */
export function unpackEntries(packed: Uint8Array): FeedMemory {
  const bytes = Buffer.from(packed);
  if (bytes[0] !== format) return asJson.parse(unzipped(bytes));
  const count = bytes.readUInt16BE(1);
  const entriesAt = 1 + countBytes + count * instantBytes;
  const recent = Array.from({ length: count }, (_, at) =>
    new Date(bytes.readUIntBE(1 + countBytes + at * instantBytes, instantBytes)).toISOString(),
  );
  if ((bytes.length - entriesAt) % entryBytes !== 0)
    throw new RangeError('a memory of a feed ends too early');
  const seen: Record<string, string> = {};
  for (let at = entriesAt; at < bytes.length; at += entryBytes) {
    const digits = bytes.toString('base64url', at, at + entryBytes);
    seen[digits.slice(0, keyDigits)] = digits.slice(keyDigits, keyDigits + printDigits);
  }
  return { seen, recent };
}

/** JSON of gzip, up to a size, whatever an item claims. */
export const unzipped = (packed: Uint8Array): unknown =>
  JSON.parse(gunzipSync(packed, { maxOutputLength: maxUnpackedBytes }).toString());
