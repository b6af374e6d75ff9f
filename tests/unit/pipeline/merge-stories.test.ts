import { beforeEach, describe, expect, it } from 'vitest';
import {
  copyOf,
  emptyTables,
  linkAndFollow,
  type MemoryTables,
  memoryLinkPorts,
  memoryStoryLists,
} from '../../../bench/stores/memory-stores.ts';
import { ConcurrentWriteError } from '../../../shared/errors.ts';
import type { LinkTask, MergeStoriesTask } from '../../../shared/messages.ts';
import type { CanonicalUrl, StoryId } from '../../../shared/model/ids.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { sweepStories } from '../../../shared/pipeline/linking/sweep-stories.ts';
import { articleIdOf, storyIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle } from '../../builders/a-story.ts';
import { storedTexts } from '../../builders/stored-texts.ts';

const now = () => new Date('2026-01-06T00:00:00.000Z');
const ferry = [
  [
    'Ferry Alcora runs aground off Tarvik',
    'The ferry Alcora ran aground on rocks off Tarvik early on Monday with 212 people on board, the coast guard said. Captain Signe Aldal sent out a distress call at four in the morning.',
  ],
  [
    'Passengers taken off ferry Alcora, aground off Tarvik',
    'Lifeboats took 212 people off the ferry Alcora after it ran aground on rocks off Tarvik. The coast guard praised captain Signe Aldal for her calm.',
  ],
  [
    'Alcora aground off Tarvik: ferry to be towed at high tide',
    'Tugs will try to tow the ferry Alcora off the rocks near Tarvik at high tide, the coast guard said. Its captain, Signe Aldal, stays on board.',
  ],
] as const;

let tables: MemoryTables;
let ports: LinkArticlePorts;
beforeEach(() => {
  tables = emptyTables();
  ports = memoryLinkPorts(tables, { now });
});

function store(name: string, [title, text]: readonly [string, string]): LinkTask {
  const url = `https://${name}.example/a`;
  const { article, revision } = aStoredArticle(url, { title, text });
  tables.articles.set(article.articleId, article);
  tables.revisions.set(`${article.articleId} 1`, revision);
  const { articleId, language } = article;
  return { version: 1, kind: 'article', articleId, revision: 1, language };
}

const articleOf = (name: string) => {
  const record = tables.articles.get(articleIdOf(`https://${name}.example/a` as CanonicalUrl));
  if (record?.state !== 'live') throw new Error(`no article of ${name}`);
  return record;
};
const storyOf = (name: string): StoryId => storyIdOf(articleOf(name).articleId);

/** Every report founds a story: each linker is blind to the others. */
async function split(...names: string[]): Promise<void> {
  const blind = { ...ports, linkIndex: { ...ports.linkIndex, find: async () => [] } };
  for (const [at, name] of names.entries())
    await linkArticle(store(name, ferry[at % ferry.length] ?? ferry[0]), blind);
}

const merge = (from: string, into: string): MergeStoriesTask => ({
  ...{ version: 1, kind: 'merge', from: storyOf(from), into: storyOf(into), language: 'en' },
});

