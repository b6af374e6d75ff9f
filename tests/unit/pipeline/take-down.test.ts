import { describe, expect, it } from 'vitest';
import { emptyTables, memoryLinkPorts } from '../../../bench/stores/memory-stores.ts';
import { ConcurrentWriteError } from '../../../shared/errors.ts';
import { linkOnPage } from '../../../shared/linking/decide/decide-links.ts';
import { removeReport } from '../../../shared/linking/story/grow-story.ts';
import type { Article } from '../../../shared/model/article.ts';
import type { ArticleId, CanonicalUrl, StoryId } from '../../../shared/model/ids.ts';
import { linkArticle } from '../../../shared/pipeline/linking/link-article.ts';
import {
  liftTakedown,
  type TakeDownPorts,
  takeDown,
} from '../../../shared/pipeline/takedown/take-down.ts';
import type { Eraser } from '../../../shared/ports/takedown.ts';
import { articleIdOf, storyIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle } from '../../builders/a-story.ts';
import { aRevision } from '../../builders/an-article.ts';
import { memoryVectorIndex } from '../../builders/encoder.ts';

const now = () => new Date('2026-01-06T00:00:00.000Z');
const urlOf = (name: string) => `https://${name}.example/ferry` as CanonicalUrl;
const idOf = (name: string) => articleIdOf(urlOf(name));

const texts = {
  one: [
    'Ferry Alcora runs aground off Tarvik, zebrafish harmed',
    'The ferry Alcora ran aground on rocks off Tarvik early on Monday with 212 people on board, the coast guard said. A tank of zebrafish was harmed. Captain Signe Aldal sent out a distress call at four in the morning.',
  ],
  two: [
    'Passengers taken off ferry Alcora, aground off Tarvik',
    'Lifeboats took 212 people off the ferry Alcora after it ran aground on rocks off Tarvik. The coast guard praised captain Signe Aldal for her calm.',
  ],
  three: [
    'Captain of ferry Alcora heard after it ran aground off Tarvik',
    'Investigators heard captain Signe Aldal about the night on which the ferry Alcora ran aground on rocks off Tarvik with 212 people on board.',
  ],
} as const;

/** A store in which these outlets tell of the ferry, the first first, and all is linked. */
async function aStore(...names: (keyof typeof texts)[]) {
  const tables = emptyTables();
  const raw = new Map<string, string>();
  const cleaned: (string | undefined)[] = [];
  const linkPorts = memoryLinkPorts(tables, { now });
  for (const name of names) {
    const [title, text] = texts[name];
    const { article, revision } = aStoredArticle(urlOf(name), { title, text });
    tables.articles.set(article.articleId, article);
    const rawKey = `raw/2026-01-05/${article.articleId}.warc.gz#0-99`;
    tables.revisions.set(`${article.articleId} 1`, { ...revision, rawKey });
    raw.set(rawKey, text);
    // Of a try that died before it saved a version.
    raw.set(`raw/2026-01-04/${article.articleId}.warc.gz#100-199`, text);
    const { articleId, language } = article;
    await linkArticle({ version: 1, kind: 'article', articleId, revision: 1, language }, linkPorts);
  }
  const recordOf = (id: ArticleId) => tables.articles.get(id);
  const revisionIn = (record: ReturnType<typeof recordOf>) =>
    record !== undefined && 'revision' in record ? record.revision : undefined;
  const eraser: Eraser = {
    async bury(tombstone, seen) {
      if (revisionIn(recordOf(tombstone.articleId)) !== revisionIn(seen))
        throw new ConcurrentWriteError('article');
      tables.articles.set(tombstone.articleId, tombstone);
    },
    lift: async (id) => void tables.articles.delete(id),
    versionsOf: async (id) =>
      [...tables.revisions.values()].filter(({ articleId }) => articleId === id),
    removeVersions: async (id, numbers) => {
      for (const number of numbers) tables.revisions.delete(`${id} ${number}`);
    },
    removeStory: async (id) => void tables.stories.delete(id),
    async removePostings(postings) {
      for (const { term, at, storyId } of postings) {
        const left = (tables.postings.get(term) ?? []).filter(
          (posting) => posting.at !== at || posting.storyId !== storyId,
        );
        if (left.length === 0) tables.postings.delete(term);
        else tables.postings.set(term, left);
      }
    },
    rawPagesOf: async (id, day) => [...raw.keys()].filter((key) => key.includes(`${day}/${id}`)),
    eraseRawPages: async (keys) => keys.filter((key) => raw.delete(key)).length,
  };
  const { articles, stories, links, linkIndex, changes } = linkPorts;
  const ports: TakeDownPorts = {
    articles: {
      ...articles,
      async note(id, note) {
        tables.articles.set(id, { ...(recordOf(id) as Article), ...note } as Article);
      },
    },
    ...{ stories, links, linkIndex, changes, eraser, now },
    exports: {
      async clean(day) {
        cleaned.push(day);
        return day === undefined ? 0 : 1;
      },
    },
    members: {
      async *of(storyId) {
        for (const record of tables.articles.values()) {
          if (record.state !== 'live' || record.storyId !== storyId) continue;
          const blocks = tables.revisions.get(`${record.articleId} 1`)?.blocks ?? [];
          yield {
            article: record,
            text: blocks.map((block) => ('text' in block ? block.text : '')).join('\n'),
          };
        }
      },
    },
  };
  /** Everything that is stored, comparable; numbers of writes apart. */
  const contents = () =>
    JSON.stringify([
      [...tables.articles.values()],
      [...tables.revisions],
      [...tables.stories.values()].map(({ story, profile }) => [
        { ...story, version: 0 },
        { ...profile, sum: [...profile.sum], members: [...profile.members] },
      ]),
      ...[[...tables.links], [...tables.postings].sort(), [...tables.changes], [...raw]],
    ]);
  return { tables, ports, contents, cleaned };
}

