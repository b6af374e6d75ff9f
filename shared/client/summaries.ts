import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readItem } from '../adapters/dynamo/stored-item.ts';
import { mapped } from '../collections/streams.ts';
import type { ArticleId, Instant, StoryId } from '../model/ids.ts';
import { type Item, type KeyQuery, queryItems } from './query-items.ts';

/** What the indexes hold of an article; which of the optional ones depends on the index. */
export type ArticleSummary = {
  readonly articleId: ArticleId;
  readonly publishedAt: Instant;
  readonly title: string;
  readonly url: string;
  readonly language: string;
  readonly site?: string;
  readonly section?: string;
  readonly state?: 'live' | 'removed';
};

/** What the index of latest stories holds. */
export type StorySummary = {
  readonly storyId: StoryId;
  readonly headline: string;
  readonly articleCount: number;
  readonly languages: readonly string[];
  /** Registrable domains of the outlets. */
  readonly sites: readonly string[];
  /** Its newest report, or one of the hour before that. */
  readonly lastSeenAt: Instant;
};

const articleId = z.string().transform((id) => id as ArticleId);
const instant = z.iso.datetime({ precision: 3 });

const articleSummary = z.object({
  articleId,
  publishedAt: instant,
  title: z.string(),
  url: z.string(),
  language: z.string(),
  site: z.string().exactOptional(),
  section: z.string().exactOptional(),
  state: z.enum(['live', 'removed']).exactOptional(),
});

const storySummary = z.object({
  storyId: z.string().transform((id) => id as StoryId),
  headline: z.string(),
  articleCount: z.int(),
  languages: z.array(z.string()),
  sites: z.array(z.string()),
  lastSeenAt: instant,
});

export const readArticleSummary = (item: Item, table: string): ArticleSummary =>
  readItem(articleSummary, item, { table, key: String(item['articleId']) });

/** What a query of an index finds of articles. */
export const articleSummaries = (dynamo: DynamoDBDocumentClient, query: KeyQuery) =>
  mapped(queryItems(dynamo, query), (item) => readArticleSummary(item, query.table));

export const readStorySummary = (item: Item, table: string): StorySummary =>
  readItem(storySummary, item, { table, key: String(item['storyId']) });
