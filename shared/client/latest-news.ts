import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoArticleStore } from '../adapters/dynamo/article-store.ts';
import type { ToldArticle, ToldStory } from '../export/feed-items.ts';
import type { Article } from '../model/article.ts';
import type { LatestNews } from '../ports/exports.ts';
import type { Clock } from '../ports/web.ts';
import type { NewsClient } from './news-client.ts';

type Sources = {
  readonly news: NewsClient;
  readonly dynamo: DynamoDBDocumentClient;
  readonly articles: string;
  readonly now: Clock;
};

/** Entries of a feed; how far back they reach; articles that a story names. */
const mostEntries = 100;
const reachMs = 7 * 24 * 60 * 60 * 1000;
const mostNamed = 20;

/** The latest of a store, for feeds. */
export function latestNews({ news, dynamo, articles: table, now }: Sources): LatestNews {
  const since = () => new Date(now().getTime() - reachMs).toISOString();
  return {
    async articles() {
      const ids: Article['articleId'][] = [];
      for await (const { articleId } of news.latestArticles({ since: since(), limit: mostEntries }))
        ids.push(articleId);
      const records = await dynamoArticleStore(dynamo, table).findMany(ids);
      return records
        .filter((record): record is Article => record.state === 'live')
        .toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1));
    },
    async stories() {
      const told: ToldStory[] = [];
      for await (const { storyId } of news.latestStories({ since: since(), limit: mostEntries })) {
        const story = await news.story(storyId);
        if (story === undefined) continue;
        const articles: ToldArticle[] = [];
        for await (const article of news.articlesOfStory(storyId)) {
          if (article.state !== 'removed') articles.push(article);
          if (articles.length === mostNamed) break;
        }
        told.push({ story, articles });
      }
      return told;
    },
  };
}
