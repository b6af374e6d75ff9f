import { describe, expect, it } from 'vitest';
import type { FetchArticleTask } from '../../../shared/messages.ts';
import type { Article } from '../../../shared/model/article.ts';
import { revisitArticles } from '../../../shared/pipeline/articles/revisit-articles.ts';
import { anArticle, aUrl } from '../../builders/an-article.ts';

const now = () => new Date('2026-01-06T10:30:00.000Z');
const articleOf = (nth: number, state: Article['state']) => {
  const url = aUrl(`https://news.example/${nth}`);
  return anArticle({ url, canonicalUrl: url, state, goneSince: '2026-01-05T09:00:00.000Z' });
};

/** Looks for so many articles that were all missed in the same hour. */
async function revisit(count: number, state: Article['state'] = 'live') {
  const missed = Array.from({ length: count }, (_, nth) => articleOf(nth, state));
  const byId = new Map(missed.map((article) => [article.articleId, article]));
  const [sent, asked]: [FetchArticleTask[], number[]] = [[], []];
  const outcome = await revisitArticles({
    ...{ now, schedule: { always: [], lively: [] } },
    hours: {
      async *missedUntil(hour) {
        if (hour === '2026-01-06T10') yield missed.map(({ articleId }) => articleId);
      },
      async *publishedIn() {},
    },
    articles: {
      async findMany(ids) {
        asked.push(ids.length);
        return ids.flatMap((id) => byId.get(id) ?? []);
      },
    },
    sendArticleTasks: async (tasks) => void sent.push(...tasks),
  });
  return { outcome, asked, sent: new Set(sent.map(({ articleId }) => articleId)).size };
}

describe('an hour of revisits', () => {
  it('looks at all articles of its ages, a hundred at a time', async () => {
    const { sent, asked } = await revisit(230);
    expect(sent).toBe(230);
    expect(asked).toEqual([100, 100, 30]);
  });

  it('asks no site for what is known to be removed', async () => {
    expect(await revisit(1, 'removed')).toMatchObject({ sent: 0, outcome: { looked: 1 } });
  });

  it('takes no more than it has time for', async () => {
    const { sent, outcome } = await revisit(20_050);
    expect(sent).toBe(20_000);
    expect(outcome).toMatchObject({ looked: 20_000, sent: 20_000 });
  });
});
