import {
  type DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { dynamoChangeLog } from '../../shared/adapters/dynamo/change-log.ts';
import { dynamoLinkStore } from '../../shared/adapters/dynamo/link-store.ts';
import { dynamoRevisionStore } from '../../shared/adapters/dynamo/revision-store.ts';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import { type NewsClient, newsClient } from '../../shared/client/news-client.ts';
import type { Article } from '../../shared/model/article.ts';
import type { FeedId, StoryId } from '../../shared/model/ids.ts';
import type { Link } from '../../shared/model/story.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { aReport, aStory } from '../builders/a-story.ts';
import { anArticle, aRevision, aUrl } from '../builders/an-article.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const now = () => new Date('2026-01-05T12:30:00.000Z');
const feedId = `f${'1'.repeat(20)}` as FeedId;

/** Answers every query in three pages or more: an empty one, then one with an item, then the next. */
function inSmallPages(dynamo: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const empty = { emptyPageBefore: 'all' };
  const send = async (command: { input: QueryCommandInput }) => {
    const kind = command.constructor.name;
    if (kind === 'ScanCommand') throw new Error('a scan');
    if (kind !== 'QueryCommand') return dynamo.send(command as never);
    queries++;
    const { ExclusiveStartKey: from, ...input } = command.input;
    if (from === undefined) return { Items: [], LastEvaluatedKey: empty };
    const start = 'emptyPageBefore' in from ? {} : { ExclusiveStartKey: from };
    return dynamo.send(new QueryCommand({ ...input, ...start, Limit: 1 }));
  };
  return { ...dynamo, send } as unknown as DynamoDBDocumentClient;
}
let queries = 0;

const at = (hour: number, minute = 0) =>
  `2026-01-05T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00.000Z`;

const told = Array.from({ length: 9 }, (_, n): Article => {
  const url = aUrl(`https://news.example/${n}`);
  return anArticle({
    ...{ canonicalUrl: url, url, title: `Report ${n}`, language: n % 3 === 0 ? 'ar-SA' : 'en' },
    ...{ publishedAt: at(8 + Math.floor(n / 3), n), changedAt: at(9 + Math.floor(n / 3), 30) },
    ...{ feedId, section: n % 2 === 0 ? 'Culture' : 'World' },
    related: n === 0 ? [{ url: aUrl('https://news.example/5'), title: 'Report 5' }] : [],
  });
});

type LinkParts = Pick<Link, 'kind' | 'score' | 'storyId'> & { readonly to: number };

const aLink = ({ to, ...rest }: LinkParts): Link => ({
  role: rest.kind === 'on-page' ? 'to' : 'peer',
  ...rest,
  articleId: articleIdOf(aUrl('https://news.example/0')),
  otherId: articleIdOf(aUrl(`https://news.example/${to}`)),
  ...{ linkedAt: at(12), otherUrl: `https://news.example/${to}`, otherTitle: '' },
  evidence: { terms: [], names: [], places: [], numbers: [] },
});

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};
const titles = async (items: AsyncIterable<{ title: string }>) =>
  (await all(items)).map(({ title }) => title);
const newestFirst = told.map(({ title }) => title).toReversed();

let news: NewsClient;
const story = aStory(aReport({ url: 'https://news.example/0' }));
const storyId = story.story.storyId;
const mergedId = `s${'2'.repeat(24)}` as StoryId;

beforeAll(async () => {
  const { dynamo, names } = services;
  const articles = dynamoArticleStore(dynamo, names.tables.articles);
  for (const article of told) await articles.save(article, 0);
  for (const { articleId } of told.slice(0, 3))
    await articles.setStory(articleId, { storyId, linkedRevision: 1 });
  const alias = aUrl('https://news.example/alias');
  await articles.saveNonArticle({
    ...{ articleId: articleIdOf(alias), state: 'alias', url: alias },
    aliasOf: articleIdOf(aUrl('https://news.example/0')),
  });
  const stories = dynamoStoryStore(dynamo, names.tables.stories);
  await stories.save(story, 0);
  const merged = { ...story.story, storyId: mergedId, mergedInto: storyId };
  await stories.save({ ...story, story: merged }, 0);
  const revisions = dynamoRevisionStore(dynamo, names.tables.revisions);
  const articleId = articleIdOf(aUrl('https://news.example/0'));
  for (const revision of [1, 2, 3]) await revisions.create(aRevision({ articleId, revision }));
  await dynamoLinkStore(dynamo, names.tables.links).saveAll([
    aLink({ kind: 'copy', to: 1, score: 0.9, storyId }),
    aLink({ kind: 'same-story', to: 2, score: 0.95, storyId: mergedId }),
    aLink({ kind: 'same-story', to: 3, score: 0.8, storyId: `s${'3'.repeat(24)}` as StoryId }),
    aLink({ kind: 'on-page', to: 4, score: 1 }),
  ]);
  const changes = dynamoChangeLog(dynamo, names.tables);
  for (const { articleId, changedAt } of told)
    await changes.put({ articleId, changedAt, kind: 'created', revision: 1, change: 'first' });
  news = newsClient({ dynamo: inSmallPages(dynamo), tables: names.tables, now });
});

