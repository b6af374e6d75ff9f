import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAwsChunked } from '../../../../local/services/s3/aws-chunked.ts';
import { verifyBody } from '../../../../local/services/s3/checksum.ts';
import { crc32Bytes, crc32cBytes, crc64NvmeBytes } from '../../../../local/services/s3/crc.ts';
import { checkPresigned } from '../../../../local/services/s3/presigned.ts';
import { elementsOf, textOf, toXml } from '../../../../local/services/s3/xml.ts';

describe('the checksums', () => {
  // The check values that define these algorithms: of the nine digits.
  it.each([
    ['CRC-32', crc32Bytes, 'cbf43926'],
    ['CRC-32C', crc32cBytes, 'e3069283'],
    ['CRC-64/NVME', crc64NvmeBytes, 'ae8b14860a799888'],
  ])('%s of the check text is the published one', (_, compute, expected) => {
    expect(compute(Buffer.from('123456789')).toString('hex')).toBe(expected);
  });

  it('of a client are compared with the body', () => {
    const body = Buffer.from('body');
    const md5 = createHash('md5').update(body).digest('base64');
    expect(verifyBody(body, { 'content-md5': md5 }).header).toBe('x-amz-checksum-crc64nvme');
    expect(() => verifyBody(Buffer.from('other'), { 'content-md5': md5 })).toThrow(/did not match/);
    expect(() => verifyBody(body, { 'content-md5': 'short' })).toThrow(/not valid/);
    expect(() => verifyBody(body, { 'x-amz-content-sha256': '0'.repeat(64) })).toThrow(/sha256/);
    const two = { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-sha1': 'AAAA' };
    expect(() => verifyBody(body, two)).toThrow(/single/);
  });
});

const encode = (chunks: readonly Uint8Array[], trailers = '') =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)};chunk-signature=0f\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`0\r\n${trailers}\r\n`),
  ]);

describe('a body in chunks', () => {
  it('is what its chunks are together', () => {
    const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 6 });
    fc.assert(
      fc.property(chunks, (given) => {
        const { body, trailers } = decodeAwsChunked(
          encode(given, 'x-amz-checksum-crc32: AA==\r\n'),
        );
        expect(body.equals(Buffer.concat(given))).toBe(true);
        expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'AA==' });
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('is refused when it breaks off, anywhere', () => {
    const whole = encode([Buffer.from('hello'), Buffer.from('world')]);
    for (let length = 0; length < whole.length - 4; length++) {
      expect(() => decodeAwsChunked(whole.subarray(0, length))).toThrow(/headers say/);
    }
    expect(() => decodeAwsChunked(whole, 11)).toThrow(/11 bytes were announced/);
    expect(() => decodeAwsChunked(Buffer.from('zz\r\n\r\n'))).toThrow(/no size/);
  });
});

describe('markup', () => {
  it('gives back the text that was put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textOf(toXml('Key', text), 'Key')).toBe(text);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('leaves out what is undefined and repeats lists', () => {
    expect(toXml('A', { B: ['1', 2], C: undefined, D: { E: true } })).toBe(
      '<A><B>1</B><B>2</B><D><E>true</E></D></A>',
    );
    expect(elementsOf('<B>1</B><B>2</B><B>', 'B')).toEqual(['1', '2']);
  });
});

describe('a presigned link', () => {
  const query = new URLSearchParams({ 'X-Amz-Date': '20260301T120000Z', 'X-Amz-Expires': '60' });

  it('is good for as long as it says', () => {
    checkPresigned(query, new Date('2026-03-01T12:01:00Z'));
    expect(() => checkPresigned(query, new Date('2026-03-01T12:01:01Z'))).toThrow('expired');
    checkPresigned(new URLSearchParams(), new Date());
  });
});
