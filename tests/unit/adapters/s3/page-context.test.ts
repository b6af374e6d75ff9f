import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { packContext, unpackContext } from '../../../../shared/adapters/s3/page-context.ts';
import { s3RawArchive } from '../../../../shared/adapters/s3/raw-archive.ts';

/** Letters that no compression makes fewer. */
const noise = (length: number) =>
  Array.from({ length }, (_, n) =>
    String.fromCodePoint(0x621 + ((((n + 1) * 2654435761) >>> 8) % 40)),
  ).join('');

const context = {
  headers: { 'content-type': 'text/html; charset=windows-1256', 'x-robots-tag': 'noai\nnoarchive' },
  hints: { title: 'أعيد فتح الجسر', language: 'ar', authors: ['Ada'] },
  reservation: { reserved: true, policy: 'https://news.example/tdm.json' },
};

describe('what reading a page takes beside its bytes', () => {
  it('is packed into ASCII and comes back', () => {
    const packed = packContext(context) ?? '';
    expect(packed).toMatch(/^[A-Za-z0-9+/=]+$/);
    expect(unpackContext(packed)).toEqual(context);
  });

  it('goes without what the feed said where that is too long', () => {
    const { hints: _hints, ...rest } = context;
    const packed = packContext({ ...rest, hints: { title: noise(1500) } }) ?? '';
    expect(unpackContext(packed)).toEqual(rest);
  });

  it('is left out where its headers alone are too long', () => {
    expect(packContext({ headers: { 'x-robots-tag': noise(1500) } })).toBeUndefined();
  });

  it.each(['', 'not base64!', 'AAAA', Buffer.from('{"headers":1}').toString('base64')])(
    'is nothing where something else was stored: %j',
    (packed) => {
      expect(unpackContext(packed)).toBeUndefined();
    },
  );

  it('leaves the metadata of an object within the 2 KB of S3, however long all is', async () => {
    let metadata: Record<string, string> = {};
    const client = {
      send: async ({ input }: { readonly input: PutObjectCommandInput }) => {
        metadata = input.Metadata ?? {};
        return {};
      },
    } as unknown as S3Client;
    for (let length = 1; length < 1200; length += 7)
      await s3RawArchive(client, 'raw')
        .save('raw/a', {
          ...{ bytes: new Uint8Array(), url: `https://news.example/${'x'.repeat(length)}` },
          fetchedAt: '2026-01-05T10:00:00.000Z',
          headers: { 'content-type': `text/html; charset=${'x'.repeat(Math.min(length, 170))}` },
          hints: { title: noise(length) },
        })
        .then(() => {
          const bytes = Object.entries(metadata).flat().join('');
          expect(Buffer.byteLength(bytes), `at ${length}`).toBeLessThanOrEqual(2048);
        });
  });
});
