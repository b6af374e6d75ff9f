import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { runNewsloom } from '../../cli/run-newsloom.ts';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { dynamoLinkIndex } from '../../shared/adapters/dynamo/link-index.ts';
import { dynamoLinkStore } from '../../shared/adapters/dynamo/link-store.ts';
import { dynamoRevisionStore } from '../../shared/adapters/dynamo/revision-store.ts';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import { s3ExportFiles } from '../../shared/adapters/s3/export-files.ts';
import { packPage, s3RawArchive } from '../../shared/adapters/s3/raw-archive.ts';
import { exportSource } from '../../shared/client/export-source.ts';
import { newsClient } from '../../shared/client/news-client.ts';
import { reportOf } from '../../shared/linking/likeness/report.ts';
import type { Article } from '../../shared/model/article.ts';
import type { Link } from '../../shared/model/story.ts';
import { exportDay } from '../../shared/pipeline/export/export-day.ts';
import type { TakenDown } from '../../shared/ports/takedown.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { aRawPage } from '../builders/a-raw-page.ts';
import { aStoredArticle, aStory } from '../builders/a-story.ts';
import { aWorld, storeOn } from '../builders/a-world.ts';
import { aUrl } from '../builders/an-article.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const now = () => new Date('2026-01-06T12:00:00.000Z');
let out = '';

const world = aWorld({
  out: (text) => {
    out += text;
  },
  now,
  openStore: async () => storeOn(services, now),
});

async function run(...args: string[]) {
  out = '';
  return runNewsloom(args, world);
}

const url = 'https://news.example/zebrafish-2026';
const articleId = articleIdOf(aUrl(url));
const told = [
  aStoredArticle(url, {
    ...{ title: 'Zebrafish escape', text: 'Zebrafish escaped from a laboratory in Dunmore.' },
    section: 'Zebrafish',
  }),
  aStoredArticle('https://wire.example/tank', { title: 'Tank bursts', text: 'A tank burst.' }),
] as const;

/** All that is stored anywhere, as text: of packed things what is in them. */
async function everything(): Promise<string> {
  const { dynamo, s3, names } = services;
  const found: string[] = [];
  for (const TableName of Object.values(names.tables))
    for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName }))
      for (const item of Items) found.push(JSON.stringify(item, unpacked));
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: names.bucket }));
  for (const { Key } of Versions) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: names.bucket, Key }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    found.push(String(Key), Key?.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString());
  }
  return found.join('\n');
}

function unpacked(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Reflect.get(value, 'type') !== 'Buffer')
    return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
  const bytes = Buffer.from(Reflect.get(value, 'data'));
  return bytes[0] === 0x1f && bytes[1] === 0x8b
    ? gunzipSync(bytes).toString()
    : bytes.toString('latin1');
}

beforeAll(async () => {
  const { dynamo, s3, names } = services;
  const { tables } = names;
  const state = aStory(
    ...(told.map(({ article }) => reportOf(article, article.lead)) as [
      ReturnType<typeof reportOf>,
    ]),
  );
  const { storyId } = state.story;
  const pages = told.map(({ article: { articleId: id, url: at, lead } }) =>
    packPage(aRawPage({ url: at, bytes: Buffer.from(lead) }), id),
  );
  const rawKeys = await s3RawArchive(s3, names.bucket).saveAll(await Promise.all(pages));
  for (const [at, { article, revision }] of told.entries()) {
    const rawKey = rawKeys[at];
    await dynamoRevisionStore(dynamo, tables.revisions).create({
      ...revision,
      ...(rawKey !== undefined && { rawKey }),
    });
    const articles = dynamoArticleStore(dynamo, tables.articles);
    await articles.save(article, 0);
    await articles.setStory(article.articleId, { storyId, linkedRevision: 1 });
  }
  await articlesAlias();
  await dynamoStoryStore(dynamo, tables.stories).save(state, 0);
  const { at, crowd, terms } = state.profile.posted;
  await dynamoLinkIndex(dynamo, tables.linkIndex).saveAll(
    terms.map((term) => ({ term, at, crowd, storyId })),
    new Date('2026-02-01T00:00:00Z'),
  );
  const [one, two] = told.map(({ article }) => article);
  if (one === undefined || two === undefined) throw new Error('two are told above');
  const shared = { kind: 'same-story', role: 'peer', score: 0.5, storyId } as const;
  const evidence = { terms: ['tank'], names: [], places: [], numbers: [] };
  const end = (from: Article, to: Article): Link => ({
    ...{ ...shared, articleId: from.articleId, otherId: to.articleId, evidence },
    ...{ otherUrl: to.url, otherTitle: to.title, linkedAt: now().toISOString() },
  });
  await dynamoLinkStore(dynamo, tables.links).saveAll([end(one, two), end(two, one)]);
  const files = s3ExportFiles(s3, names.bucket);
  await exportDay('2026-01-05', ['jsonl'], { source: exportSource(dynamo, tables), files, now });
});

