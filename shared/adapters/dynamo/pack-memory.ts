import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { PollDay, PollingState } from '../../model/feed.ts';
import type { Instant } from '../../model/ids.ts';
import { ByteWriter, byteReader } from './packed-bytes.ts';

/** What polling remembers and nobody reads as it stands: packed, a feed that lists thirty entries is a kilobyte. */
export type FeedMemory = Pick<
  PollingState,
  'polls' | 'entriesSeen' | 'bodyHash' | 'lastSuccessAt' | 'lastFullAt' | 'recent' | 'seen'
> & { readonly days: readonly PollDay[] };

type Reader = ReturnType<typeof byteReader>;

const maxUnpackedBytes = 5_000_000;
/** The first byte; gzip, which holds the same as JSON, begins with another. */
const format = 1;
const dayMs = 24 * 60 * 60_000;
/** Of an entry: its key and a fingerprint of what it said, digits of six bits, which fill nine bytes. */
const [keyDigits, printDigits] = [8, 4];
const entryBytes = ((keyDigits + printDigits) * 6) / 8;
const plainKey = /^[\w-]{8}$/;
const plainPrint = /^[\w-]{4}$/;
const plainHash = /^(?:[0-9a-f]{2}){0,100}$/;

const asJson = z.object({ bodyHash: z.string(), seen: z.record(z.string(), z.string()) });

/**
 * Packs a memory as the numbers and the bytes that its texts stand for. As text it would be three times
 * as much, since nothing in it repeats. When articles were published is kept to the second.
 *
 * @example
 * packMemory({ polls: 1, entriesSeen: 1, seen: { mW1vCcf3: 'boak' }, recent: [], days: [] }).length // 18
 */
export function packMemory(memory: FeedMemory): Uint8Array {
  const { lastSuccessAt, lastFullAt, recent, days, seen, bodyHash = '' } = memory;
  const entries = Object.entries(seen);
  const isPlain =
    plainHash.test(bodyHash) &&
    entries.every(([key, print]) => plainKey.test(key) && plainPrint.test(print));
  const writer = new ByteWriter();
  for (const value of [format, memory.polls, memory.entriesSeen]) writer.count(value);
  writeHash(writer, isPlain ? bodyHash : '');
  for (const at of [lastSuccessAt, lastFullAt]) writer.count(at === undefined ? 0 : Date.parse(at));
  writeDays(writer, days);
  writeRecent(writer, recent);
  writer.count(Number(isPlain));
  const digits = entries.map(([key, print]) => `${key}${print}`).join('');
  // Another kind of key or hash, as tests have them: any text will do.
  writer.rest(
    isPlain ? Buffer.from(digits, 'base64url') : gzipSync(JSON.stringify({ bodyHash, seen })),
  );
  return writer.done();
}

/**
 * Reads what {@link packMemory} packed.
 *
 * @throws where the bytes are something else
 *
 * @example
 * unpackMemory(packMemory(memory)) // memory
 */
export function unpackMemory(packed: Uint8Array): FeedMemory {
  const reader = byteReader(packed);
  if (reader.count() !== format) throw new RangeError('a memory of a feed in an unknown format');
  const [polls, entriesSeen] = [reader.count(), reader.count()];
  const hash = reader.hex(reader.count());
  const [lastSuccessAt, lastFullAt] = [reader.count(), reader.count()];
  const days = readDays(reader);
  const recent = readRecent(reader);
  const isPlain = reader.count() === 1;
  const { bodyHash, seen } = isPlain
    ? { bodyHash: hash, seen: entriesIn(reader.rest()) }
    : asJson.parse(unzipped(reader.rest()));
  return {
    ...(bodyHash !== '' && { bodyHash }),
    ...(lastSuccessAt > 0 && { lastSuccessAt: instantOf(lastSuccessAt) }),
    ...(lastFullAt > 0 && { lastFullAt: instantOf(lastFullAt) }),
    ...{ polls, entriesSeen, recent, days, seen },
  };
}

function writeHash(writer: ByteWriter, hash: string): void {
  writer.count(hash.length / 2);
  writer.hex(hash);
}

/** The newest day, and of that and of each before: polls, quiet ones, failed ones; no polls where a day had none. */
function writeDays(writer: ByteWriter, days: readonly PollDay[]): void {
  const numbers = days.map(({ day }) => Date.parse(day) / dayMs);
  const [newest = 0, oldest = newest] = [numbers[0], numbers.at(-1)];
  writer.count(days.length === 0 ? 0 : newest - oldest + 1);
  if (days.length > 0) writer.count(newest);
  for (let at = newest; days.length > 0 && at >= oldest; at--) {
    const { polls = 0, quiet = 0, failed = 0 } = days[numbers.indexOf(at)] ?? {};
    for (const value of [polls, quiet, failed]) writer.count(value);
  }
}

function readDays(reader: Reader): PollDay[] {
  const length = reader.count();
  const newest = length === 0 ? 0 : reader.count();
  return Array.from({ length }, (_, ago) => {
    const day = instantOf((newest - ago) * dayMs).slice(0, 10);
    return { day, polls: reader.count(), quiet: reader.count(), failed: reader.count() };
  }).filter(({ polls }) => polls > 0);
}

function writeRecent(writer: ByteWriter, recent: readonly Instant[]): void {
  writer.count(recent.length);
  let last = 0;
  for (const instant of recent) {
    const second = Math.floor(Date.parse(instant) / 1000);
    writer.step(last - second);
    last = second;
  }
}

function readRecent(reader: Reader): Instant[] {
  let second = 0;
  return Array.from({ length: reader.count() }, () => {
    second -= reader.step();
    return instantOf(second * 1000);
  });
}

function entriesIn(packed: Uint8Array): Record<string, string> {
  if (packed.length % entryBytes !== 0) throw new RangeError('a memory of a feed ends too early');
  const bytes = Buffer.from(packed);
  const seen: Record<string, string> = {};
  for (let at = 0; at < bytes.length; at += entryBytes) {
    const digits = bytes.toString('base64url', at, at + entryBytes);
    seen[digits.slice(0, keyDigits)] = digits.slice(keyDigits);
  }
  return seen;
}

const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString();

/** JSON of gzip, up to a size, whatever an item claims. */
const unzipped = (packed: Uint8Array): unknown =>
  JSON.parse(gunzipSync(packed, { maxOutputLength: maxUnpackedBytes }).toString());
