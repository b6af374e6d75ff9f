import { createHash } from 'node:crypto';
import { crc32Bytes, crc32cBytes, crc64NvmeBytes } from './crc.ts';
import { S3Error } from './s3-error.ts';

type Headers = Readonly<Record<string, string>>;

const digest = (algorithm: string) => (bytes: Uint8Array) =>
  createHash(algorithm).update(bytes).digest();

const algorithms: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  'x-amz-checksum-crc32': crc32Bytes,
  'x-amz-checksum-crc32c': crc32cBytes,
  'x-amz-checksum-crc64nvme': crc64NvmeBytes,
  'x-amz-checksum-sha1': digest('sha1'),
  'x-amz-checksum-sha256': digest('sha256'),
};

export const md5Hex = (bytes: Uint8Array): string => digest('md5')(bytes).toString('hex');

export type Checksum = { readonly header: string; readonly value: string; readonly type: string };

/**
 * Compares the bytes that came with everything that the client says of them.
 *
 * @returns the checksum to store: the client's own, else the one that S3 computes itself
 * @throws S3Error when one of them is wrong
 */
export function verifyBody(body: Buffer, headers: Headers): Checksum {
  verify('Content-MD5', body, { expected: headers['content-md5'], compute: digest('md5') });
  const sha256 = headers['x-amz-content-sha256'];
  if (sha256 !== undefined && /^[0-9a-f]{64}$/.test(sha256)) {
    if (digest('sha256')(body).toString('hex') !== sha256) {
      throw new S3Error(
        'XAmzContentSHA256Mismatch',
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    }
  }
  const sent = Object.entries(algorithms).filter(([header]) => headers[header] !== undefined);
  if (sent.length > 1) {
    throw new S3Error('InvalidRequest', 'Expecting a single x-amz-checksum- header.');
  }
  for (const [header, compute] of sent) {
    verify(header, body, { expected: headers[header], compute });
  }
  const header = sent[0]?.[0] ?? 'x-amz-checksum-crc64nvme';
  return { header, value: headers[header] ?? compute(header, body), type: 'FULL_OBJECT' };
}

const compute = (header: string, body: Buffer): string =>
  algorithms[header]?.(body).toString('base64') ?? '';

function verify(
  name: string,
  body: Buffer,
  check: { expected: string | undefined; compute: (bytes: Uint8Array) => Buffer },
): void {
  if (check.expected === undefined) return;
  const computed = check.compute(body);
  const expected = Buffer.from(check.expected, 'base64');
  if (expected.length !== computed.length) {
    throw new S3Error('InvalidDigest', `The ${name} you specified is not valid.`);
  }
  if (!expected.equals(computed)) {
    throw new S3Error(
      'BadDigest',
      `The ${name} you specified did not match what we received; computed ${computed.toString('base64')}.`,
    );
  }
}

/** The checksum of an object made of parts: that of the checksums of its parts, and their number. */
export function compositeChecksum(parts: readonly Checksum[]): Checksum | undefined {
  const header = parts[0]?.header;
  if (header === undefined || header === 'x-amz-checksum-crc64nvme') return undefined;
  if (parts.some((part) => part.header !== header)) return undefined;
  const joined = Buffer.concat(parts.map(({ value }) => Buffer.from(value, 'base64')));
  return { header, value: `${compute(header, joined)}-${parts.length}`, type: 'COMPOSITE' };
}
