import type { Article, Block, ExtractedArticle, Revision } from '../../shared/model/article.ts';
import type { CanonicalUrl } from '../../shared/model/ids.ts';
import { articleIdOf } from '../../shared/url/ids.ts';

export const aUrl = (url = 'https://news.example/a'): CanonicalUrl => url as CanonicalUrl;

export const aParagraph = (text: string): Block => ({ kind: 'paragraph', text });

/** A valid article; a test names only the fields it is about. */
export function anArticle(overrides: Partial<Article> = {}): Article {
  const canonicalUrl = overrides.canonicalUrl ?? aUrl();
  return {
    articleId: articleIdOf(canonicalUrl),
    state: 'live',
    url: canonicalUrl,
    canonicalUrl,
    site: 'news.example',
    title: 'Bridge reopens',
    lead: 'The bridge reopened on Monday.',
    authors: [],
    tags: [],
    language: 'en',
    direction: 'ltr',
    publishedAt: '2026-01-05T09:00:00.000Z',
    publishedFrom: 'json-ld',
    publishedPrecision: 'second',
    fetchedAt: '2026-01-05T10:00:00.000Z',
    changedAt: '2026-01-05T10:00:00.000Z',
    wordCount: 5,
    rawKey: 'raw/2026-01-05/9604b2fe7e0f1de6.warc.gz#0-25310',
    contentHash: 'c'.repeat(32),
    revision: 1,
    extractorVersion: 1,
    related: [],
    rights: { robots: [] },
    ...overrides,
  };
}

/** What the extractor reads on a small page. */
export function anExtraction(overrides: Partial<ExtractedArticle> = {}): ExtractedArticle {
  const text = overrides.text ?? 'The bridge reopened on Monday.';
  return {
    title: 'Bridge reopens',
    lead: text,
    blocks: [aParagraph(text)],
    text,
    wordCount: text.split(' ').length,
    authors: [],
    tags: [],
    language: 'en',
    direction: 'ltr',
    related: [],
    rights: { robots: [] },
    ...overrides,
  };
}

export function aRevision(overrides: Partial<Revision> = {}): Revision {
  return {
    articleId: articleIdOf(aUrl()),
    revision: 1,
    kind: 'first',
    observedAt: '2026-01-05T10:00:00.000Z',
    title: 'Bridge reopens',
    blocks: [aParagraph('The bridge reopened on Monday.')],
    contentHash: 'c'.repeat(32),
    rawKey: 'raw/2026-01-05/9604b2fe7e0f1de6.warc.gz#0-25310',
    extractorVersion: 1,
    ...overrides,
  };
}
