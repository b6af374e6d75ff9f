import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { RawArchive } from '../../ports/articles.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);
const maxUnpackedBytes = 100_000_000;

/**
 * Keeps pages as the site sent them, gzipped, with what the site said of them as metadata.
 *
 * Header values of S3 are ASCII, so the address and the content type are percent-encoded.
 */
export function s3RawArchive(client: S3Client, bucket: string): RawArchive {
  return {
    async save(key, { bytes, url, contentType, fetchedAt }) {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: await pack(bytes),
          ContentType: 'application/gzip',
          Metadata: {
            'fetched-at': fetchedAt,
            ...metadata('url', url),
            ...metadata('content-type', contentType),
          },
        }),
      );
    },

    async find(key) {
      try {
        const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        const packed = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
        const {
          url = '',
          'content-type': type,
          'fetched-at': fetchedAt = '',
        } = object.Metadata ?? {};
        return {
          bytes: await unpack(packed, { maxOutputLength: maxUnpackedBytes }),
          url: decodeURIComponent(url),
          fetchedAt,
          ...(type !== undefined && { contentType: decodeURIComponent(type) }),
        };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async remove(key) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

/** S3 keeps 2 KB of metadata an object; what does not fit is left out, never cut. */
function metadata(name: string, value: string | undefined): Record<string, string> {
  const encoded = encodeURIComponent(value ?? '');
  return encoded !== '' && encoded.length <= 800 ? { [name]: encoded } : {};
}
