import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { FeedId } from '../../model/ids.ts';
import type { DueFeed } from '../../ports/feeds.ts';
import { ByteWriter, byteReader } from './packed-bytes.ts';

const maxUnpackedBytes = 5_000_000;
/** The first byte; gzip begins with another. */
const format = 1;
const idDigits = 20;
const plainId = /^f[0-9a-f]{20}$/;

const asJson = z
  .array(z.tuple([z.string(), z.string()]))
  .transform((all) => all.map(([feedId, dueAt]) => ({ feedId: feedId as FeedId, dueAt })));

/**
 * Packs which feeds were sent, and for when: twelve bytes each, so that those of a minute in which
 * twenty-five come due fit into a write with those of the minutes before.
 *
 * @example
 * packSent([{ feedId: feedIdOf('https://news.example/rss'), dueAt: '2026-01-05T10:00:00.000Z' }]).length // 18
 */
export function packSent(sent: readonly DueFeed[]): Uint8Array {
  if (!sent.every(({ feedId }) => plainId.test(feedId)))
    return gzipSync(JSON.stringify(sent.map(({ feedId, dueAt }) => [feedId, dueAt])));
  const writer = new ByteWriter();
  writer.count(format);
  writer.count(sent.length);
  let last = 0;
  for (const { feedId, dueAt } of sent.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))) {
    const at = Date.parse(dueAt);
    writer.count(at - last);
    writer.hex(feedId.slice(1));
    last = at;
  }
  return writer.done();
}

/**
 * Reads what {@link packSent} packed, longest due first.
 *
 * @throws where the bytes are something else
 *
 * @example
 * unpackSent(packSent(sent)) // sent
 */
export function unpackSent(packed: Uint8Array): DueFeed[] {
  if (packed[0] !== format) {
    const json = gunzipSync(packed, { maxOutputLength: maxUnpackedBytes }).toString();
    return asJson.parse(JSON.parse(json));
  }
  const reader = byteReader(packed.subarray(1));
  let at = 0;
  return Array.from({ length: reader.count() }, () => {
    at += reader.count();
    const dueAt = new Date(at).toISOString();
    return { feedId: `f${reader.hex(idDigits / 2)}` as FeedId, dueAt };
  });
}
