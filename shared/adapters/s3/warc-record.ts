import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { RawPage } from '../../ports/articles.ts';

const text = z.string();
/** What reading a page takes beside its bytes, its address and its instant. */
const pageContext = z.object({
  headers: z.record(text, text),
  hints: z
    .object({
      title: text.exactOptional(),
      language: text.exactOptional(),
      publishedAt: text.exactOptional(),
      authors: z.array(text).exactOptional(),
    })
    .exactOptional(),
  reservation: z.object({ reserved: z.boolean(), policy: text.exactOptional() }).exactOptional(),
});

const version = 'WARC/1.1';
const lineEnd = '\r\n';
const headEnd = `${lineEnd}${lineEnd}`;
/** A field of our own; who does not know it passes over it. */
const contextField = 'Newsloom-Context';

/**
 * Writes a page as a `resource` record of WARC 1.1 (ISO 28500:2017), which its tools read.
 *
 * No `response`: of the headers only those are kept that the extractor reads, and a body has been taken
 * out of its transfer and content encodings.
 *
 * @example
 * writeRecord({ bytes, url: 'https://news.example/a', fetchedAt, headers: {} }) // 'WARC/1.1\r\nWARC-Type: resource…'
 */
export function writeRecord({ bytes, url, fetchedAt, ...context }: RawPage): Buffer {
  const fields = {
    'WARC-Type': 'resource',
    'WARC-Record-ID': `<urn:uuid:${uuidOf([url, fetchedAt, bytes])}>`,
    'WARC-Target-URI': url,
    'WARC-Date': fetchedAt,
    'Content-Type': context.headers['content-type'] ?? 'application/octet-stream',
    [contextField]: JSON.stringify(context),
    'Content-Length': String(bytes.length),
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${inOneLine(value)}`);
  const head = `${[version, ...lines].join(lineEnd)}${headEnd}`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(headEnd)]);
}

/**
 * Reads a page that {@link writeRecord} has written.
 *
 * @returns `undefined` for what it cannot have written
 *
 * @example
 * readRecord(writeRecord(page)) // as page
 */
export function readRecord(record: Uint8Array): RawPage | undefined {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.byteLength);
  const end = bytes.indexOf(headEnd);
  const [first, ...lines] = bytes.subarray(0, Math.max(end, 0)).toString().split(lineEnd);
  if (first !== version) return undefined;

  const fields = new Map(lines.map(fieldOf));
  const [url, fetchedAt] = [fields.get('warc-target-uri'), fields.get('warc-date')];
  const context = contextOf(fields.get(contextField.toLowerCase()));
  const start = end + headEnd.length;
  const body = bytes.subarray(start, start + Number(fields.get('content-length')));
  if (url === undefined || fetchedAt === undefined || context === undefined) return undefined;
  if (String(body.length) !== fields.get('content-length')) return undefined;
  return { bytes: body, url, fetchedAt, ...context };
}

function fieldOf(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

function contextOf(json: string | undefined): z.output<typeof pageContext> | undefined {
  try {
    return pageContext.parse(JSON.parse(json ?? ''));
  } catch {
    return undefined;
  }
}

/** What could end a line is no part of an address, and JSON escapes it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const inOneLine = (value: string): string => value.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();

/** The same page, fetched at the same instant, is the same record. */
function uuidOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  const hex = hash.digest('hex');
  // Version 8 and the variant of RFC 9562: made of a hash of our own.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
    .concat(hex.slice(20, 32))
    .join('-');
}
