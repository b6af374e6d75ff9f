import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { RawArchive, RawPage } from '../../ports/articles.ts';
import { packContext, unpackContext } from './page-context.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);
const maxUnpackedBytes = 100_000_000;

/**
 * Keeps pages as the site sent them, gzipped, with what the site said of them as metadata.
 *
 * Header values of S3 are ASCII: the address and the content type are percent-encoded, and all that reading
 * the page takes beside its bytes is packed into `reading`.
 */
export function s3RawArchive(client: S3Client, bucket: string): RawArchive {
  return {
    async save(key, { bytes, url, fetchedAt, ...context }) {
      const packed = packContext(context);
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: await pack(bytes),
          ContentType: 'application/gzip',
          Metadata: {
            'fetched-at': fetchedAt,
            ...metadata('url', url),
            ...metadata('content-type', context.headers['content-type'], 200),
            ...(packed !== undefined && { reading: packed }),
          },
        }),
      );
    },

    async find(key) {
      try {
        const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        const packed = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
        const { url = '', 'fetched-at': fetchedAt = '', ...rest } = object.Metadata ?? {};
        return {
          bytes: await unpack(packed, { maxOutputLength: maxUnpackedBytes }),
          ...{ url: decodeURIComponent(url), fetchedAt, ...contextOf(rest) },
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

/** Older pages have no more than their content type. */
function contextOf(
  metadata: Readonly<Record<string, string>>,
): Omit<RawPage, 'bytes' | 'url' | 'fetchedAt'> {
  const { reading, 'content-type': type } = metadata;
  const context = reading === undefined ? undefined : unpackContext(reading);
  return (
    context ?? { headers: type === undefined ? {} : { 'content-type': decodeURIComponent(type) } }
  );
}

/** S3 keeps 2 KB of metadata an object; what does not fit is left out, never cut. */
function metadata(name: string, value: string | undefined, most = 800): Record<string, string> {
  const encoded = encodeURIComponent(value ?? '');
  return encoded !== '' && encoded.length <= most ? { [name]: encoded } : {};
}
