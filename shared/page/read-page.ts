import type { ExtractedArticle, NotArticleReason } from '../model/article.ts';
import { decodePage } from './decode-page.ts';
import { parseHtml } from './parse-html.ts';
import { readTree } from './read-tree.ts';

/** A page as it came, and what its feed said of it. */
export type PageInput = {
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly hints?: PageHints;
};

export type PageHints = {
  readonly title?: string;
  readonly language?: string;
  readonly publishedAt?: string;
  readonly authors?: readonly string[];
};

/** An article, or why a page is none. */
export type Extraction =
  | {
      readonly ok: true;
      readonly article: ExtractedArticle;
      /** From 0 to 1: how sure the body is to be the whole article and nothing else. */
      readonly confidence: number;
      readonly encoding: string;
    }
  | { readonly ok: false; readonly reason: NotArticleReason; readonly detail: string };

/**
 * Reads a page's bytes: charset, article body, facts, and related stories.
 *
 * @example
 * readPage({ bytes, url: 'https://news.example/a', headers: { 'content-type': 'text/html' } })
 * // { ok: true, article: { title: 'Bridge reopens', … }, confidence: 0.9, encoding: 'utf-8' }
 */
export function readPage(input: PageInput): Extraction {
  const { html, encoding } = decodePage(input.bytes, contentType(input.headers));
  return readTree(parseHtml(html), { ...input, encoding, htmlChars: html.length });
}

function contentType(headers: Readonly<Record<string, string>>): string | undefined {
  for (const [name, value] of Object.entries(headers)) {
    if (name.toLowerCase() === 'content-type') return value;
  }
  return undefined;
}
