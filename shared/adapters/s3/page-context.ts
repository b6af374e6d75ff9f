import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { RawPage } from '../../ports/articles.ts';

/** S3 keeps 2 KB of metadata an object, of which this is for what reading a page takes beside its bytes. */
const mostBytes = 960;
const mostUnpacked = 100_000;

type PageContext = Pick<RawPage, 'headers' | 'hints' | 'reservation'>;

const text = z.string();
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

/**
 * Packs headers, hints and reservation into ASCII that fits beside the rest of an object's metadata.
 *
 * @returns `undefined` where it does not fit even without what the feed said, the first to go
 *
 * @example
 * packContext({ headers: { 'content-type': 'text/html' }, hints: { language: 'ar' } }) // 'q1ZKzk…'
 */
export function packContext({ hints, ...rest }: PageContext): string | undefined {
  const tries = [hints === undefined ? rest : { ...rest, hints }, rest];
  return tries
    .map((context) => deflateRawSync(JSON.stringify(context), { level: 9 }).toString('base64'))
    .find(({ length }) => length <= mostBytes);
}

/** @returns `undefined` for what no version of this code has packed */
export function unpackContext(packed: string): PageContext | undefined {
  try {
    const bytes = inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: mostUnpacked });
    return pageContext.parse(JSON.parse(bytes.toString()));
  } catch {
    return undefined;
  }
}
