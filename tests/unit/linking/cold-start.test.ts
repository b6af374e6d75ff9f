import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyTables,
  memoryLinkPorts,
  storyOfArticle,
} from '../../../bench/stores/memory-stores.ts';
import type { CanonicalUrl } from '../../../shared/model/ids.ts';
import { linkArticle } from '../../../shared/pipeline/linking/link-article.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle } from '../../builders/a-story.ts';
import { arabicTeasers } from './arabic-teasers.ts';

const now = () => new Date('2026-01-05T12:00:00.000Z');
const urlOf = (at: number) => `https://outlet${at}.example/story` as CanonicalUrl;

/** Links teasers in an order on empty tables; the positions that ended in one story. */
async function linkInOrder(teasers: readonly string[], order: readonly number[]) {
  const tables = emptyTables();
  const ports = memoryLinkPorts(tables, { now });
  for (const [minute, at] of order.entries()) {
    const publishedAt = new Date(Date.UTC(2026, 0, 5, 9, minute)).toISOString();
    const { article, revision } = aStoredArticle(urlOf(at), {
      ...{ title: teasers[at] ?? '', text: '', language: 'ar', publishedAt },
    });
    const { articleId } = article;
    tables.articles.set(articleId, article);
    tables.revisions.set(`${articleId} 1`, revision);
    const task = { version: 1, kind: 'article', articleId, revision: 1, language: 'ar' } as const;
    await linkArticle(task, ports);
  }
  const together = new Map<string, number[]>();
  for (const at of teasers.keys()) {
    const story = storyOfArticle(tables, articleIdOf(urlOf(at))) ?? `${at}`;
    together.set(story, [...(together.get(story) ?? []), at]);
  }
  return [...together.values()].filter(({ length }) => length > 1);
}

describe('the first eight teasers that empty tables see', () => {
  it.each(Object.keys(arabicTeasers))(
    'of %s: the three of one event and nothing else are linked, in any order',
    async (topic) => {
      const teasers = arabicTeasers[topic] ?? [];
      const orders = fc.shuffledSubarray([...teasers.keys()], { minLength: teasers.length });
      const law = fc.asyncProperty(orders, async (order) => {
        expect(await linkInOrder(teasers, order)).toEqual([[0, 1, 2]]);
      });
      await fc.assert(law, { seed: 8, numRuns: 20 });
    },
  );
});
