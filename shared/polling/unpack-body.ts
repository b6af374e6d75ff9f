import { gunzipSync } from 'node:zlib';

/** As much as a feed may hold once it is unpacked. */
const maxBytes = 50_000_000;

/**
 * The document in a body that is itself a gzip file, as `sitemap.xml.gz` is; any other body as it is.
 *
 * @example
 * unpackBody(new TextEncoder().encode('<rss/>')) // the same bytes
 */
export function unpackBody(body: Uint8Array): Uint8Array {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: maxBytes });
  } catch {
    return body; // damaged or a bomb: the parser says what it is not
  }
}
