import { beforeAll, describe, expect, it } from 'vitest';
import { dynamoArticleHours } from '../../shared/adapters/dynamo/article-hours.ts';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { type FetchArticleTask, fetchArticleTask } from '../../shared/messages.ts';
import type { Article } from '../../shared/model/article.ts';
import { revisitArticles } from '../../shared/pipeline/articles/revisit-articles.ts';
import { anArticle, aUrl } from '../builders/an-article.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const store = () => dynamoArticleStore(services.dynamo, services.names.tables.articles);
const published = (path: string, publishedAt: string, facts: Partial<Article> = {}) =>
  anArticle({ canonicalUrl: aUrl(`https://news.example/${path}`), publishedAt, ...facts });

const day = '2026-01-05T';
const stored = [
  published('an-hour-old', `${day}10:30:00.000Z`, { etag: '"1"' }),
  published('just-out', `${day}11:59:00.000Z`),
  published('four-hours-old', `${day}07:10:00.000Z`),
  published('four-hours-old-and-lively', `${day}07:20:00.000Z`, { liveblog: true }),
  published('a-day-old', '2026-01-04T11:00:00.000Z'),
  published('removed', `${day}10:31:00.000Z`, { state: 'removed' }),
  published('missed', '2026-01-01T00:00:00.000Z', { etag: '"2"' }),
];

/** What is sent at a time, and where to. */
async function sentAt(now: string) {
  const sent: FetchArticleTask[] = [];
  const outcome = await revisitArticles({
    hours: dynamoArticleHours(services.dynamo, services.names.tables.articles),
    articles: store(),
    sendArticleTasks: async (tasks) => void sent.push(...tasks),
    schedule: { always: [1, 24], lively: [4] },
    now: () => new Date(now),
  });
  for (const task of sent) expect(fetchArticleTask.parse(task)).toEqual(task);
  return { outcome, sent, paths: sent.map(({ url }) => url.slice('https://news.example/'.length)) };
}

beforeAll(async () => {
  for (const article of stored) await store().save(article, 0);
  const { articleId } = stored.at(-1) ?? stored[0] ?? anArticle();
  await store().note(articleId, { goneSince: '2026-01-04T14:20:00.000Z' }, 1);
});

describe('what is fetched again', () => {
  it('is of the ages of the schedule, fewer where nothing was changed', async () => {
    const { outcome, paths, sent } = await sentAt(`${day}12:05:00.000Z`);

    expect(paths.toSorted()).toEqual(['a-day-old', 'an-hour-old', 'four-hours-old-and-lively']);
    expect(outcome).toEqual({ kind: 'revisited', looked: 4, sent: 3, missed: 0 });
    expect(sent.find(({ url }) => url.endsWith('an-hour-old'))?.validators).toEqual({
      etag: '"1"',
    });
  });

  it('is what could not be found, also when nothing ran for a day', async () => {
    const missed: number[] = [];
    for (let hour = 14; hour < 20; hour++)
      missed.push((await sentAt(`2026-01-06T${hour}:30:00.000Z`)).outcome.missed);
    expect(missed.toSorted()).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it('is what could not be found a day ago, without conditions, also when an hour was left out', async () => {
    for (const now of [`${day}14:30:00.000Z`, `${day}18:00:00.000Z`]) {
      const { outcome, sent } = await sentAt(now);
      expect(outcome).toMatchObject({ missed: 1 });
      expect(sent.find(({ url }) => url.endsWith('missed'))).not.toHaveProperty('validators');
    }
  });

  it('is no more of that once the page is there again', async () => {
    const { articleId } = stored.at(-1) ?? anArticle();
    await store().note(articleId, { goneSince: undefined }, 1);

    expect((await sentAt(`${day}14:30:00.000Z`)).outcome).toMatchObject({ missed: 0 });
    expect(await store().find(articleId)).not.toHaveProperty('goneSince');
  });
});

describe('a note on an article', () => {
  it('is refused when another worker has saved a version meanwhile', async () => {
    const [article = anArticle()] = stored;
    await store().save({ ...article, revision: 2 }, 1);

    await expect(store().note(article.articleId, { extractorVersion: 9 }, 1)).rejects.toThrow(
      'written by another',
    );
    await store().note(article.articleId, { extractorVersion: 9 }, 2);
    expect(await store().find(article.articleId)).toEqual({
      ...{ ...article, revision: 2, extractorVersion: 9 },
    });
  });
});
