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
    // Without this, Node throws an error that says nothing of the size.
    if (decode !== undefined) body = await decode(body, { maxOutputLength: maxBytes });
  }
  return isGzip(body) ? unpackFile(body, maxBytes) : body;
}

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
