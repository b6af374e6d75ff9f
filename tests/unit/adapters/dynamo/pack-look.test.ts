import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packSent, unpackSent } from '../../../../shared/adapters/dynamo/pack-look.ts';
import type { FeedId } from '../../../../shared/model/ids.ts';
import { feedIdOf } from '../../../../shared/url/ids.ts';

/** Feeds that came due one after the other within three minutes. */
const sent = Array.from({ length: 70 }, (_, at) => ({
  feedId: feedIdOf(`https://news.example/${at}`),
  dueAt: new Date(Date.parse('2026-01-05T10:00:00.000Z') + at * 2571).toISOString(),
}));

describe('the feeds that were sent', () => {
  it('come back as they were packed, longest due first', () => {
    expect(unpackSent(packSent(sent.toReversed()))).toEqual(sent);
    expect(unpackSent(packSent([]))).toEqual([]);
  });

  it('of three minutes fit into one write, where five thousand feeds make forty polls a minute', () => {
    expect(packSent(sent).length).toBeLessThan(1024 - 80);
  });

  it('may have other ids', () => {
    const others = [{ feedId: 'f1' as FeedId, dueAt: '2026-01-05T10:00:00.000Z' }];
    expect(unpackSent(packSent(others))).toEqual(others);
  });

  it('are refused where they were cut off, and where they are something else', () => {
    const packed = packSent(sent);
    expect(() => unpackSent(packed.subarray(0, -1))).toThrow(RangeError);
    expect(() => unpackSent(new Uint8Array([9, 9]))).toThrow();
    expect(() => unpackSent(gzipSync('{}'))).toThrow();
  });
});
