import { signatureOf } from '../../shared/linking/likeness/signature.ts';
import { addReport, emptyStory, type Report } from '../../shared/linking/story/grow-story.ts';
import type { StoryState } from '../../shared/linking/story/story-state.ts';
import type { Article } from '../../shared/model/article.ts';
import type { CanonicalUrl } from '../../shared/model/ids.ts';
import { articleIdOf, storyIdOf } from '../../shared/url/ids.ts';
import { anArticle, aParagraph, aRevision } from './an-article.ts';

type ReportParts = Partial<Report> & { readonly text?: string };

/** A valid report; a test names only the fields it is about. */
export function aReport({ text = '', ...overrides }: ReportParts = {}): Report {
  const url = overrides.url ?? 'https://news.example/a';
  const title = overrides.title ?? 'Bridge reopens in Dunmore';
  const language = overrides.language ?? 'en';
  return {
    ...{ articleId: articleIdOf(url as CanonicalUrl), url, title, language },
    ...{ words: `${title}\n${text}`, site: 'news.example', at: '2026-01-05T09:00:00.000Z' },
    ...{ signature: signatureOf({ language, title, text }), places: [], kind: 'article' },
    ...overrides,
  };
}

/** A story of these reports, founded by the first. */
export function aStory(first: Report = aReport(), ...others: Report[]): StoryState {
  const empty = emptyStory(storyIdOf(first.articleId), first);
  return [first, ...others].reduce((state, report) => addReport(state, report), empty);
}

/** An article with its text, as fetch-article stores it. */
export function aStoredArticle(url: string, overrides: Partial<Article> & { text?: string } = {}) {
  const { text = 'The bridge reopened on Monday.', ...rest } = overrides;
  const canonicalUrl = url as CanonicalUrl;
  const article = anArticle({ canonicalUrl, url, lead: text.slice(0, 300), ...rest });
  const { articleId, revision, title } = article;
  const blocks = text.split('\n').map(aParagraph);
  return { article, revision: aRevision({ articleId, revision, title, blocks }) };
}
