import type { ExtractedArticle } from '../../../../shared/model/article.ts';
import type { PageHints } from '../../../../shared/page/extraction.ts';
import { readPage } from '../../../../shared/page/read-page.ts';

const paragraph =
  'The bridge over the river was opened again on Monday, the mayor of the town said to those who had come.';

export type PageParts = {
  readonly head?: string;
  /** Between headline and text. */
  readonly above?: string;
  readonly below?: string;
  readonly body?: string;
  readonly html?: string;
  readonly url?: string;
  readonly hints?: PageHints;
};

/** The article of a page of which a test names only the parts that it is about. */
export function articleOf(parts: PageParts): ExtractedArticle {
  const { head = '', above = '', below = '', html = '<html lang="en">', hints = {} } = parts;
  const body = parts.body ?? `<p>${paragraph} Nobody minded.</p><p>${paragraph} She left soon.</p>`;
  const page = `${html}<head><title>Bridge reopens after a week</title>${head}</head><body><article><h1>Bridge reopens after a week</h1>${above}<div class="text">${body}</div></article>${below}</body></html>`;
  const extraction = readPage({
    bytes: new TextEncoder().encode(page),
    url: parts.url ?? 'https://www.herald.example/bridge',
    headers: {},
    hints,
  });
  if (!extraction.ok) throw new Error(`refused as ${extraction.reason}`);
  return extraction.article;
}

/** A script of JSON-LD, as given or of an object. */
export const jsonLd = (data: unknown): string =>
  `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`;

export const meta = (name: string, content: string): string =>
  `<meta ${/^(og|article):/.test(name) ? 'property' : 'name'}="${name}" content="${content}">`;
