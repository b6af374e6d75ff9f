import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
} from '../../../bench/stores/memory-stores.ts';
import type { FetchArticleTask, LinkArticleTask } from '../../../shared/messages.ts';
import type { Article } from '../../../shared/model/article.ts';
import type { FeedId } from '../../../shared/model/ids.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle } from '../../builders/a-story.ts';
import { aUrl } from '../../builders/an-article.ts';

const now = () => new Date('2026-01-06T10:00:00.000Z');
const feedId = 'f00000000000000000001' as FeedId;

let tables: MemoryTables;
let asked: FetchArticleTask[];
let left: number;
let ports: LinkArticlePorts;
beforeEach(() => {
  tables = emptyTables();
  asked = [];
  left = 2;
  const follow = {
    sendArticleTasks: async (tasks: readonly FetchArticleTask[]) => void asked.push(...tasks),
    takeOne: async (day: string) => day === '2026-01-06' && left-- > 0,
  };
  ports = { ...memoryLinkPorts(tables, { now }), follow };
});

/** The task of a page whose related block points there. */
function pointsTo(
  to: readonly string[],
  url: string,
  parts: Partial<Article> = { feedId },
): LinkArticleTask {
  const related = to.map((target) => ({ url: aUrl(target), title: 'Ferry stops in Dunmore' }));
  const { article } = aStoredArticle(url, { site: 'news.example', related, ...parts });
  const { articleId } = article;
  tables.articles.set(articleId, article);
  return { version: 1, kind: 'article', articleId, revision: 1, language: 'en' };
}

describe('a related page that is not stored', () => {
  it('is asked for once, whoever points to it', async () => {
    const to = 'https://www.news.example/ferry';
    await linkArticle(pointsTo([to], 'https://news.example/a'), ports);
    await linkArticle(pointsTo([to], 'https://news.example/b'), ports);
    expect(asked).toEqual([
      {
        ...{ version: 1, articleId: articleIdOf(aUrl(to)), url: to },
        entry: { title: 'Ferry stops in Dunmore' },
      },
    ]);
  });

  it('is left alone when it is of another site', async () => {
    await linkArticle(pointsTo(['https://other.example/b'], 'https://news.example/a'), ports);
    expect(asked).toEqual([]);
  });

  it('is left alone when no feed brought the page that points to it', async () => {
    await linkArticle(pointsTo(['https://news.example/b'], 'https://news.example/a', {}), ports);
    expect(asked).toEqual([]);
  });

  it('is left alone when it is known, whatever became of it', async () => {
    const to = 'https://news.example/gone';
    const articleId = articleIdOf(aUrl(to));
    tables.articles.set(articleId, {
      ...{ articleId, state: 'discarded', url: to, reason: 'gone', detail: 'status 404' },
      discardedAt: '2026-01-01T00:00:00.000Z',
    });
    await linkArticle(pointsTo([to], 'https://news.example/a'), ports);
    expect(asked).toEqual([]);
  });

  it('is left alone when the day has spent what it had', async () => {
    const to = ['b', 'c', 'd'].map((name) => `https://news.example/${name}`);
    await linkArticle(pointsTo(to, 'https://news.example/a'), ports);
    expect(asked).toHaveLength(2);
  });

  it('is remembered and not asked for where a stage does not want it', async () => {
    const { follow: _follow, ...without } = ports;
    const to = 'https://news.example/b';
    await linkArticle(pointsTo([to], 'https://news.example/a'), without);
    expect(asked).toEqual([]);
    expect([...tables.stories.values()].flatMap(({ story }) => story.mentions)).toMatchObject([
      { url: to },
    ]);
  });
});
