import { gunzipSync } from 'node:zlib';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { packPage, s3RawArchive } from '../../shared/adapters/s3/raw-archive.ts';
import { s3RawEraser } from '../../shared/adapters/s3/raw-eraser.ts';
import { parseRawKey } from '../../shared/adapters/s3/raw-key.ts';
import { s3RawPages } from '../../shared/adapters/s3/raw-pages.ts';
import { CorruptItemError } from '../../shared/errors.ts';
import type { ArchivedPage } from '../../shared/ports/store-walk.ts';
import { anArticleId, aRawPage } from '../builders/a-raw-page.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const archive = () => s3RawArchive(services.s3, services.names.bucket);
const walk = () => s3RawPages(services.s3, services.names.bucket);

const bodyOf = (name: string | number) => Buffer.from(`<p>What stands on page ${name}</p>`);
const pageOf = (name: string | number) => aRawPage({ bytes: bodyOf(name) });
/** Saves pages of these names in one object. */
const saveAll = async (...names: (string | number)[]) =>
  archive().saveAll(
    await Promise.all(names.map((name) => packPage(pageOf(name), anArticleId(name)))),
  );
const objectOf = (key = '') => parseRawKey(key)?.object ?? expect.fail(`no key: ${key}`);
const keysInBucket = async () => {
  const { Contents = [] } = await services.s3.send(
    new ListObjectsV2Command({ Bucket: services.names.bucket }),
  );
  return Contents.map(({ Key }) => Key);
};
const unpacked = async (Key: string) => {
  const { Body } = await services.s3.send(
    new GetObjectCommand({ Bucket: services.names.bucket, Key }),
  );
  return gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array()).toString();
};
async function walked(): Promise<ArchivedPage[]> {
  const found: ArchivedPage[] = [];
  for await (const pages of walk().rawPages()) found.push(...pages);
  return found;
}

