import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parseFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runNewsloom } from '../../cli/run-newsloom.ts';
import type { composeHandler } from '../../functions/export-day/handler.ts';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { dynamoChangeLog } from '../../shared/adapters/dynamo/change-log.ts';
import { dynamoLinkStore } from '../../shared/adapters/dynamo/link-store.ts';
import { dynamoRevisionStore } from '../../shared/adapters/dynamo/revision-store.ts';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import {
  type Column,
  type ColumnType,
  type ExportTable,
  exportTables,
} from '../../shared/export/columns.ts';
import { parseFeed as parseOwn } from '../../shared/feed/parse-feed.ts';
import type { Article } from '../../shared/model/article.ts';
import type { Manifest } from '../../shared/pipeline/export/export-day.ts';
import { deployedSurroundings } from '../../shared/runtime/surroundings.ts';
import { articleIdOf, storyIdOf } from '../../shared/url/ids.ts';
import { aReport, aStoredArticle, aStory } from '../builders/a-story.ts';
import { aWorld, storeOn } from '../builders/a-world.ts';
import { aUrl } from '../builders/an-article.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const now = () => new Date('2026-01-07T00:30:00.000Z');
const folder = mkdtempSync(path.join(os.tmpdir(), 'newsloom-export-'));
let duckdb: DuckDBConnection;
beforeAll(async () => {
  duckdb = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => {
  duckdb?.closeSync();
  rmSync(folder, { recursive: true });
});

/** Six articles of two days, on the hour; the title of the first is hard on XML. */
const told = Array.from({ length: 6 }, (_, n) => {
  const url = `https://${n % 2 === 0 ? 'news' : 'wire'}.example/${n}`;
  const day = n < 4 ? '2026-01-05' : '2026-01-06';
  const at = `${day}T0${n}:00:00.000Z`;
  return aStoredArticle(url, {
    ...{ site: new URL(url).hostname, publishedAt: at, changedAt: `2026-01-06T1${n}:00:00.000Z` },
    title: n === 0 ? 'Bridge <b>&amp; ]]> "ford"\u0007\ud83d' : `Report ${n}`,
    text: `Text of report ${n}.\nIts second line, القمر 月.`,
    lead: `Text of report ${n}.`,
    ...{ authors: ['Ines Calloway', 'A. N. Other'].slice(0, n % 3), tags: [] },
    language: n === 3 ? 'ar' : 'en',
  });
});
const storyId = storyIdOf(articleIdOf(aUrl('https://news.example/0')));

const save = async (article: Article, replaces: number) => {
  const { dynamo, names } = services;
  await dynamoArticleStore(dynamo, names.tables.articles).save(article, replaces);
  const { articleId, changedAt, revision } = article;
  const change = { articleId, changedAt, revision, kind: 'created', change: 'first' } as const;
  await dynamoChangeLog(dynamo, names.tables).put(change);
};

beforeAll(async () => {
  const { dynamo, names } = services;
  for (const { article, revision } of told) {
    await dynamoRevisionStore(dynamo, names.tables.revisions).create({
      ...{ ...revision, siteName: `The ${article.site}` },
    });
    await save(article, 0);
  }
  const state = aStory(
    aReport({ url: 'https://news.example/0' }),
    aReport({ url: 'https://wire.example/1', site: 'wire.example' }),
  );
  await dynamoStoryStore(dynamo, names.tables.stories).save(state, 0);
  for (const { article } of told.slice(0, 2))
    await dynamoArticleStore(dynamo, names.tables.articles).setStory(article.articleId, {
      ...{ storyId, linkedRevision: 1 },
    });
  const [first, second] = told;
  if (first === undefined || second === undefined) throw new Error('six are told above');
  await dynamoLinkStore(dynamo, names.tables.links).saveAll([
    {
      ...{ articleId: first.article.articleId, otherId: second.article.articleId, kind: 'copy' },
      ...{ role: 'from', score: 0.5, linkedAt: '2026-01-05T10:00:00.000Z', storyId },
      ...{ otherUrl: second.article.url, otherTitle: second.article.title },
      evidence: {
        ...{ terms: ['bridge'], names: [], places: ['NM'], numbers: ['14'], containment: 0.75 },
        vector: { model: 'titan-v2', cosine: 0.625, weight: 0.5 },
      },
    },
  ]);
});

const world = aWorld({
  ...{ err: (text) => process.stderr.write(text), debug: true, now },
  openStore: async () => storeOn(services, now),
});
const run = (line: string) =>
  runNewsloom([...line.split(' '), '--since', '1d', '--to', folder], world);
const inFolder = (name: string) => readFileSync(path.join(folder, name));
const manifestOf = (day: string): Manifest =>
  JSON.parse(inFolder(`v1/manifests/${day}.json`).toString());

const rows = async (sql: string) => (await duckdb.runAndReadAll(sql)).getRowObjectsJson();
const parquet = (table: ExportTable) =>
  `read_parquet('${folder}/v1/parquet/${table}/*/*.parquet', hive_partitioning = true)`;
const jsonl = (table: ExportTable) =>
  `read_json('${folder}/v1/jsonl/${table}/*/*.jsonl.gz', hive_partitioning = true)`;

describe('newsloom export', () => {
  it('writes each day that was changed, to be read by DuckDB, and a manifest', async () => {
    expect(await run('export')).toBe(0);

    const counts = `SELECT CAST(day AS VARCHAR) AS day, count(*)::INTEGER AS n FROM ${parquet('articles')} GROUP BY 1 ORDER BY 1`;
    expect(await rows(counts)).toEqual([
      { day: '2026-01-05', n: 4 },
      { day: '2026-01-06', n: 2 },
    ]);
    const { tables, exportVersion } = manifestOf('2026-01-05');
    expect(exportVersion).toBe(1);
    expect(tables.articles.rows).toBe(4);
    expect(tables.articles.columns.map(({ name }) => name)).toContain('publishedAt');
    for (const { path: name, bytes } of tables.articles.files)
      expect(inFolder(name)).toHaveLength(bytes);
  });

  it('says the same in Parquet as in JSON Lines, of every column', async () => {
    for (const table of ['articles', 'links', 'stories'] as const) {
      const columns: readonly Column[] = exportTables[table];
      const cast = columns.map(({ name, type }) =>
        type === 'instant'
          ? `strftime(CAST(${name} AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ') AS ${name}`
          : name,
      );
      const fromParquet = await rows(`SELECT ${cast} FROM ${parquet(table)} ORDER BY 1`);
      const lines = fromParquet.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
      );
      const texts = await linesOf(table);
      expect(texts.length).toBeGreaterThan(0);
      expect(lines).toEqual(texts);
      expect(await rows(`SELECT count(*)::INTEGER AS n FROM ${jsonl(table)}`)).toEqual([
        { n: texts.length },
      ]);
    }
  });

  it('says why two reports are linked, by words, places, numbers and vectors', async () => {
    const [row] = await rows(
      `SELECT terms, places, numbers, vectorModel, vectorCosine, vectorWeight FROM ${parquet('links')}`,
    );
    expect(row).toEqual({
      ...{ terms: ['bridge'], places: ['NM'], numbers: ['14'] },
      ...{ vectorModel: 'titan-v2', vectorCosine: 0.625, vectorWeight: 0.5 },
    });
  });

  it('holds the whole text, in any script, and nothing for what is absent', async () => {
    const [row] = await rows(
      `SELECT text, siteName, authors, section, storyId FROM ${parquet('articles')} WHERE title = 'Report 3'`,
    );
    expect(row).toEqual({
      ...{ text: 'Text of report 3.\nIts second line, القمر 月.', authors: [] },
      ...{ siteName: 'The wire.example', section: null, storyId: null },
    });
  });

  it('answers the questions of docs/export.md, whose tables are those of the code', async () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../docs/export.md'), 'utf8');
    const blocks = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = '']) => sql);
    const definitions = blocks.filter((sql) => sql.startsWith('CREATE EXTERNAL TABLE'));
    expect(definitions).toEqual((Object.keys(exportTables) as ExportTable[]).map(athenaTable));
    const questions = blocks.filter((sql) => sql.startsWith('SELECT'));
    expect(questions).toHaveLength(3);
    for (const table of ['articles', 'links', 'stories'] as const)
      await duckdb.run(`CREATE OR REPLACE VIEW ${table} AS SELECT * FROM ${parquet(table)}`);
    for (const sql of questions) expect((await rows(sql)).length).toBeGreaterThan(0);
  });

  it('no longer holds an article that was removed', async () => {
    const [{ article } = {}] = told.slice(2);
    if (article === undefined) throw new Error('six are told above');
    const changedAt = '2026-01-06T20:00:00.000Z';
    await save({ ...article, state: 'removed', revision: 2, changedAt }, 1);

    expect(await run('export')).toBe(0);
    expect(await rows(`SELECT title FROM ${parquet('articles')} WHERE day = '2026-01-05'`)).toEqual(
      [0, 1, 3].map((n) => ({ title: told[n]?.article.title.replace('\ud83d', '\ufffd') })),
    );
    expect(JSON.stringify(await linesOf('articles'))).not.toContain('Text of report 2');
  });

  it('writes one day and one format where that is asked for, and refuses what is none', async () => {
    expect(await run('export --day 2026-01-06 --as jsonl')).toBe(0);
    expect(manifestOf('2026-01-06').tables.articles.files).toMatchObject([
      { format: 'jsonl', rows: 2 },
    ]);
    const quiet = { ...world, err: () => {} };
    expect(await runNewsloom(['export', '--day', '2026-13-40'], quiet)).toBe(2);
    expect(await runNewsloom(['export', '--as', 'csv'], quiet)).toBe(2);
  });
});