const request = {
  ...{ articleId: idOf('one'), url: urlOf('one'), by: 'Ada', reason: 'court order' },
} as const;

/** Each port of a takedown, which may be the end of it: before the call or after. */
function mortal(ports: TakeDownPorts, diesAt: number, after: boolean): TakeDownPorts {
  let calls = 0;
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const method = Reflect.get(target, name);
        if (typeof method !== 'function' || name === 'of') return method;
        return async (...args: unknown[]) => {
          const dies = ++calls === diesAt;
          if (dies && !after) throw new Error('killed');
          const result: unknown = await method.apply(target, args);
          if (dies) throw new Error('killed');
          return result;
        };
      },
    });
  const { articles, stories, links, linkIndex, changes, eraser, exports } = ports;
  return {
    ...ports,
    ...{ articles: wrap(articles), stories: wrap(stories), links: wrap(links) },
    ...{ linkIndex: wrap(linkIndex), changes: wrap(changes), eraser: wrap(eraser) },
    exports: wrap(exports),
  };
}

describe('taking an article down', () => {
  it('leaves nothing of it but a tombstone, and its story told by the others', async () => {
    const { tables, ports, contents, cleaned } = await aStore('one', 'two');
    const storyId = storyIdOf(idOf('one'));
    expect(tables.stories.get(storyId)?.story.headline).toContain('Alcora');
    expect(tables.links.size).toBeGreaterThan(0);

    const proof = await takeDown(request, ports);

    expect(proof).toMatchObject({
      deleted: { versions: 1, rawPages: 2, exportFiles: 1 },
      stories: [{ storyId, fate: 'retold' }],
    });
    expect(proof.deleted.links).toBeGreaterThan(0);
    expect(tables.articles.get(idOf('one'))).toEqual({
      ...{ articleId: idOf('one'), state: 'taken-down', url: urlOf('one'), site: 'news.example' },
      ...{ takenDownAt: now().toISOString(), takenDownBy: 'Ada', takedownReason: 'court order' },
      changedAt: now().toISOString(),
    });
    expect(contents()).not.toMatch(/zebrafish/i);
    expect(tables.links.size).toBe(0);
    expect(tables.stories.get(storyId)?.story).toMatchObject({
      ...{ storyId, headline: texts.two[0], articleCount: 1 },
    });
    expect((tables.articles.get(idOf('two')) as Article).storyId).toBe(storyId);
    expect(cleaned).toEqual(['2026-01-05']);
    expect([...tables.changes.values()].map(({ kind }) => kind)).toEqual(['taken-down']);
  });

  it('tells a story anew that counts it without a link, where the try to link it died', async () => {
    const { tables, ports, contents } = await aStore('two', 'one');
    const storyId = storyIdOf(idOf('two'));
    // As it is before the last write of linking.
    const {
      storyId: _,
      linkedRevision: __,
      ...unmarked
    } = tables.articles.get(idOf('one')) as Article;
    tables.articles.set(idOf('one'), unmarked);
    for (const key of [...tables.links.keys()]) tables.links.delete(key);
    expect(tables.stories.get(storyId)?.story.articleCount).toBe(2);

    const proof = await takeDown(request, ports);
    expect(proof.stories).toEqual([{ storyId, fate: 'retold' }]);
    expect(tables.stories.get(storyId)?.story.articleCount).toBe(1);
    expect(contents()).not.toMatch(/zebrafish/i);
  });

  it('deletes the vectors that its words are in, and no other, and says how many', async () => {
    const { ports } = await aStore('one', 'two');
    const { index, vectors } = memoryVectorIndex();
    const about = { language: 'en', at: now().toISOString(), model: 'titan-v2/2', head: 'x' };
    const aVector = (storyId: StoryId) => ({ ...about, storyId, vector: [1, 0] });
    const [own, other] = [storyIdOf(idOf('one')), storyIdOf(idOf('two'))];
    await index.put([aVector(own), aVector(other)]);

    const proof = await takeDown(request, { ...ports, vectors: index });
    expect(proof.deleted.vectors).toBe(1);
    expect([...vectors.keys()]).toEqual([other]);

    await index.put([aVector(own)]);
    const again = await takeDown(request, { ...ports, vectors: index });
    expect(again.deleted.vectors).toBe(1);
    expect([...vectors.keys()]).toEqual([other]);
  });

  it('takes its teasers off the records of those who point to it, by whatever address', async () => {
    const { tables, ports, contents } = await aStore('two', 'one');
    const [target, page] = [idOf('one'), idOf('two')];
    const alias = 'https://one.example/?p=7' as CanonicalUrl;
    const other = { url: 'https://else.example/a' as CanonicalUrl, title: 'Something else' };
    const related = [
      ...[{ url: urlOf('one'), title: 'Zebrafish harmed', teaser: 'A tank of zebrafish' }, other],
      { url: alias, title: 'More on the zebrafish' },
    ];
    const aliasId = articleIdOf(alias);
    tables.articles.set(aliasId, {
      articleId: aliasId,
      state: 'alias',
      url: alias,
      aliasOf: target,
    });
    tables.articles.set(page, { ...(tables.articles.get(page) as Article), related });
    await ports.links.saveAll([
      linkOnPage({
        page: { articleId: page, url: urlOf('two'), title: 'x' },
        target: { articleId: target, url: urlOf('one'), title: 'Zebrafish harmed' },
        linkedAt: now().toISOString(),
      }),
    ]);

    const proof = await takeDown(request, ports);

    expect(proof.deleted.teasers).toBe(1);
    expect(proof.postingsUntil).toBe('2026-01-16T00:00:00.000Z');
    expect(tables.articles.get(page)).toMatchObject({ related: [other] });
    expect(contents()).not.toMatch(/zebrafish/i);
  });

  it('takes away what its page has pointed to, also what is linked while it runs', async () => {
    const { tables, ports, contents } = await aStore('two', 'one');
    const [page, target, alias] = [idOf('one'), idOf('two'), idOf('alias')];
    tables.articles.set(alias, {
      ...{ articleId: alias, state: 'alias', url: urlOf('alias'), aliasOf: target },
    });
    const first = tables.revisions.get(`${page} 1`);
    tables.revisions.set(`${page} 1`, aRevision({ ...first, pointsTo: [alias] }));
    // Stored before versions kept what they point to.
    const related = [{ url: urlOf('never stored'), title: 'x' }];
    tables.articles.set(page, { ...(tables.articles.get(page) as Article), related });
    const link = (id: ArticleId) =>
      linkOnPage({
        page: { articleId: page, url: urlOf('one'), title: 'Zebrafish study' },
        target: { articleId: id, url: urlOf('two'), title: 'x' },
        linkedAt: now().toISOString(),
      });
    await ports.links.saveAll([target, idOf('never stored')].map(link));

    await takeDown(request, ports);
    expect(contents()).not.toMatch(/zebrafish/i);

    await ports.links.saveAll([link(target)]);
    const again = await takeDown(request, ports);
    expect(again.deleted.links).toBe(1);
    expect(contents()).not.toMatch(/zebrafish/i);
  });

  it('deletes a story that nobody else tells', async () => {
    const { tables, ports, contents } = await aStore('one');
    const { stories } = await takeDown(request, ports);

    expect(stories).toEqual([{ storyId: storyIdOf(idOf('one')), fate: 'deleted' }]);
    expect(tables.stories.size).toBe(0);
    expect(tables.postings.size).toBe(0);
    expect(contents()).not.toMatch(/zebrafish/i);
  });

  it('ends the same wherever it is killed, when it is run again', async () => {
    const whole = await aStore('one', 'two');
    await takeDown(request, whole.ports);
    const due = whole.contents();
    await takeDown(request, whole.ports);
    expect(whole.contents()).toBe(due);

    let survived = 0;
    for (let diesAt = 1; survived < 2; diesAt++)
      for (const after of [false, true]) {
        const { ports, contents } = await aStore('one', 'two');
        const died = await takeDown(request, mortal(ports, diesAt, after)).then(
          () => false,
          (error: Error) => error.message === 'killed',
        );
        if (!died) survived++;
        await takeDown(request, ports);
        expect(contents(), `killed at call ${diesAt}`).toBe(due);
        expect(diesAt).toBeLessThan(60);
      }
  });

  it('keeps an address out that was never stored, and lets it in again when it is lifted', async () => {
    const { tables, ports } = await aStore('two');
    await takeDown(request, ports);
    expect(tables.articles.get(idOf('one'))).toMatchObject({ state: 'taken-down' });
    expect(await liftTakedown(idOf('one'), ports)).toMatchObject({ takenDownBy: 'Ada' });
    expect(tables.articles.has(idOf('one'))).toBe(false);
    expect(await liftTakedown(idOf('one'), ports)).toBeUndefined();
    expect(tables.stories.size).toBe(1);
  });
});

