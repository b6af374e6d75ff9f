import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankMembers } from '../../../../shared/adapters/s3/gzip-member.ts';
import { packPage } from '../../../../shared/adapters/s3/raw-archive.ts';
import { parseRawKey } from '../../../../shared/adapters/s3/raw-key.ts';
import {
  isBlank,
  mostPages,
  packOf,
  readContents,
  withoutPage,
  writeContents,
} from '../../../../shared/adapters/s3/raw-pack.ts';
import { readRecord } from '../../../../shared/adapters/s3/warc-record.ts';
import { anArticleId, aRawPage } from '../../../builders/a-raw-page.ts';

const placeOf = (key: string) => parseRawKey(key) ?? expect.fail(`no key: ${key}`);

async function aPack(bodies: readonly Uint8Array[]) {
  const pages = bodies.map((bytes, at) => aRawPage({ bytes, url: `https://news.example/${at}` }));
  const packed = await Promise.all(pages.map((page, at) => packPage(page, anArticleId(at))));
  return { ...packOf(packed), packed };
}

describe('a pack of pages', () => {
  it('stands under a key of its day and its bytes, and each page under its place in it', async () => {
    const { object, body, keys, packed } = await aPack([Buffer.from('one'), Buffer.from('two')]);
    const [one = 0, two = 0] = packed.map(({ bytes }) => bytes.length);

    expect(object).toMatch(/^raw\/2026-01-05\/[0-9a-f]{16}\.warc\.gz$/);
    expect(keys).toEqual([`${object}#0-${one - 1}`, `${object}#${one}-${one + two - 1}`]);
    expect(body.length).toBe(one + two);
    expect(
      gunzipSync(body)
        .toString()
        .match(/WARC-Type: resource/g),
    ).toHaveLength(2);
    expect((await aPack([Buffer.from('one'), Buffer.from('two')])).object).toBe(object);
    expect((await aPack([Buffer.from('two'), Buffer.from('one')])).object).not.toBe(object);
  });

  it('keeps all others where they stand, byte for byte, whichever pages are taken out', async () => {
    const bodies = fc.array(fc.uint8Array({ minLength: 0, maxLength: 200 }), {
      ...{ minLength: 1, maxLength: 6 },
    });
    await fc.assert(
      fc.asyncProperty(bodies, fc.array(fc.nat(5)), async (made, removed) => {
        const pack = await aPack(made);
        const out = new Set(removed.filter((at) => at < made.length));
        let left = { body: pack.body, contents: pack.contents };
        for (const at of out) left = withoutPage(left, placeOf(pack.keys[at] ?? '')) ?? left;

        expect(left.body.length).toBe(pack.body.length);
        expect(isBlank(left.contents)).toBe(out.size === made.length);
        for (const [at, key] of pack.keys.entries()) {
          const { first, last } = placeOf(key);
          const bytes = left.body.subarray(first, last + 1);
          const was = pack.packed[at]?.bytes ?? new Uint8Array();
          expect(bytes.equals(was)).toBe(!out.has(at));
          if (out.has(at)) expect(left.body.includes(Buffer.from(was.subarray(10)))).toBe(false);
          if (out.has(at)) expect(gunzipSync(bytes)).toHaveLength(0);
          else expect(readRecord(gunzipSync(bytes))?.bytes).toEqual(Buffer.from(made[at] ?? []));
        }
        const urls =
          gunzipSync(left.body)
            .toString('latin1')
            .match(/WARC-Target-URI/g) ?? [];
        expect(urls).toHaveLength(made.length - out.size);
      }),
    );
  });

  it('loses no page for a place that is none, or where one was taken out', async () => {
    const { body, contents, keys, object } = await aPack([Buffer.from('one'), Buffer.from('two')]);
    const place = placeOf(keys[0] ?? '');
    expect(withoutPage({ body, contents }, { ...place, last: place.last + 1 })).toBeUndefined();
    expect(withoutPage({ body, contents }, { object, first: 1, last: place.last })).toBeUndefined();
    const once = withoutPage({ body, contents }, place) ?? expect.fail();
    expect(withoutPage(once, place)).toBeUndefined();
  });

  it('says what it holds within the 2 KB of metadata that S3 keeps', () => {
    const contents = Array.from({ length: mostPages }, (_, at) => ({
      ...{ articleId: anArticleId(at), length: 999_999_999_999 },
    }));
    expect(writeContents(contents).length).toBeLessThan(1800);
    expect(readContents(writeContents(contents))).toEqual(contents);
    const blanked = [{ length: 812 }, ...contents];
    expect(readContents(writeContents(blanked))).toEqual(blanked);
  });

  it.each([undefined, '', 'x:1', `${anArticleId()}:`, `-:1  -:2`, `-:1 ${anArticleId()}:-1`])(
    'says nothing where something else was stored: %j',
    (written) => {
      expect(readContents(written)).toBeUndefined();
    },
  );
});

describe('a blank in a pack', () => {
  it('has any length that a page can have, and holds nothing', () => {
    const lengths = fc.oneof(
      fc.integer({ min: 26, max: 400 }),
      fc.integer({ min: 26, max: 300_000 }),
    );
    fc.assert(
      fc.property(lengths, (length) => {
        const blank = blankMembers(length);
        expect(blank).toHaveLength(length);
        expect(gunzipSync(blank)).toHaveLength(0);
      }),
      { examples: [[26], [65_557], [65_558], [65_561], [65_562], [131_122], [131_123]] },
    );
    expect(() => blankMembers(25)).toThrow(RangeError);
  });
});

describe('the key of a raw page', () => {
  it.each([
    '',
    'raw/a.gz',
    'raw/a.gz#1',
    'raw/a.gz#5-4',
    'raw/#a#0-1',
    'export/a.gz#0-1',
    'raw/a.gz#0-1 ',
  ])('is none: %j', (key) => {
    expect(parseRawKey(key)).toBeUndefined();
  });
});
