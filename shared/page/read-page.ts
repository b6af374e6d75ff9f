import { isBinaryData } from './binary-data.ts';
import { charsOf, decodePage } from './decode-page.ts';
import type { Extraction, PageInput } from './extraction.ts';
import { parseHtml } from './parse-html.ts';
import { readTree } from './read-tree.ts';
import type { Refusal } from './refusal.ts';

export type { Extraction, PageInput } from './extraction.ts';

/**
 * Reads a page's bytes: charset, article body, facts, and related stories.
 *
 * @example
 * readPage({ bytes, url: 'https://news.example/a', headers: { 'content-type': 'text/html' } })
 * // { ok: true, article: { title: 'Bridge reopens', … }, confidence: 0.9, encoding: 'utf-8' }
 */
export function readPage(input: PageInput): Extraction {
  if (isBinaryData(input.bytes)) return { ok: false, ...binaryData };
  const { pieces, encoding } = decodePage(input.bytes, contentType(input.headers));
  return readTree(parseHtml(pieces), { ...input, encoding, htmlChars: charsOf(pieces) });
}

/** A picture or an archive that its server calls a page. */
export const binaryData: Refusal = { reason: 'not-html', detail: 'binary data, no text' };

/** The content type among headers, whatever their case. */
export function contentType(headers: Readonly<Record<string, string>>): string | undefined {
  for (const [name, value] of Object.entries(headers)) {
    if (name.toLowerCase() === 'content-type') return value;
  }
  return undefined;
}
