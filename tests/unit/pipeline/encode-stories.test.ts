import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
  memoryStoryLists,
} from '../../../bench/stores/memory-stores.ts';
import { DependencyBusyError } from '../../../shared/errors.ts';
import type { LinkTask } from '../../../shared/messages.ts';
import type { Article } from '../../../shared/model/article.ts';
import type { CanonicalUrl, StoryId } from '../../../shared/model/ids.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { type SweepPorts, sweepStories } from '../../../shared/pipeline/linking/sweep-stories.ts';
import { articleIdOf, storyIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle } from '../../builders/a-story.ts';
import { memoryVectorIndex, standInEmbedder } from '../../builders/encoder.ts';

let clock = new Date('2026-01-05T11:00:00.000Z');
const now = () => clock;

const english = {
  ...{ language: 'en', publishedAt: '2026-01-05T08:30:00.000Z' },
  title: 'Ferry Alcora runs aground off Tarvik, passengers safe',
  text: 'The ferry Alcora ran aground on rocks off Tarvik on Monday with 212 people on board. Captain Signe Aldal said that all 187 passengers were safe. The ferry belongs to Havlinje.',
};
const spanish = {
  ...{ language: 'es', publishedAt: '2026-01-05T09:00:00.000Z' },
  title: 'El transbordador Alcora encalla frente a Tarvik',
  text: 'El transbordador Alcora encalló el lunes en unas rocas frente a Tarvik con 212 personas a bordo. La capitana Signe Aldal declaró que los 187 pasajeros están a salvo, según la naviera Havlinje.',
};
const moreSpanish = {
  ...{ language: 'es', publishedAt: '2026-01-05T09:30:00.000Z' },
  title: 'Los pasajeros del transbordador Alcora, a salvo en Tarvik',
  text: 'Los pasajeros del transbordador Alcora, que encalló en unas rocas frente a Tarvik, ya están en tierra. La capitana Signe Aldal seguirá a bordo.',
};
const spanishStrangers = {
  ...{ language: 'es', publishedAt: '2026-01-05T09:00:00.000Z' },
  title: 'Ministros firman en Oslo un acuerdo de pesca',
  text: 'Los ministros de pesca firmaron el lunes en Oslo un acuerdo que reparte las cuotas del arenque durante tres años.',
};

let tables: MemoryTables;
let embedder: ReturnType<typeof standInEmbedder>;
let memory: ReturnType<typeof memoryVectorIndex>;
let ports: LinkArticlePorts;
let sweepPorts: SweepPorts;
beforeEach(() => {
  clock = new Date('2026-01-05T11:00:00.000Z');
  tables = emptyTables();
  embedder = standInEmbedder();
  memory = memoryVectorIndex();
  const vectors = { model: embedder.model, index: memory.index };
  ports = { ...memoryLinkPorts(tables, { now }), vectors };
  const { stories, sendLinkTasks, articles } = ports;
  const encoder = { embedder, vectors: memory.index, articles };
  sweepPorts = { stories, sendLinkTasks, lists: memoryStoryLists(tables), encoder, now };
});

type Text = Partial<Article> & { readonly text: string };

async function link(name: string, text: Text): Promise<void> {
  const { article, revision } = aStoredArticle(`https://${name}.example/a`, text);
  tables.articles.set(article.articleId, article);
  tables.revisions.set(`${article.articleId} 1`, revision);
  const { articleId, language } = article;
  await linkArticle({ version: 1, kind: 'article', articleId, revision: 1, language }, ports);
}

const idOf = (name: string) => articleIdOf(`https://${name}.example/a` as CanonicalUrl);
const storyOf = (name: string): StoryId => storyIdOf(idOf(name));
const storyNow = (name: string) => {
  const record = tables.articles.get(idOf(name));
  return record?.state === 'live' ? record.storyId : undefined;
};

/** Sweeps, and does what follows; the tasks that the sweep itself sent are returned. */
async function sweep(): Promise<{ outcome: unknown; tasks: LinkTask[] }> {
  tables.sent.length = 0;
  const outcome = await sweepStories(sweepPorts);
  const tasks = [...tables.sent];
  for (let task = tables.sent.shift(); task !== undefined; task = tables.sent.shift())
    await linkArticle(task, ports);
  return { outcome, tasks };
}