describe('the read client', () => {
  it('lists the latest articles newest first, across hours, shards and pages', async () => {
    expect(await titles(news.latestArticles({ since: at(0) }))).toEqual(newestFirst);
  });

  it('stops at the limit and at the end of the period', async () => {
    const few = news.latestArticles({ since: at(0), limit: 2 });
    expect(await titles(few)).toEqual(newestFirst.slice(0, 2));
    expect(await titles(news.latestArticles({ since: at(0), limit: 0 }))).toEqual([]);
    const early = news.latestArticles({ since: at(8, 1), until: at(8, 2) });
    expect(await titles(early)).toEqual(['Report 2', 'Report 1']);
  });

  it('finds the variants of a language', async () => {
    const arabic = news.latestArticles({ since: at(0), language: 'ar' });
    expect(await titles(arabic)).toEqual(['Report 6', 'Report 3', 'Report 0']);
  });

  it('finds the articles of a section, and of a feed', async () => {
    const culture = news.latestArticles({ since: at(0), section: 'culture', limit: 2 });
    expect(await titles(culture)).toEqual(['Report 8', 'Report 6']);
    const both = news.latestArticles({ since: at(9), feedId, language: 'ar', section: 'World' });
    expect(await titles(both)).toEqual(['Report 3']);
  });

  it('takes an instant in any zone, and refuses what is none', async () => {
    const inCairo = `${at(10, 30).slice(0, 19)}+02:00`;
    const early = news.latestArticles({ since: inCairo, until: at(8, 45), order: 'oldest-first' });
    expect(await titles(early)).toEqual([]);
    for (const wrong of ['yesterday', 'x#y']) {
      expect(() => news.changedSince(wrong)).toThrow('is no instant');
      expect(() => news.latestStories({ since: wrong })).toThrow('is no instant');
      expect(() => news.articlesOfFeed(feedId, { since: wrong })).toThrow('is no instant');
    }
  });

  it('tells every change once, in order, and goes on from any cursor', async () => {
    const changes = await all(news.changedSince(at(0)));
    expect(changes.map(({ cursor }) => cursor)).toEqual(
      told.map(({ changedAt, articleId }) => `${changedAt}#${articleId}#r1`).toSorted(),
    );
    for (const [index, { cursor }] of changes.entries())
      expect(await all(news.changedSince(cursor))).toEqual(changes.slice(index + 1));
  });

  it('keeps changes of the last minute back until they have settled', async () => {
    const { dynamo, names } = services;
    const early = newsClient({ dynamo, tables: names.tables, now: () => new Date(at(9, 30)) });
    expect(await all(early.changedSince(at(0)))).toEqual([]);
  });

  it('lists the articles of a feed newest first', async () => {
    expect(await titles(news.articlesOfFeed(feedId))).toEqual(newestFirst);
    expect(await titles(news.articlesOfFeed(feedId, { since: at(10) }))).toHaveLength(3);
  });

  it('follows a merged story to the one that lives', async () => {
    expect((await news.story(mergedId))?.storyId).toBe(storyId);
    expect(await titles(news.articlesOfStory(mergedId))).toEqual(
      newestFirst.slice(-3).toReversed(),
    );
  });

  it('says of each member of a story why it belongs, also by links older than a merge', async () => {
    const found = await news.storyWithMembers(mergedId);
    expect(found?.story.storyId).toBe(storyId);
    const members = found ? await all(found.members) : [];
    expect(members.map(({ title }) => title)).toEqual(newestFirst.slice(-3).toReversed());
    expect(members.map(({ because }) => because.map(({ kind }) => kind))).toEqual([
      ['same-story', 'copy'],
      [],
      [],
    ]);
    expect(await news.storyWithMembers(`s${'9'.repeat(24)}`)).toBeUndefined();
  });

  it('shows an article with every version and link, also by an alias', async () => {
    const alias = articleIdOf(aUrl('https://news.example/alias'));
    const found = await news.articleWithHistory(alias);
    expect(found?.article).toMatchObject({ title: 'Report 0' });
    expect(found && (await all(found.revisions)).map(({ revision }) => revision)).toEqual([
      1, 2, 3,
    ]);
    expect(found && (await all(found.links)).map(({ kind, role }) => [kind, role])).toEqual([
      ...[['copy', 'peer'] as const, ['on-page', 'to'] as const],
      ...[['same-story', 'peer'] as const, ['same-story', 'peer'] as const],
      ['on-page', 'from'],
    ]);
  });

  it('tells what a page points to, as its record has it', async () => {
    const links = await all(news.links(articleIdOf(aUrl('https://news.example/0'))));
    const target = articleIdOf(aUrl('https://news.example/5'));
    expect(links.at(-1)).toMatchObject({ otherId: target, otherTitle: 'Report 5' });
    expect(await all(news.links(target))).toEqual([]);
  });

  it('reads no further than its reader goes', async () => {
    queries = 0;
    for await (const _ of news.articlesOfFeed(feedId)) break;
    // An empty page, and that with the first.
    expect(queries).toBe(2);
  });

  it('lists the latest stories, told by enough outlets', async () => {
    const since = '2026-01-01T00:00:00.000Z';
    expect((await all(news.latestStories({ since }))).map((each) => each.storyId)).toEqual([
      storyId,
    ]);
    expect(await all(news.latestStories({ since, minSources: 2 }))).toEqual([]);
  });

  it('finds an article by any variant of its address, and through an alias', async () => {
    const variants = ['http://www.news.example/0/?utm_source=x#top', 'https://news.example/alias'];
    for (const variant of variants)
      expect(await news.articleByUrl(variant)).toMatchObject({ title: 'Report 0' });
    expect(await news.articleByUrl('mailto:a@news.example')).toBeUndefined();
    expect(await news.articleByUrl('https://news.example/none')).toBeUndefined();
  });

  it('reads every revision with its text, oldest first', async () => {
    const revisions = await all(news.revisions(articleIdOf(aUrl('https://news.example/0'))));
    expect(revisions.map(({ revision }) => revision)).toEqual([1, 2, 3]);
    expect(revisions[0]?.blocks).toEqual(aRevision().blocks);
  });
});
