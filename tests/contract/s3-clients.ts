import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from 'vitest';
import type { Service } from '../../local/services/loopback.ts';
import { startS3 } from '../../local/services/s3/server.ts';
import { adjustableClock, localClient, onAws, uniqueName } from './on-aws.ts';

/** A bucket of an S3, local or real, with the few calls that every test of it makes. */
export function withS3({ folder }: { folder?: string } = {}) {
  const { clock, pass } = adjustableClock();
  const Bucket = uniqueName('bucket');
  let service: Service | undefined;
  let client: S3Client | undefined;
  const s3 = () => {
    if (client === undefined) throw new Error('S3 is up only while tests run');
    return client;
  };

  beforeAll(async () => {
    service = onAws ? undefined : await startS3({ folder, clock });
    client = new S3Client(service === undefined ? {} : localClient(service.endpoint));
    await client.send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(async () => {
    const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket }));
    for (const { Key } of Contents) await s3().send(new DeleteObjectCommand({ Bucket, Key }));
    await s3().send(new DeleteBucketCommand({ Bucket }));
    client?.destroy();
    await service?.stop();
  });

  const get = (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
    s3().send(new GetObjectCommand({ Bucket, Key, ...more }));
  return {
    Bucket,
    s3,
    get,
    pass,
    put: (
      Key: string,
      Body: NonNullable<PutObjectCommandInput['Body']>,
      more: Partial<Omit<PutObjectCommandInput, 'Body'>> = {},
    ) => s3().send(new PutObjectCommand({ Bucket, Key, Body, ...more })),
    async text(Key: string, more: Partial<GetObjectCommandInput> = {}) {
      return (await get(Key, more)).Body?.transformToString();
    },
  };
}
