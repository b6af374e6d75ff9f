import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { withS3 } from './s3-clients.ts';

describe('an upload in parts to S3', () => {
  const { Bucket, s3, get } = withS3();
  const big = Buffer.alloc(5 * 1024 * 1024, 'ab');

  const begin = async (Key: string) => {
    const input = { Bucket, Key, ContentType: 'text/plain', Metadata: { a: '1' } };
    const { UploadId } = await s3().send(new CreateMultipartUploadCommand(input));
    return { Bucket, Key, UploadId };
  };
  type Upload = Awaited<ReturnType<typeof begin>>;
  const upload = async (to: Upload, PartNumber: number, Body: Buffer) => {
    const { ETag } = await s3().send(new UploadPartCommand({ ...to, PartNumber, Body }));
    return { PartNumber, ETag };
  };
  const complete = (to: Upload, Parts: { PartNumber: number; ETag: string | undefined }[]) =>
    s3().send(new CompleteMultipartUploadCommand({ ...to, MultipartUpload: { Parts } }));

  it('joins its parts in the order of their numbers', async () => {
    const to = await begin('joined');
    const second = await upload(to, 2, Buffer.from('tail'));
    const first = await upload(to, 1, big);
    const { Parts } = await s3().send(new ListPartsCommand(to));
    expect(Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, big.length],
      [2, 4],
    ]);
    const { ETag } = await complete(to, [first, second]);
    expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    const found = await get('joined');
    expect(found).toMatchObject({ ETag, ContentType: 'text/plain', Metadata: { a: '1' } });
    const bytes = Buffer.from((await found.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat([big, Buffer.from('tail')]))).toBe(true);
  });

  it('is refused with parts out of order, unknown or too small', async () => {
    const to = await begin('refused');
    const small = await upload(to, 1, Buffer.from('small'));
    const last = await upload(to, 2, Buffer.from('last'));
    await expect(complete(to, [last, small])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete(to, [{ ...small, ETag: last.ETag }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
    await expect(complete(to, [small, last])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(get('refused')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await s3().send(new AbortMultipartUploadCommand(to));
  });

  it('leaves nothing when it is given up', async () => {
    const to = await begin('given up');
    await upload(to, 1, Buffer.from('x'));
    const { Uploads } = await s3().send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads?.map(({ Key }) => Key)).toEqual(['given up']);
    await s3().send(new AbortMultipartUploadCommand(to));
    await expect(s3().send(new ListPartsCommand(to))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
    await expect(get('given up')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});
