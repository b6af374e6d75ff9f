import {
  DeleteObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { withS3 } from './s3-clients.ts';

describe('a list of objects in S3', () => {
  const { Bucket, s3, put } = withS3();
  const keys = ['a', 'a/1', 'a/2', 'a/b/3', 'b & <c>', 'é', '\uFF41', '😀'];
  const list = (input: Partial<ListObjectsV2CommandInput> = {}) =>
    s3().send(new ListObjectsV2Command({ Bucket, ...input }));

  beforeAll(async () => {
    for (const key of [...keys].reverse()) await put(key, key);
  });

  it('is in the order of the bytes of the keys, not of JavaScript', async () => {
    const { Contents, KeyCount, IsTruncated } = await list();
    expect(Contents?.map(({ Key }) => Key)).toEqual(keys);
    expect({ KeyCount, IsTruncated }).toEqual({ KeyCount: keys.length, IsTruncated: false });
    expect(Contents?.[0]).toMatchObject({ Size: 1, ETag: '"0cc175b9c0f1b6a831c399e269772661"' });
  });

  it('holds the keys of a prefix, and those after a key', async () => {
    expect((await list({ Prefix: 'a/' })).Contents?.map(({ Key }) => Key)).toEqual([
      'a/1',
      'a/2',
      'a/b/3',
    ]);
    expect((await list({ StartAfter: 'a/b/3' })).Contents?.[0]?.Key).toBe('b & <c>');
    expect((await list({ Prefix: 'none' })).KeyCount).toBe(0);
  });

  it('tells every version a page at a time, and deletes the version that it told', async () => {
    const versions = (input: Partial<ListObjectVersionsCommandInput>) =>
      s3().send(new ListObjectVersionsCommand({ Bucket, ...input }));
    await put('v/1', '1');
    await put('v/2', '2');
    const first = await versions({ Prefix: 'v/', MaxKeys: 1 });
    expect(first).toMatchObject({ IsTruncated: true, Versions: [{ Key: 'v/1', IsLatest: true }] });
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = first;
    const rest = await versions({ Prefix: 'v/', KeyMarker, VersionIdMarker });
    expect(rest).toMatchObject({ IsTruncated: false, Versions: [{ Key: 'v/2' }] });
    const Objects = [...(first.Versions ?? []), ...(rest.Versions ?? [])].map(
      ({ Key = '', VersionId }) => ({ Key, VersionId }),
    );
    await s3().send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect((await versions({ Prefix: 'v/' })).Versions).toBeUndefined();
  });

  it('rolls up what has a beginning in common', async () => {
    const { Contents, CommonPrefixes } = await list({ Delimiter: '/', Prefix: 'a' });
    expect(Contents?.map(({ Key }) => Key)).toEqual(['a']);
    expect(CommonPrefixes).toEqual([{ Prefix: 'a/' }]);
    const below = await list({ Delimiter: '/', Prefix: 'a/' });
    expect(below.Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2']);
    expect(below.CommonPrefixes).toEqual([{ Prefix: 'a/b/' }]);
  });

  it.each([1, 2, 3, 7, 8])('comes in pages of %i that miss nothing', async (pageSize) => {
    const found: unknown[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client: s3(), pageSize },
      { Bucket },
    )) {
      expect(Contents.length).toBeLessThanOrEqual(pageSize);
      found.push(...Contents.map(({ Key }) => Key));
    }
    expect(found).toEqual(keys);
  });

  it.each([1, 2, 3])('comes in pages of %i with beginnings rolled up', async (pageSize) => {
    const found: unknown[] = [];
    const pages = paginateListObjectsV2({ client: s3(), pageSize }, { Bucket, Delimiter: '/' });
    for await (const { Contents = [], CommonPrefixes = [] } of pages) {
      found.push(...Contents.map(({ Key }) => Key), ...CommonPrefixes.map(({ Prefix }) => Prefix));
    }
    expect(found.sort()).toEqual(['a', 'a/', 'b & <c>', 'é', '\uFF41', '😀'].sort());
  });
});