describe('the archive of raw pages', () => {
  it('gives back a page that was saved alone', async () => {
    const page = aRawPage({
      headers: { 'content-type': 'text/html', 'x-robots-tag': 'noai' },
      hints: { title: 'أعيد فتح الجسر' },
      reservation: { reserved: true },
    });
    const key = await archive().save(page, anArticleId('alone'));
    expect(key).toMatch(/^raw\/2026-01-05\/[0-9a-f]{16}\.warc\.gz#0-\d+$/);
    expect(await archive().find(key)).toEqual({ ...page, bytes: Buffer.from(page.bytes) });
  });

  it('puts pages into one object, and gives back each by its bytes alone', async () => {
    const keys = await saveAll('one', 'two', 'three');
    expect(new Set(keys.map(objectOf)).size).toBe(1);
    const found = await Promise.all(keys.map((key) => archive().find(key)));
    expect(found.map((page) => String(page?.bytes))).toEqual(
      ['one', 'two', 'three'].map((name) => String(bodyOf(name))),
    );
  });

  it('puts what is too much for one object into several', async () => {
    const many = Array.from({ length: 41 }, (_, at) => `many ${at}`);
    const keys = await saveAll(...many);
    expect(new Set(keys.map(objectOf)).size).toBe(2);
    expect(String((await archive().find(keys[40] ?? ''))?.bytes)).toContain('many 40');
  });

  it.each([
    'raw/2026-01-05/0000000000000000.warc.gz#0-99',
    'raw/news.example/a/1.gz',
    '',
    '../x#0-1',
  ])('has nothing under %j', async (key) => {
    expect(await archive().find(key)).toBeUndefined();
    expect(await walk().holdsRawPage(key)).toBe(false);
    await archive().remove(key);
  });

  it('has nothing behind the end of an object, and says so of what is no page', async () => {
    const [key = ''] = await saveAll('short');
    const { object, last } = parseRawKey(key) ?? expect.fail();
    expect(await archive().find(`${object}#${last + 1}-${last + 9}`)).toBeUndefined();
    const Key = 'raw/2026-01-05/foreign.warc.gz';
    const Body = Buffer.from('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==', 'base64');
    await services.s3.send(new PutObjectCommand({ Bucket: services.names.bucket, Key, Body }));
    await expect(archive().find(`${Key}#0-${Body.length - 1}`)).rejects.toThrow(CorruptItemError);
    await expect(archive().remove(`${Key}#0-${Body.length - 1}`)).rejects.toThrow(CorruptItemError);
    expect(await walked()).toContainEqual({ key: Key, storedAt: expect.any(Date) });
  });
});

describe('a page that is taken out of the archive', () => {
  it('leaves the others where they stand, and is nowhere any more', async () => {
    const [one = '', two = '', three = ''] = await saveAll('eins', 'zwei', 'drei');
    await archive().remove(two);
    await archive().remove(two);

    expect(await archive().find(two)).toBeUndefined();
    expect(String((await archive().find(one))?.bytes)).toBe(String(bodyOf('eins')));
    expect(String((await archive().find(three))?.bytes)).toBe(String(bodyOf('drei')));
    expect(await unpacked(objectOf(two))).not.toContain('zwei');
    expect(await walk().holdsRawPage(one)).toBe(true);
    expect(await walk().holdsRawPage(two)).toBe(false);
    const listed = (await walked()).map(({ key, articleId }) => [key, articleId]);
    expect(listed).toContainEqual([one, anArticleId('eins')]);
    expect(listed).not.toContainEqual([two, anArticleId('zwei')]);
    const head = await services.s3.send(
      new HeadObjectCommand({ Bucket: services.names.bucket, Key: objectOf(one) }),
    );
    expect(head.ContentType).toBe('application/gzip');
  });

  it('takes its object along when it was the last', async () => {
    const keys = await saveAll('first', 'last');
    for (const key of keys) await archive().remove(key);
    expect(await keysInBucket()).not.toContain(objectOf(keys[0]));
    expect(await archive().find(keys[1] ?? '')).toBeUndefined();
  });

  it('is not taken out of an object that is not as long as it says', async () => {
    const [one = ''] = await saveAll('whole', 'torn');
    const [Bucket, Key] = [services.names.bucket, objectOf(one)];
    const { Body, Metadata } = await services.s3.send(new GetObjectCommand({ Bucket, Key }));
    const torn = ((await Body?.transformToByteArray()) ?? new Uint8Array()).subarray(0, -9);
    await services.s3.send(new PutObjectCommand({ Bucket, Key, Metadata, Body: torn }));
    await expect(archive().remove(one)).rejects.toThrow(/came as \d+ of \d+ bytes/);
    expect(String((await archive().find(one))?.bytes)).toBe(String(bodyOf('whole')));
  });

  it('is gone for good when many take pages out of one object at the same time', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `racing ${at}`);
    const keys = await saveAll(...names);
    const [kept = '', ...removed] = keys;
    await Promise.all(removed.map((key) => archive().remove(key)));
    for (const key of removed) expect(await archive().find(key)).toBeUndefined();
    expect(String((await archive().find(kept))?.bytes)).toBe(String(bodyOf('racing 0')));
    expect((await unpacked(objectOf(kept))).match(/racing/g)).toHaveLength(1);
  });

  it('is found by its article in what came in on a day', async () => {
    const [one = ''] = await saveAll('alpha', 'beta');
    const again = await archive().save(pageOf('alpha again'), anArticleId('alpha'));
    expect((await walk().rawPagesOf(anArticleId('alpha'), '2026-01-05')).toSorted()).toEqual(
      [one, again].toSorted(),
    );
    expect(await walk().rawPagesOf(anArticleId('alpha'), '2026-01-06')).toEqual([]);
  });

  it('is counted once by a takedown, also where one died on its way', async () => {
    const [one = '', two = ''] = await saveAll('uno', 'due');
    const { eraseRawPages: erase } = s3RawEraser(services.s3, services.names.bucket);
    expect(await erase([one, 'no key'])).toBe(1);
    expect(await erase([one, two])).toBe(1);
    expect(await keysInBucket()).not.toContain(objectOf(one));
  });
});
