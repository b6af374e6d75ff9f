import { createHash, type Hash } from 'node:crypto';
import type { MessageAttribute } from './message.ts';

/** The MD5 by which a client checks that a body arrived whole. */
export const bodyDigest = (body: string): string => createHash('md5').update(body).digest('hex');

/**
 * The MD5 of message attributes, as SQS defines it: each attribute in order of its name, every part after
 * its length in four bytes, and a byte between type and value that tells text (1) from binary (2).
 *
 * @returns `undefined` when there are none, as the answer then has no such field
 */
export function attributesDigest(
  attributes: Readonly<Record<string, MessageAttribute>>,
): string | undefined {
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.length === 0) return undefined;

  const hash = createHash('md5');
  for (const [name, { DataType, StringValue, BinaryValue }] of sorted) {
    addPart(hash, Buffer.from(name));
    addPart(hash, Buffer.from(DataType));
    hash.update(Uint8Array.of(StringValue === undefined ? 2 : 1));
    addPart(
      hash,
      Buffer.from(StringValue ?? BinaryValue ?? '', StringValue === undefined ? 'base64' : 'utf8'),
    );
  }
  return hash.digest('hex');
}

function addPart(hash: Hash, part: Buffer): void {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  hash.update(length).update(part);
}