describe('feeds out', () => {
  beforeAll(async () => {
    expect(await run('export --as feed')).toBe(0);
  });

  it.each([
    ['rss.xml', 'rss20', 'rss'],
    ['atom.xml', 'atom10', 'atom'],
    ['json', 'json11', 'json'],
  ])('are whole in %s, for our own reader and for another', async (extension, own, other) => {
    for (const [name, count] of [
      ['articles', 5],
      ['stories', 1],
    ] as const) {
      const bytes = inFolder(`feeds/${name}.${extension}`);
      const parsed = readOwn(bytes);
      expect(parsed).toMatchObject({ format: own });
      expect(parsed).not.toHaveProperty('error');
      expect(parsed.entries).toHaveLength(count);
      for (const { id, title, link, published } of parsed.entries)
        expect([id, title, link, published]).not.toContain(undefined);
      const { format, feed } = parseFeed(bytes.toString());
      expect(format).toBe(other);
      expect('items' in feed ? feed.items : 'entries' in feed && feed.entries).toHaveLength(count);
    }
    const parsed = readOwn(inFolder(`feeds/articles.${extension}`));
    expect(parsed.entries.at(-1)).toMatchObject({ link: 'https://news.example/0' });
    expect(JSON.stringify(parsed)).not.toContain('second line');
  });
});