describe('mergeStories', () => {
  it('tells the world when all is where it says', async () => {
    await split('one', 'two');
    const found: (StoryId | undefined)[] = [];
    const publish: typeof ports.publish = async (events) => {
      found.push(articleOf('two').storyId);
      return ports.publish(events);
    };
    await linkArticle(merge('two', 'one'), { ...ports, publish });
    expect(found).toEqual([storyOf('one')]);
  });

  it('leaves a redirect, counts every report once and moves the articles', async () => {
    await split('one', 'two');
    expect(tables.stories.size).toBe(2);

    const outcome = await linkArticle(merge('two', 'one'), ports);

    expect(outcome).toEqual({ kind: 'merged', storyId: storyOf('one'), moved: 1 });
    expect(tables.stories.get(storyOf('two'))?.story).toMatchObject({
      mergedInto: storyOf('one'),
      articleCount: 0,
    });
    expect(tables.stories.get(storyOf('one'))?.story).toMatchObject({
      articleCount: 2,
      absorbed: [storyOf('two')],
    });
    expect(articleOf('two').storyId).toBe(storyOf('one'));
  });

  it('says why a report belongs that was alone, from both ends', async () => {
    await split('one', 'two');
    expect(await ports.links.findOf(articleOf('two').articleId)).toEqual([]);
    await linkArticle(merge('two', 'one'), ports);

    const [link] = await ports.links.findOf(articleOf('two').articleId);
    expect(link).toMatchObject({ otherId: articleOf('one').articleId, storyId: storyOf('one') });
    expect(link?.evidence.terms.length).toBeGreaterThan(0);
    const [back] = await ports.links.findOf(articleOf('one').articleId);
    expect(back).toMatchObject({ otherId: articleOf('two').articleId, kind: link?.kind });
  });

  it('leads older redirects straight to where the story is now', async () => {
    await split('one', 'two', 'three');
    await linkArticle(merge('three', 'two'), ports);
    await linkArticle(merge('two', 'one'), ports);

    expect(tables.stories.get(storyOf('three'))?.story.mergedInto).toBe(storyOf('one'));
    expect(articleOf('three').storyId).toBe(storyOf('one'));
    expect(tables.stories.get(storyOf('one'))?.story.articleCount).toBe(3);
  });

  it('makes no loop when two stories are told to become part of each other', async () => {
    await split('one', 'two');
    await linkArticle(merge('two', 'one'), ports);
    const outcome = await linkArticle(merge('one', 'two'), ports);

    expect(outcome).toEqual({ kind: 'skipped', reason: 'same-story' });
    expect(tables.stories.get(storyOf('one'))?.story.mergedInto).toBeUndefined();
  });

  it('changes nothing when a merge is asked for twice', async () => {
    await split('one', 'two');
    await linkArticle(merge('two', 'one'), ports);
    const once = storedTexts(tables);
    await linkArticle(merge('two', 'one'), ports);
    expect(storedTexts(tables)).toBe(once);
  });

  it('is finished by the next try, whichever call the first one died at', async () => {
    await split('one', 'two', 'three');
    await linkArticle(merge('three', 'two'), ports);
    const start = copyOf(tables);
    const task = merge('two', 'one');
    await linkArticle(task, ports);
    const whole = storedTexts(tables);

    for (let dying = 1; ; dying++) {
      tables = copyOf(start);
      const healthy = memoryLinkPorts(tables, { now });
      const died = await linkArticle(task, dyingAt(dying, healthy)).then(
        () => false,
        () => true,
      );
      if (!died) {
        expect(dying).toBeGreaterThan(8);
        break;
      }
      await linkArticle(task, healthy);
      expect(storedTexts(tables), `died at call ${dying}`).toBe(whole);
    }
  });

  it('has a report of the story that was merged away join the one that it is part of', async () => {
    await split('one', 'two');
    await linkArticle(merge('two', 'one'), ports);
    await linkArticle(store('three', ferry[2]), ports);
    expect(articleOf('three').storyId).toBe(storyOf('one'));
  });

  it('is found by what the story that was merged away is filed under, for which nothing is filed anew', async () => {
    await split('one', 'two');
    const filed = [...tables.postings.values()].flat().length;
    await linkArticle(merge('two', 'one'), ports);
    expect([...tables.postings.values()].flat()).toHaveLength(filed);

    const find: LinkArticlePorts['linkIndex']['find'] = async (terms, window) =>
      (await ports.linkIndex.find(terms, window)).filter(
        ({ storyId }) => storyId === storyOf('two'),
      );
    const byTheOther = { ...ports, linkIndex: { ...ports.linkIndex, find } };
    await linkArticle(store('three', ferry[2]), byTheOther);
    expect(articleOf('three').storyId).toBe(storyOf('one'));
  });

  it('keeps the links of a member whose story was merged away when it is edited', async () => {
    await split('one', 'two');
    await linkArticle(merge('two', 'one'), ports);
    await linkArticle(store('three', ferry[2]), ports);
    const before = [...tables.links.keys()].sort();
    const { articleId } = articleOf('three');
    const revision = tables.revisions.get(`${articleId} 1`);
    if (revision !== undefined) tables.revisions.set(`${articleId} 2`, revision);
    tables.articles.set(articleId, { ...articleOf('three'), revision: 2 });
    await linkArticle(
      { version: 1, kind: 'article', articleId, revision: 2, language: 'en' },
      ports,
    );
    expect([...tables.links.keys()].sort()).toEqual(before);
  });
});

describe('a join that says so only after its story was merged away', () => {
  it('is told that it has been moved, and ends in the story that it was moved to', async () => {
    await split('one');
    const task = store('two', ferry[1]);
    let sayLate = async () => {};
    const slow: LinkArticlePorts = {
      ...ports,
      linkIndex: { ...ports.linkIndex, find: async () => [] },
      articles: {
        ...ports.articles,
        async setStory(...args) {
          sayLate = () => ports.articles.setStory(...args);
          throw new Error('still on its way');
        },
      },
    };
    await expect(linkArticle(task, slow)).rejects.toThrow('on its way');
    await linkArticle(merge('two', 'one'), ports);

    await expect(sayLate()).rejects.toThrow(ConcurrentWriteError);
    await linkArticle(task, ports);
    expect(articleOf('two')).toMatchObject({ storyId: storyOf('one'), linkedRevision: 1 });
    expect(tables.stories.get(storyOf('one'))?.story.articleCount).toBe(2);
  });
});

describe('sweepStories', () => {
  it('heals what linkers that were blind to each other have split', async () => {
    await split('one', 'two', 'three');
    await sweep();
    expect(articleCounts()).toEqual([3]);
  });

  it('leaves other events apart', async () => {
    await split('one');
    const blind = { ...ports, linkIndex: { ...ports.linkIndex, find: async () => [] } };
    await linkArticle(
      store('two', [
        'Ferry prices to rise in spring',
        'A ticket for the ferry will cost a tenth more from April on, the company said on Monday. It blames the price of fuel.',
      ]),
      blind,
    );
    expect(await sweep()).toMatchObject({ stories: 2, merges: 0 });
  });

  async function sweep(): Promise<unknown> {
    const swept = await sweepStories({ ...ports, lists: memoryStoryLists(tables), now });
    for (let task = tables.sent.shift(); task !== undefined; task = tables.sent.shift())
      await linkAndFollow(task, tables, ports);
    return swept;
  }

  const articleCounts = (): number[] =>
    [...tables.stories.values()].flatMap(({ story: { mergedInto, articleCount } }) =>
      mergedInto === undefined ? [articleCount] : [],
    );
});

/** Ports of which the nth call dies, before it does anything. */
function dyingAt(call: number, healthy: LinkArticlePorts): LinkArticlePorts {
  let calls = 0;
  const count = () => {
    calls++;
    if (calls === call) throw new Error('killed');
  };
  const wrap = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          count();
          return Reflect.apply(member, target, args);
        };
      },
    });
  return {
    ...healthy,
    ...{ stories: wrap(healthy.stories), linkIndex: wrap(healthy.linkIndex) },
    ...{ members: wrap(healthy.members), links: wrap(healthy.links) },
  };
}
