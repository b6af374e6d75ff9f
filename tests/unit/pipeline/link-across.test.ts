import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
  memoryStoryLists,
} from '../../../bench/stores/memory-stores.ts';
import type { LinkTask } from '../../../shared/messages.ts';
import type { Article } from '../../../shared/model/article.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { sweepStories } from '../../../shared/pipeline/linking/sweep-stories.ts';
import { aStoredArticle } from '../../builders/a-story.ts';

const now = () => new Date('2026-01-05T12:00:00.000Z');
const english = {
  language: 'en',
  title: 'Ferry Alcora runs aground off Tarvik with 212 aboard',
  text: 'The ferry Alcora ran aground on rocks near Tarvik early on Monday with 212 people on board. Captain Signe Aldal sent a distress call and lifeboats from Skarhamn and Molvik reached the ship within 40 minutes. The owner, Havlinje, said that all 187 passengers were safe.',
};
const spanish = {
  language: 'es',
  title: 'Rescatados los 187 pasajeros del Alcora en Tarvik',
  text: 'La compañía Havlinje investiga por qué el transbordador Alcora encalló frente a Tarvik. La capitana Signe Aldal declaró durante horas ante la policía de Skarhamn, que no descarta un fallo del timón. Los 187 pasajeros ya están en tierra.',
};
const chess = {
  language: 'es',
  title: 'Aldal gana el torneo de ajedrez',
  text: 'El joven Aldal ganó el torneo de ajedrez de Villasol tras una última partida de seis horas en el casino de la ciudad.',
};

let tables: MemoryTables;
let ports: LinkArticlePorts;
beforeEach(() => {
  tables = emptyTables();
  ports = memoryLinkPorts(tables, { now });
});

async function link(name: string, parts: Partial<Article> & { text: string }): Promise<Article> {
  const publishedAt = '2026-01-05T09:00:00.000Z';
  const url = `https://${name}.example/a`;
  const { article, revision } = aStoredArticle(url, { publishedAt, ...parts });
  tables.articles.set(article.articleId, article);
  tables.revisions.set(`${article.articleId} 1`, revision);
  const { articleId, language } = article;
  await linkArticle({ version: 1, kind: 'article', articleId, revision: 1, language }, ports);
  return article;
}

async function sweep(): Promise<LinkTask[]> {
  await sweepStories({ ...ports, lists: memoryStoryLists(tables) });
  return tables.sent.splice(0);
}

describe('linking across languages', () => {
  it('suggests the report of the same event to each of the two, once', async () => {
    const one = await link('one', english);
    const two = await link('two', spanish);
    await link('three', chess);
    for (const task of await sweep()) await linkArticle(task, ports);

    const [first, second, ...others] = [...tables.links.values()];
    expect(others).toEqual([]);
    expect([first?.articleId, second?.articleId].sort()).toEqual(
      [one.articleId, two.articleId].sort(),
    );
    expect(first).toMatchObject({ kind: 'suggested', role: 'peer' });
    expect(first?.evidence.names).toEqual(
      expect.arrayContaining(['Alcora', 'Signe Aldal', 'Havlinje']),
    );
    expect(tables.stories.size).toBe(3);
  });

  it('knows at the next sweep what it has linked, and writes nothing', async () => {
    await link('one', english);
    await link('two', spanish);
    for (const task of await sweep()) await linkArticle(task, ports);
    const before = JSON.stringify([...tables.links]);

    const [again] = await sweep();
    expect(again).toMatchObject({ kind: 'across' });
    expect(again && (await linkArticle(again, ports))).toEqual({
      kind: 'skipped',
      reason: 'known',
    });
    expect(JSON.stringify([...tables.links])).toBe(before);
  });

  it('links nothing that was taken down meanwhile', async () => {
    const one = await link('one', english);
    await link('two', spanish);
    const tasks = await sweep();
    tables.articles.set(one.articleId, { ...one, state: 'removed' });

    for (const task of tasks) expect((await linkArticle(task, ports)).kind).toBe('skipped');
    expect(tables.links.size).toBe(0);
  });

  it('asks no more once a day has gone by without another report', async () => {
    await link('one', { ...english, publishedAt: '2026-01-04T10:00:00.000Z' });
    await link('two', { ...spanish, publishedAt: '2026-01-04T11:00:00.000Z' });
    expect(await sweep()).toEqual([]);
  });
});
