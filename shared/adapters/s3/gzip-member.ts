import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const maxUnpackedBytes = 100_000_000;
const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** One member of a gzip file: it is read alone, and so is a file of several, one behind the other. */
export const packMember = (bytes: Uint8Array): Promise<Buffer> => pack(bytes);

/** What is in one or more members. */
export const unpackMembers = (bytes: Uint8Array): Promise<Buffer> =>
  unpack(bytes, { maxOutputLength: maxUnpackedBytes });

/** A header that says that a field of extra bytes follows (RFC 1952, 2.3). */
const head = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255]);
/** Of that field: how long it is; one subfield of our own, `NL`, and how long that is. */
const lengthBytes = 2;
const subfieldBytes = 4;
/** A last block with nothing in it; the checksum and the length of nothing. */
const nothing = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const least = head.length + lengthBytes + subfieldBytes + nothing.length;
/** An extra field has two bytes for its length. */
const most = least - subfieldBytes + 0xffff;

/**
 * Members with nothing in them that take up so many bytes.
 *
 * @param length at least 26, which every member has that holds something
 *
 * @example
 * blankMembers(25_311) // 25,311 bytes that unpack to none
 */
export function blankMembers(length: number): Buffer {
  if (length < least) throw new RangeError(`no gzip member has ${length} bytes`);
  const count = Math.ceil(length / most);
  const each = Math.floor(length / count);
  const lengths = Array.from({ length: count }, (_, at) => each + (at < length % count ? 1 : 0));
  return Buffer.concat(lengths.map(blankMember));
}

function blankMember(length: number): Buffer {
  const padding = length - least;
  const fields = Buffer.alloc(lengthBytes + subfieldBytes + padding);
  fields.writeUInt16LE(subfieldBytes + padding, 0);
  fields.write('NL', lengthBytes, 'latin1');
  fields.writeUInt16LE(padding, lengthBytes + 2);
  return Buffer.concat([head, fields, nothing]);
}
