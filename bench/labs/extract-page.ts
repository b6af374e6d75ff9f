import { readPage } from '../../shared/page/read-page.ts';

type Page = {
  readonly title?: string;
  readonly text: string;
  readonly authors?: readonly string[];
  readonly publishedAt?: string;
  readonly language?: string;
  readonly error?: string;
};

/** The extractor as the pipeline calls it; pages of unknown address get one that says nothing. */
export function extractPage(input: {
  bytes: Uint8Array;
  url?: string;
  headers: Record<string, string>;
}): Page {
  const { bytes, headers, url = 'https://unknown.example/' } = input;
  const extraction = readPage({ bytes, headers, url });
  if (!extraction.ok) return { text: '', error: extraction.reason };
  const { article } = extraction;
  const { authors, language, text, title } = article;
  return {
    title,
    text,
    authors,
    language,
    ...(article.published === undefined ? {} : { publishedAt: article.published.at }),
  };
}
