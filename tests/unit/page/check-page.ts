import { isDeepStrictEqual } from 'node:util';
import { itemOf as articleItemOf } from '../../../shared/adapters/dynamo/article-item.ts';
import { itemOf as storyItemOf } from '../../../shared/adapters/dynamo/story-item.ts';
import { boundFacts } from '../../../shared/article/bound-facts.ts';
import { partFacts } from '../../../shared/article/version-facts.ts';
import { reportOf } from '../../../shared/linking/likeness/report.ts';
import { fetchArticleTask } from '../../../shared/messages.ts';
import type { Article, ExtractedArticle } from '../../../shared/model/article.ts';
import { readPage } from '../../../shared/page/read-page.ts';
import { lookAgainTask } from '../../../shared/pipeline/articles/look-again.ts';
import type { TableName } from '../../../shared/tables.ts';
import { aStory } from '../../builders/a-story.ts';
import { anArticle } from '../../builders/an-article.ts';
import { refusalsOf } from '../../builders/item-bytes.ts';

/** What reading a page came to, in a word or two. */
export type PageOutcome = { readonly outcome: 'read' | 'refused'; readonly reason?: string };

const page = { url: 'https://a.example/2026/01/05/quay', headers: { 'content-type': 'text/html' } };

/**
 * Reads a page as hostile as can be, and everything that is made of it until it is stored.
 *
 * @throws where that is not the same twice, more than a table takes, or no text that a service takes
 */
export function checkPage(bytes: Uint8Array): PageOutcome {
  const read = readPage({ ...page, bytes });
  if (!isDeepStrictEqual(readPage({ ...page, bytes }), read))
    throw new Error('read twice, to two results');
  if (!read.ok) return { outcome: 'refused', reason: read.reason };

  const bounded = boundFacts(read.article);
  const { text, blocks: _blocks, ...facts } = bounded;
  if (/\\ud[89a-f]/.test(JSON.stringify(facts))) throw new Error('half a character in the facts');
  const article = articleOf(bounded);
  refuse('articles', articleItemOf(article));
  const report = reportOf(article, text);
  const story = aStory(report);
  refuse('stories', storyItemOf(story));
  for (const term of [...story.profile.posted.terms, ...report.signature.keys.keys()])
    refuse('linkIndex', { term, posting: '' });
  fetchArticleTask.parse(lookAgainTask(article));
  return { outcome: 'read' };
}

function articleOf(extracted: ExtractedArticle): Article {
  const { published, canonicalUrl = anArticle().canonicalUrl } = extracted;
  return anArticle({
    ...{ ...partFacts(extracted, {}).facts, canonicalUrl },
    ...(published && { publishedAt: published.at, publishedPrecision: published.precision }),
  });
}

function refuse(table: TableName, item: Readonly<Record<string, unknown>>): void {
  const [problem] = refusalsOf(table, item);
  if (problem !== undefined) throw new Error(`${table} would refuse ${problem}`);
}