describe('a sweep with an encoder', () => {
  it('makes one story of two in two languages, through the merge that all stories go', async () => {
    await link('one', english);
    await link('two', spanish);
    const { outcome } = await sweep();

    expect(outcome).toMatchObject({ encoded: { embedded: 2, near: 1, forgotten: 0 } });
    expect(storyNow('two')).toBe(storyOf('one'));
    const { story } = tables.stories.get(storyOf('one')) ?? {};
    expect(story).toMatchObject({
      ...{ languages: ['en', 'es'], articleCount: 2, absorbed: [storyOf('two')] },
      headline: english.title,
    });
    expect(tables.stories.get(storyOf('two'))?.story.mergedInto).toBe(storyOf('one'));
    expect(tables.events.map(({ type }) => type)).toContain('StoryMerged');
    const [told] = tables.events.filter(({ type }) => type === 'StoryUpdated').slice(-1);
    expect(told?.detail).toMatchObject({ languages: ['en', 'es'], articleCount: 2 });
    expect([...tables.changes.values()]).toMatchObject([
      { kind: 'relinked', articleId: idOf('two'), storyId: storyOf('one') },
    ]);
  });

  it('says in the link why: names, numbers, and the vectors with what they added', async () => {
    await link('one', english);
    await link('two', spanish);
    await sweep();

    const links = [...tables.links.values()];
    expect(links).toHaveLength(2);
    const [found] = links;
    if (found === undefined) throw new Error('there is no link');
    const { kind, score, evidence } = found;
    expect(['same-story', 'translation']).toContain(kind);
    expect(links.map(({ storyId }) => storyId)).toEqual([storyOf('one'), storyOf('one')]);
    expect(evidence.names).toEqual(expect.arrayContaining(['Alcora', 'Signe Aldal']));
    expect(evidence.vector).toMatchObject({ model: 'titan-v2' });
    const { cosine = 0, weight = 0 } = evidence.vector ?? {};
    expect(cosine).toBeGreaterThan(0.6);
    expect(weight).toBeGreaterThan(0.4);
    expect(weight).toBeLessThanOrEqual(score);
    const words = Object.values(evidence.weights ?? {}).reduce((sum, each) => sum + each, 0);
    expect(words + weight).toBeLessThanOrEqual(score + 0.01);
  });

  it('has a later report in either language join the story that it became', async () => {
    await link('one', english);
    await link('two', spanish);
    await sweep();
    await link('three', moreSpanish);

    expect(storyNow('three')).toBe(storyOf('one'));
    const state = tables.stories.get(storyOf('one'));
    expect(state?.story).toMatchObject({ articleCount: 3, headline: english.title });
    expect([...(state?.profile.tellings ?? [])].map(([of, { reports }]) => [of, reports])).toEqual([
      ['es', 2],
    ]);
  });

  it('leaves the vector of one story, and none of the one that became part of it', async () => {
    await link('one', english);
    await link('two', spanish);
    await sweep();
    expect([...memory.vectors.keys()]).toEqual([storyOf('one')]);
  });

  it('leaves the story that was merged into the vector of the other, where it has none', async () => {
    await link('one', english);
    await link('two', spanish);
    await sweepStories(sweepPorts);
    const merge = { version: 1, kind: 'merge', language: 'mul' } as const;
    const vector = memory.vectors.get(storyOf('two'))?.vector;
    await memory.index.remove([storyOf('one')]);
    await linkArticle({ ...merge, from: storyOf('two'), into: storyOf('one') }, ports);

    expect([...memory.vectors.values()]).toMatchObject([
      { storyId: storyOf('one'), language: 'en', vector },
    ]);
  });

  it('leaves other events of the day apart, and unlinked', async () => {
    await link('one', english);
    await link('two', spanishStrangers);
    await sweep();
    expect(tables.links.size).toBe(0);
    expect([storyNow('one'), storyNow('two')]).toEqual([storyOf('one'), storyOf('two')]);
  });

  it('embeds a story once: headline and lead, and anew when the headline changes', async () => {
    await link('one', english);
    await sweep();
    await sweep();
    expect(embedder.asked).toEqual([`${english.title}\n${english.text.slice(0, 300)}`]);

    const state = tables.stories.get(storyOf('one'));
    if (state === undefined) throw new Error('there is no story');
    const story = { ...state.story, headline: 'Alcora towed free' };
    tables.stories.set(story.storyId, { ...state, story });
    await sweep();
    expect(embedder.asked).toHaveLength(2);
    expect(embedder.asked[1]).toMatch(/^Alcora towed free\n/);
  });

  it('goes on at the next sweep where a service gave up, and the rest was done before', async () => {
    await link('one', english);
    await link('two', spanish);
    const nearest = async () => {
      throw new DependencyBusyError('S3 Vectors', 'throttled');
    };
    const encoder = { embedder, vectors: { ...memory.index, nearest }, articles: ports.articles };
    await expect(sweepStories({ ...sweepPorts, encoder })).rejects.toThrow('throttled');
    expect(tables.sent.map(({ kind }) => kind)).toEqual(['across']);
  });

  it.each([['noai'], ['noml']])('gives no encoder a page that says %s', async (directive) => {
    await link('one', { ...english, rights: { robots: [directive] } });
    await link('two', { ...spanish, rights: { robots: [], tdmReserved: true } });
    await sweep();
    expect(embedder.asked).toEqual([]);
  });

  it('forgets the vectors of stories that no report can be near to any more', async () => {
    await link('one', english);
    await sweep();
    clock = new Date('2026-01-15T11:00:00.000Z');
    const { outcome } = await sweep();
    expect(outcome).toMatchObject({ encoded: { forgotten: 1 } });
    expect(memory.vectors.size).toBe(0);
  });

  it('believes no vector that is not of its encoder', async () => {
    await link('one', english);
    await link('two', spanish);
    await sweepStories(sweepPorts);
    for (const [id, one] of memory.vectors) memory.vectors.set(id, { ...one, model: 'other/256' });
    const before = storyNow('two');
    for (let task = tables.sent.shift(); task !== undefined; task = tables.sent.shift())
      await linkArticle(task, ports);
    expect(storyNow('two')).toBe(before);
    for (const { evidence } of tables.links.values()) expect(evidence.vector).toBeUndefined();
  });
});

describe('a link that words alone have made', () => {
  it('gives way to what the encoder says, once there is one', async () => {
    await link('one', english);
    await link('two', spanish);
    const { encoder, ...without } = sweepPorts;
    const { vectors, ...lexical } = ports;
    await sweepStories(without);
    for (let task = tables.sent.shift(); task !== undefined; task = tables.sent.shift())
      await linkArticle(task, lexical);
    const kinds = () => [...tables.links.values()].map(({ kind }) => kind);
    const before = kinds();
    expect(before).toHaveLength(2);
    expect([encoder, vectors]).not.toContain(undefined);
    expect(memory.vectors.size).toBe(0);

    await sweep();
    expect(kinds()).toHaveLength(2);
    for (const { evidence } of tables.links.values())
      expect(evidence.vector?.model).toBe('titan-v2');
    expect(storyNow('two')).toBe(storyOf('one'));
  });
});
