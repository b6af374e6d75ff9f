import type { ExtractedArticle, NotArticleReason } from '../model/article.ts';
import type { Instant } from '../model/ids.ts';

/** A page as it came, and what its feed said of it. */
export type PageInput = {
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly hints?: PageHints;
  /** When it was fetched: an outlet's rules change with its lay-out. */
  readonly fetchedAt?: Instant;
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
