import type { ArticleId } from '../../shared/model/ids.ts';
import type { RawPage } from '../../shared/ports/articles.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { aUrl } from './an-article.ts';

/** A page as fetch-article hands it to the archive. */
export const aRawPage = (overrides: Partial<RawPage> = {}): RawPage => ({
  bytes: new TextEncoder().encode('<html><p>The bridge reopened on Monday.</p></html>'),
  url: 'https://news.example/a',
  fetchedAt: '2026-01-05T10:00:00.000Z',
  headers: { 'content-type': 'text/html; charset=utf-8' },
  ...overrides,
});

export const anArticleId = (name: string | number = 'a'): ArticleId =>
  articleIdOf(aUrl(`https://news.example/${name}`));