describe('the function export-day', () => {
  it('writes days and feeds to the bucket, where nothing else stands under export/', async () => {
    Object.assign(process.env, services.environment, { HOMEPAGE: 'https://news.example/' });
    const { composeHandler: compose } = (await import('../../functions/export-day/handler.ts')) as {
      composeHandler: typeof composeHandler;
    };
    const handler = compose(process.env, {
      ...deployedSurroundings('export-day'),
      ...{ now, observe: { done: () => {}, failed: () => {} } },
    });

    expect(await handler({ job: 'days' })).toMatchObject({ days: 2, more: false });
    expect(await handler({ job: 'feeds' })).toMatchObject({ files: 6 });
    expect(await handler()).toMatchObject({ days: 0 });

    const { Contents = [] } = await services.s3.send(
      new ListObjectsV2Command({ Bucket: services.names.bucket, Prefix: 'export/' }),
    );
    const keys = Contents.map(({ Key = '' }) => Key);
    expect(keys).toContain('export/v1/parquet/articles/day=2026-01-05/part-00000.parquet');
    const manifest = await services.s3.send(
      new GetObjectCommand({
        ...{ Bucket: services.names.bucket, Key: 'export/v1/manifests/2026-01-05.json' },
      }),
    );
    const { tables } = JSON.parse((await manifest.Body?.transformToString()) ?? '') as Manifest;
    const listed = Object.values(tables).flatMap(({ files }) => files.map(({ path: at }) => at));
    expect(keys.filter((key) => key.includes('day=2026-01-05'))).toEqual(
      listed.map((at) => `export/${at}`).toSorted(),
    );
  });
});

const readOwn = (bytes: Buffer) =>
  parseOwn({ bytes, url: 'https://newsloom.example/feed', headers: {} });

async function linesOf(table: ExportTable): Promise<Record<string, unknown>[]> {
  const { tables: of5 } = manifestOf('2026-01-05');
  const { tables: of6 } = manifestOf('2026-01-06');
  return [...of5[table].files, ...of6[table].files]
    .filter(({ format }) => format === 'jsonl')
    .flatMap((file) => gunzipSync(inFolder(file.path)).toString().trim().split('\n'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .toSorted((a, b) => (String(Object.values(a)[0]) < String(Object.values(b)[0]) ? -1 : 1));
}

const athenaTypes: Readonly<Record<ColumnType, string>> = {
  ...{ text: 'string', texts: 'array<string>', integer: 'int', number: 'double' },
  ...{ boolean: 'boolean', instant: 'timestamp' },
};

/** The definition that docs/export.md has to show. */
function athenaTable(table: ExportTable): string {
  const columns: readonly Column[] = exportTables[table];
  const lines = columns.map(({ name, type }) => `  ${name} ${athenaTypes[type]}`);
  const place = `s3://RAW_BUCKET/export/v1/parquet/${table}/`;
  return `CREATE EXTERNAL TABLE ${table} (
${lines.join(',\n')}
)
PARTITIONED BY (day string)
STORED AS PARQUET
LOCATION '${place}'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy-MM-dd',
  'projection.day.range' = '2026-01-01,NOW+2DAYS',
  'projection.day.interval' = '1',
  'projection.day.interval.unit' = 'DAYS',
  'storage.location.template' = '${place}day=\${day}/'
);
`;
}
