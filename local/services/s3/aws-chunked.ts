import { S3Error } from './s3-error.ts';

export type DecodedBody = {
  readonly body: Buffer;
  /** Lower-case names. */
  readonly trailers: Readonly<Record<string, string>>;
};

/**
 * Takes apart a body in the `aws-chunked` encoding: lines with the size of a chunk (and its signature, which
 * is not looked at), the chunks, and trailers with the checksum of the whole.
 *
 * @throws S3Error when it breaks off or is not so encoded
 */
export function decodeAwsChunked(encoded: Buffer, expectedLength?: number): DecodedBody {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const { line, next } = readLine(encoded, at);
    const hex = /^([0-9a-f]{1,8})(?:;|$)/i.exec(line)?.[1];
    if (hex === undefined) throw incomplete('a chunk has no size');
    const size = Number.parseInt(hex, 16);
    at = next;
    if (size === 0) break;
    if (at + size + 2 > encoded.length) throw incomplete('the last chunk breaks off');
    chunks.push(encoded.subarray(at, at + size));
    at += size + 2;
  }
  const body = Buffer.concat(chunks);
  if (expectedLength !== undefined && body.length !== expectedLength) {
    throw incomplete(`${expectedLength} bytes were announced and ${body.length} came`);
  }
  return { body, trailers: readTrailers(encoded, at) };
}

function readTrailers(encoded: Buffer, start: number): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of encoded.subarray(start).toString('latin1').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0)
      trailers[line.slice(0, colon).toLowerCase().trim()] = line.slice(colon + 1).trim();
  }
  return trailers;
}

function readLine(encoded: Buffer, start: number): { line: string; next: number } {
  const end = encoded.indexOf('\r\n', start);
  if (end === -1) throw incomplete('a line has no end');
  return { line: encoded.subarray(start, end).toString('latin1'), next: end + 2 };
}

const incomplete = (problem: string) =>
  new S3Error('IncompleteBody', `The body is not what its headers say: ${problem}.`);