describe('a takedown beside a split', () => {
  it('waits while reports are on their way out of the story', async () => {
    const { tables, ports } = await aStore('one', 'two');
    const whole = storyOfTwo(tables);
    const splitting = { into: storyIdOf(idOf('two')), articleIds: [idOf('two')] };
    tables.stories.set(whole.story.storyId, { ...whole, story: { ...whole.story, splitting } });
    await expect(takeDown(request, ports)).rejects.toThrow(ConcurrentWriteError);
  });

  it('leaves a split that nobody came back for as far as it came, and both stories true', async () => {
    const { tables, ports } = await aStore('one', 'two', 'three');
    const [whole] = tables.stories.values();
    if (whole?.story.articleCount !== 3) throw new Error('not one story of three');
    const { storyId } = whole.story;
    const into = storyIdOf(idOf('two'));
    const split = { splitOff: [into], splitting: { into, articleIds: [idOf('two')] } };
    const left = removeReport(whole, idOf('two'));
    tables.stories.set(storyId, { ...left, story: { ...left.story, ...split } });
    const parted = removeReport(removeReport(whole, idOf('one')), idOf('three'));
    const [headline] = texts.two;
    tables.stories.set(into, { ...parted, story: { ...parted.story, storyId: into, headline } });

    await expect(takeDown(request, ports)).rejects.toThrow(ConcurrentWriteError);
    const later = () => new Date(now().getTime() + 21 * 60_000);
    await takeDown(request, { ...ports, now: later });
    expect([...tables.stories.keys()]).toEqual([storyId]);
    expect(tables.stories.get(storyId)?.story.articleCount).toBe(2);
    expect(tables.stories.get(storyId)?.story).not.toHaveProperty('splitting');
  });

  it('finds the article in the story that it was split off with meanwhile', async () => {
    const { tables, ports } = await aStore('two', 'one');
    const whole = storyOfTwo(tables);
    // Of neither report, so that only the first story leads there.
    const into = storyIdOf(idOf('three'));
    const left = removeReport(whole, idOf('one'));
    const splitOff = [into];
    tables.stories.set(whole.story.storyId, { ...left, story: { ...left.story, splitOff } });
    const parted = removeReport(whole, idOf('two'));
    tables.stories.set(into, { ...parted, story: { ...parted.story, storyId: into } });

    const { stories } = await takeDown(request, ports);
    expect(stories).toContainEqual({ storyId: into, fate: 'deleted' });
    expect(tables.stories.has(into)).toBe(false);
  });
});

function storyOfTwo({ stories }: ReturnType<typeof emptyTables>) {
  const [state] = stories.values();
  if (stories.size !== 1 || state?.story.articleCount !== 2)
    throw new Error('not one story of two');
  return state;
}
