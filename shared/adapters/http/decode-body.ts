import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';

type Decode = (bytes: Uint8Array, options: ZlibOptions) => Promise<Uint8Array>;

const decoders: Readonly<Record<string, Decode>> = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
  'raw-deflate': promisify(inflateRaw),
};

/** A body behind more layers than this is an attack. */
const maxLayers = 3;

/**
 * Undoes the content encodings of a body, outermost first, each within `maxBytes`; what is a gzip
 * file all the same, as `sitemap.xml.gz` is, is unpacked too.
 *
 * An encoding that we did not ask for, or that the first bytes give the lie to, is taken for a slip
 * of the server's: the bytes are passed on as they are.
 *
 * @throws RangeError when a layer unpacks to more than `maxBytes`, or there are too many layers
 */
export async function decodeBody(
  bytes: Uint8Array,
  contentEncoding: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const layers = contentEncoding
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length > maxLayers) throw new RangeError(`${layers.length} content encodings`);

  let body = bytes;
  for (const layer of layers.reverse()) {
    const decode = decoderOf(layer, body);
    if (decode !== undefined) body = await unpackLayer(body, decode, maxBytes);
  }
  return isGzip(body) ? unpackFile(body, maxBytes) : body;
}

async function unpackLayer(
  body: Uint8Array,
  decode: Decode,
  maxBytes: number,
): Promise<Uint8Array> {
  try {
    // Without this, Node throws an error that says nothing of the size.
    return await decode(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    if (looksLikeText(body)) return body;
    const member = isGzip(body) ? await firstMember(body, maxBytes) : undefined;
    if (member === undefined) throw error;
    return member;
  }
}

const inflateMember = promisify(inflateRaw) as unknown as (
  bytes: Uint8Array,
  options: ZlibOptions & { readonly info: true },
) => Promise<{ readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } }>;

/**
 * The whole first member of a gzip file behind which stands something else, as caches that add a
 * comment to each page leave it; its length stands at its end (RFC 1952, 2.3.1).
 */
async function firstMember(body: Uint8Array, maxBytes: number): Promise<Uint8Array | undefined> {
  const start = endOfGzipHeader(body);
  try {
    const options = { maxOutputLength: maxBytes, info: true } as const;
    const { buffer, engine } = await inflateMember(body.subarray(start), options);
    const length = start + engine.bytesWritten + 4;
    const said = Buffer.from(body.subarray(length, length + 4));
    return said.length === 4 && said.readUInt32LE() === buffer.length ? buffer : undefined;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return undefined;
  }
}

function endOfGzipHeader(body: Uint8Array): number {
  const flags = body[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (body[at] ?? 0) + 256 * (body[at + 1] ?? 0);
  // A name and a comment, each ended by a nought.
  for (const flag of [8, 16]) if (flags & flag) at = body.indexOf(0, at) + 1 || body.length;
  return flags & 2 ? at + 2 : at;
}

/** Brotli and bare deflate have no mark of their own; a document that was never packed has. */
const looksLikeText = (body: Uint8Array): boolean =>
  /^(?:\u00ef\u00bb\u00bf)?\s*[<{]/.test(Buffer.from(body.subarray(0, 100)).toString('latin1'));

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

/** A file that is damaged is passed on as it is: whoever reads it says what it is not. */
async function unpackFile(body: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return body;
  }
}

function decoderOf(layer: string, body: Uint8Array): Decode | undefined {
  const [first = 0, second = 0] = body;
  switch (layer) {
    case 'gzip':
    case 'x-gzip':
      return isGzip(body) ? decoders['gzip'] : undefined;
    case 'deflate':
      // RFC 9110 means zlib by it; some servers send the bare stream.
      return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0
        ? decoders['deflate']
        : decoders['raw-deflate'];
    case 'br':
      return body.length > 0 ? decoders['br'] : undefined;
    default:
      return undefined;
  }
}
