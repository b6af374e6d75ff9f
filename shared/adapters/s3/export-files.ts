import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { batchesOf } from '../../collections/batches-of.ts';
import type { ExportFiles } from '../../ports/exports.ts';

/** Where exports stand in the bucket. */
export const exportPrefix = 'export/';

/** The files of exports in a bucket, under a prefix of their own. */
export function s3ExportFiles(client: S3Client, bucket: string): ExportFiles {
  const keyOf = (path: string) => `${exportPrefix}${path}`;
  return {
    async put(path, bytes, contentType) {
      await client.send(
        new PutObjectCommand({
          ...{ Bucket: bucket, Key: keyOf(path), Body: bytes, ContentType: contentType },
        }),
      );
    },

    async get(path) {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: keyOf(path) }),
        );
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async list(prefix) {
      const paths: string[] = [];
      let from: string | undefined;
      do {
        const answer: ListObjectsV2CommandOutput = await client.send(
          new ListObjectsV2Command({
            ...{ Bucket: bucket, Prefix: keyOf(prefix), ContinuationToken: from },
          }),
        );
        for (const { Key = '' } of answer.Contents ?? [])
          paths.push(Key.slice(exportPrefix.length));
        from = answer.NextContinuationToken;
      } while (from !== undefined);
      return paths;
    },

    async remove(paths) {
      for (const batch of batchesOf(paths, 1000)) {
        const Objects = batch.map((path) => ({ Key: keyOf(path) }));
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors[0] !== undefined)
          throw new Error(`cannot delete ${Errors[0].Key}: ${Errors[0].Code}`);
      }
    },
  };
}
