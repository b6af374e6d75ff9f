import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  ChecksumAlgorithm,
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { itLocally } from './on-aws.ts';
import { withS3 } from './s3-clients.ts';

const folder = mkdtempSync(join(tmpdir(), 'newsloom-s3-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['in memory', {}],
  ['in a folder', { folder }],
])('an object in S3, %s,', (_, options) => {
  const { Bucket, s3, put, get, text } = withS3(options);

  it('keeps its bytes, headers and metadata', async () => {
    const body = Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7) % 256));
    const put1 = await put('raw/a.html', body, {
      ContentType: 'text/html; charset=windows-1256',
      ContentEncoding: 'gzip',
      CacheControl: 'no-store',
      Metadata: { url: 'https://one.example/?a=1&b=2', note: 'plain' },
    });
    const found = await get('raw/a.html');
    expect(Buffer.from((await found.Body?.transformToByteArray()) ?? [])).toEqual(body);
    expect(found).toMatchObject({
      ContentType: 'text/html; charset=windows-1256',
      ContentEncoding: 'gzip',
      CacheControl: 'no-store',
      ContentLength: 3000,
      ETag: `"${createHash('md5').update(body).digest('hex')}"`,
      Metadata: { url: 'https://one.example/?a=1&b=2', note: 'plain' },
    });
    expect(put1.ETag).toBe(found.ETag);
    const head = await s3().send(new HeadObjectCommand({ Bucket, Key: 'raw/a.html' }));
    expect(head).toMatchObject({ ContentLength: 3000, ETag: found.ETag, Metadata: found.Metadata });
  });

  it.each([
    'a b+c/é/😀',
    'x//y/',
    'q?=&#%25',
    "it's (1)!*",
    'a/../b/./c',
    'كلمة',
    'k'.repeat(1024),
  ])('may have the key %j', async (key) => {
    await put(key, `body of ${key}`);
    expect(await text(key)).toBe(`body of ${key}`);
  });

  it('may not have a longer key', async () => {
    await expect(put('k'.repeat(1025), 'x')).rejects.toMatchObject({ name: 'KeyTooLongError' });
  });

  it('may be empty', async () => {
    await put('empty', '');
    expect(await text('empty')).toBe('');
  });

  it('is replaced as a whole', async () => {
    await put('twice', 'first', { Metadata: { a: '1' } });
    await put('twice', 'second');
    const found = await get('twice');
    expect(await found.Body?.transformToString()).toBe('second');
    expect(found.Metadata).toEqual({});
  });

  it('may come as a stream of unknown pieces', async () => {
    const pieces = Array.from({ length: 40 }, (_, at) => Buffer.alloc(7000 + at, at));
    await put('stream', Readable.from(pieces), {
      ContentLength: pieces.reduce((sum, { length }) => sum + length, 0),
    });
    const bytes = await (await get('stream')).Body?.transformToByteArray();
    expect(Buffer.from(bytes ?? [])).toEqual(Buffer.concat(pieces));
  });

  it.each(Object.values(ChecksumAlgorithm).filter((name) => /^(CRC32|SHA1|SHA256)$/.test(name)))(
    'keeps its %s and shows it to who asks',
    async (ChecksumAlgorithm) => {
      const sent = await put(`sum/${ChecksumAlgorithm}`, '123456789', { ChecksumAlgorithm });
      const found = await get(`sum/${ChecksumAlgorithm}`, { ChecksumMode: 'ENABLED' });
      const field = `Checksum${ChecksumAlgorithm}` as 'ChecksumCRC32';
      expect(found[field]).toBe(sent[field]);
      expect(found[field]).toBeDefined();
      expect(await found.Body?.transformToString()).toBe('123456789');
    },
  );

  it.each([
    ['CRC-32', { ChecksumCRC32: 'AAAAAA==' }],
    ['CRC-32C', { ChecksumCRC32C: 'AAAAAA==' }],
    ['CRC-64/NVME', { ChecksumCRC64NVME: 'AAAAAAAAAAA=' }],
    ['SHA-256', { ChecksumSHA256: createHash('sha256').update('other').digest('base64') }],
    ['MD5', { ContentMD5: createHash('md5').update('other').digest('base64') }],
  ])('is refused when its %s is wrong', async (name, more) => {
    await expect(put(`wrong/${name}`, 'body', more)).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(get(`wrong/${name}`)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('is taken when its checksum is right', async () => {
    await put('right', '123456789', { ChecksumCRC32C: '4waSgw==' });
    await put('right', '123456789', { ChecksumCRC64NVME: 'rosUhgp5mIg=' });
    expect((await get('right', { ChecksumMode: 'ENABLED' })).ChecksumCRC64NVME).toBe(
      'rosUhgp5mIg=',
    );
  });

  it('is created once by writers that say If-None-Match', async () => {
    const tries = Array.from({ length: 20 }, (_, at) =>
      put('once', `writer ${at}`, { IfNoneMatch: '*' }).then(
        () => at,
        (error: Error) => error.name,
      ),
    );
    const results = await Promise.all(tries);
    const winners = results.filter((result) => typeof result === 'number');
    expect(winners).toHaveLength(1);
    expect(results.filter((result) => typeof result === 'string')).toSatisfy((names: string[]) =>
      names.every((name) => name === 'PreconditionFailed' || name === 'ConditionalRequestConflict'),
    );
    expect(await text('once')).toBe(`writer ${winners[0]}`);
  });

  it('is replaced only where it is the one expected, by If-Match', async () => {
    const { ETag } = await put('expected', 'one');
    await put('expected', 'two', { IfMatch: ETag });
    await expect(put('expected', 'three', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await expect(put('missing', 'x', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    expect(await text('expected')).toBe('two');
  });

  it('is not sent to a reader that has it', async () => {
    const { ETag } = await put('had', 'body');
    await expect(get('had', { IfNoneMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(get('had', { IfMatch: '"other"' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await expect(get('had', { IfModifiedSince: new Date() })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    expect(await text('had', { IfModifiedSince: new Date('2020-01-01') })).toBe('body');
  });

  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
  ])('shows a part of itself: %s', async (Range, part, ContentRange) => {
    await put('range', '0123456789');
    const found = await get('range', { Range });
    expect(found).toMatchObject({ ContentRange, ContentLength: part.length });
    expect(await found.Body?.transformToString()).toBe(part);
  });

  it('has no part beyond its end', async () => {
    await put('range', '0123456789');
    await expect(get('range', { Range: 'bytes=10-' })).rejects.toMatchObject({
      name: 'InvalidRange',
    });
  });

  it('has tags', async () => {
    await put('tagged', 'x', { Tagging: 'stage=test&kind=raw%20page' });
    const tags = async () =>
      (await s3().send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }))).TagSet;
    expect(await tags()).toEqual([
      { Key: 'stage', Value: 'test' },
      { Key: 'kind', Value: 'raw page' },
    ]);
    expect((await get('tagged')).TagCount).toBe(2);
    const Tagging = { TagSet: [{ Key: 'a&b', Value: '<ü>' }] };
    await s3().send(new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging }));
    expect(await tags()).toEqual(Tagging.TagSet);
    await s3().send(new DeleteObjectTaggingCommand({ Bucket, Key: 'tagged' }));
    expect(await tags()).toEqual([]);
    expect(await text('tagged')).toBe('x');
  });

  it('can be copied', async () => {
    await put('from é', 'body', { Metadata: { a: '1' } });
    const CopySource = `${Bucket}/${encodeURIComponent('from é')}`;
    await s3().send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource }));
    const found = await get('to');
    expect(await found.Body?.transformToString()).toBe('body');
    expect(found.Metadata).toEqual({ a: '1' });
  });

  itLocally('can be had by a presigned link until that expires', async () => {
    await put('linked é', 'body');
    const at = await s3().config.endpoint?.();
    // The signer of S3 can do more than the type of all signers says.
    const signer = (await s3().config.signer()) as unknown as {
      presign(request: object, options: object): Promise<{ query: Record<string, string> }>;
    };
    const link = async (signingDate: Date) => {
      const request = {
        method: 'GET',
        protocol: 'http:',
        hostname: '127.0.0.1',
        port: at?.port,
        path: `/${Bucket}/${encodeURIComponent('linked é')}`,
        query: {},
        headers: { host: `127.0.0.1:${at?.port}` },
      };
      const signed = await signer.presign(request, { expiresIn: 60, signingDate });
      const query = new URLSearchParams(signed.query);
      return fetch(`http://127.0.0.1:${at?.port}${request.path}?${query}`);
    };
    expect(await (await link(new Date())).text()).toBe('body');
    expect((await link(new Date(Date.now() - 120_000))).status).toBe(403);
  });

  it('is gone when it was deleted, which may be said twice', async () => {
    await put('gone', 'x');
    for (let times = 0; times < 2; times++) {
      await s3().send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    }
    await expect(get('gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(s3().send(new HeadObjectCommand({ Bucket, Key: 'gone' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('may be one of many that are deleted at once', async () => {
    const keys = ['many/<a>&"', 'many/é 😀', 'many/\u0085', 'many/not there'];
    for (const key of keys.slice(0, 3)) await put(key, 'x');
    const { Deleted, Errors } = await s3().send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } }),
    );
    expect(Deleted?.map(({ Key }) => Key).sort()).toEqual([...keys].sort());
    expect(Errors ?? []).toEqual([]);
    for (const key of keys) await expect(get(key)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('needs a bucket that is there', async () => {
    await expect(put('x', 'x', { Bucket: `${Bucket}-none` })).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await expect(
      s3().send(new HeadBucketCommand({ Bucket: `${Bucket}-none` })),
    ).rejects.toMatchObject({ name: 'NotFound' });
  });
});