const articlesAlias = () =>
  dynamoArticleStore(services.dynamo, services.names.tables.articles).saveNonArticle({
    ...{ articleId: articleIdOf(aUrl('https://news.example/?p=9')), state: 'alias' },
    ...{ url: 'https://news.example/?p=9', aliasOf: articleId },
  });

describe('newsloom takedown', () => {
  it('wants a reason, and an address or an id', async () => {
    expect(await run('takedown', url)).toBe(2);
    expect(await run('takedown', 'zebra', '--reason', 'x')).toBe(2);
    expect(await everything()).toContain('escaped from a laboratory');
  });

  it('deletes an article wherever it is, by any variant of its address, and proves it', async () => {
    const variant = 'http://www.news.example/zebrafish-2026/?utm_source=x#top';
    expect(await run('takedown', variant, '--reason', 'court order', '--by', 'Ada', '--json')).toBe(
      0,
    );

    const proof = JSON.parse(out) as TakenDown;
    expect(proof).toMatchObject({ articleId, deleted: { versions: 1, rawPages: 1, links: 2 } });
    expect(proof.deleted.postings).toBeGreaterThan(0);
    expect(proof.deleted.exportFiles).toBeGreaterThan(0);
    expect(proof.stories).toMatchObject([{ fate: 'retold' }]);
    const left = (await everything()).replaceAll(url, '');
    expect(left).not.toMatch(/zebrafish/i);
    expect(left).toContain('Tank bursts');
    expect(await run('takedown', url, '--reason', 'again', '--json')).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ deleted: { versions: 0, rawPages: 0, links: 0 } });
  });

  it('leaves a tombstone that says who, when and why, and tells consumers', async () => {
    expect(await run('articles', 'show', 'https://news.example/?p=9', '--json')).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ...{ articleId, state: 'taken-down', takenDownBy: 'Ada', takedownReason: 'court order' },
    });
    const { dynamo, names } = services;
    const later = () => new Date('2026-01-06T13:00:00.000Z');
    const kinds: string[] = [];
    const news = newsClient({ dynamo, tables: names.tables, now: later });
    for await (const { kind, articleId: id } of news.changedSince('2026-01-06T11:30:00.000Z'))
      if (id === articleId) kinds.push(kind);
    expect(kinds).toEqual(['taken-down']);
  });

  it('keeps the article out of the table until it is lifted', async () => {
    const articles = dynamoArticleStore(services.dynamo, services.names.tables.articles);
    const [{ article }] = told;
    await expect(articles.save(article, 0)).rejects.toThrow();
    await articles.saveNonArticle({
      ...{ articleId, state: 'discarded', url, reason: 'gone', detail: '' },
      discardedAt: now().toISOString(),
    });
    expect(await articles.find(articleId)).toMatchObject({ state: 'taken-down' });

    expect(await run('takedown', articleId, '--lift')).toBe(0);
    expect(await run('takedown', articleId, '--lift')).toBe(1);
    await articles.save(article, 0);
    expect(await articles.find(articleId)).toMatchObject({ state: 'live' });
  });
});
