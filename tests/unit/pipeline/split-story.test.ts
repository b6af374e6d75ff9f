import { beforeEach, describe, expect, it } from 'vitest';
import {
  copyOf,
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
} from '../../../bench/stores/memory-stores.ts';
import { ConcurrentWriteError } from '../../../shared/errors.ts';
import { bothEnds } from '../../../shared/linking/decide/decide-links.ts';
import { reportOf } from '../../../shared/linking/likeness/report.ts';
import type { Report } from '../../../shared/linking/story/grow-story.ts';
import type { MergeStoriesTask, SplitStoryTask } from '../../../shared/messages.ts';
import type { Article } from '../../../shared/model/article.ts';
import type { CanonicalUrl, StoryId } from '../../../shared/model/ids.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { articleIdOf, storyIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle, aStory } from '../../builders/a-story.ts';
import { storedTexts } from '../../builders/stored-texts.ts';

const now = () => new Date('2026-01-06T00:00:00.000Z');

const texts = {
  ferry: [
    'Ferry Alcora runs aground off Tarvik',
    'The ferry Alcora ran aground on rocks off Tarvik early on Monday with 212 people on board, the coast guard said. Captain Signe Aldal sent out a distress call.',
  ],
  rescue: [
    'Passengers taken off ferry Alcora, aground off Tarvik',
    'Lifeboats took 212 people off the ferry Alcora after it ran aground on rocks off Tarvik. The coast guard praised captain Signe Aldal.',
  ],
  heist: [
    'Thieves take medieval crown from Ostrava museum',
    'Thieves broke into the museum of Ostrava at night and took a medieval crown, police said. The alarm of the museum was silent, inspector Jana Novotna told reporters.',
  ],
  crown: [
    'Police search for crown stolen from Ostrava museum',
    'Police searched cars around Ostrava for the medieval crown that thieves stole from the museum. Inspector Jana Novotna said that the alarm had been cut.',
  ],
  tow: [
    'Alcora aground off Tarvik: ferry to be towed at high tide',
    'Tugs will try to tow the ferry Alcora off the rocks near Tarvik at high tide, the coast guard said. Its captain, Signe Aldal, stays on board.',
  ],
} as const;
type Name = keyof typeof texts;
const names = Object.keys(texts) as Name[];

let tables: MemoryTables;
let ports: LinkArticlePorts;
beforeEach(async () => {
  tables = emptyTables();
  ports = memoryLinkPorts(tables, { now });
  await tellAsOne();
});

const idOf = (name: Name) => articleIdOf(`https://${name}.example/a` as CanonicalUrl);
const storyOf = (name: Name): StoryId => storyIdOf(idOf(name));
const stateOf = (name: Name) => {
  const state = tables.stories.get(storyOf(name));
  if (state === undefined) throw new Error(`no story of ${name}`);
  return state;
};
const articleOf = (name: Name): Article => {
  const record = tables.articles.get(idOf(name));
  if (record?.state !== 'live') throw new Error(`no article of ${name}`);
  return record;
};

/** One story of two events: the first report of the second had joined the first. */
async function tellAsOne(): Promise<void> {
  const [first, ...others] = names.map((name, at): Report => {
    const [title, text] = texts[name];
    const publishedAt = new Date(Date.UTC(2026, 0, 5, 9, at)).toISOString();
    const { article, revision } = aStoredArticle(`https://${name}.example/a`, {
      ...{ title, text, publishedAt, fetchedAt: publishedAt },
      ...{ storyId: storyOf('ferry'), linkedRevision: 1 },
    });
    tables.articles.set(article.articleId, article);
    tables.revisions.set(`${article.articleId} 1`, revision);
    return reportOf(article, text);
  });
  await ports.stories.save(
    { ...aStory(first, ...others), ...versionOne(aStory(first, ...others)) },
    0,
  );
  await ports.links.saveAll([
    ...linked('ferry', 'heist'),
    ...linked('heist', 'crown'),
    ...linked('ferry', 'rescue'),
    ...linked('crown', 'tow'),
  ]);
}

const versionOne = (state: ReturnType<typeof aStory>) => ({
  story: { ...state.story, version: 1 },
});

const linked = (from: Name, to: Name) =>
  bothEnds({
    ...{ from: endOf(from), to: endOf(to), kind: 'same-story', score: 0.5 },
    ...{ evidence: { terms: [], names: [], places: [], numbers: [] } },
    ...{ storyId: storyOf('ferry'), linkedAt: now().toISOString() },
  });

const endOf = (name: Name) => {
  const { articleId, canonicalUrl: url, title } = articleOf(name);
  return { articleId, url, title };
};

const task = (): SplitStoryTask => ({
  ...{ version: 1, kind: 'split', storyId: storyOf('ferry'), reports: 5, language: 'en' },
});

const linksOf = (name: Name) =>
  [...tables.links.values()]
    .filter(({ articleId }) => articleId === idOf(name))
    .map((link) => ({ to: names.find((one) => idOf(one) === link.otherId), story: link.storyId }));

describe('splitStory', () => {
  it('gives the reports of the other event a story of their own, and moves the articles', async () => {
    const outcome = await linkArticle(task(), ports);

    const [ours, theirs] = [storyOf('ferry'), storyOf('heist')];
    const articleIds = [idOf('heist'), idOf('crown')];
    expect(outcome).toEqual({ kind: 'split', storyId: theirs, from: ours, articleIds });
    expect(stateOf('ferry').story).toMatchObject({ articleCount: 3, splitOff: [theirs] });
    expect(stateOf('ferry').story).not.toHaveProperty('splitting');
    expect(stateOf('heist').story).toMatchObject({ articleCount: 2, splitFrom: ours });
    expect(names.map((name) => articleOf(name).storyId)).toEqual([
      ours,
      ours,
      theirs,
      theirs,
      ours,
    ]);
  });

  it('tells of both stories, of the split and of each article that has moved', async () => {
    await linkArticle(task(), ports);
    expect(
      tables.events.map(({ type, detail }) => [type, 'storyId' in detail && detail.storyId]),
    ).toEqual([
      ['StorySplit', storyOf('heist')],
      ['StoryUpdated', storyOf('heist')],
      ['StoryUpdated', storyOf('ferry')],
    ]);
    expect([...tables.changes.values()].map(({ articleId, kind }) => [articleId, kind])).toEqual([
      [idOf('heist'), 'relinked'],
      [idOf('crown'), 'relinked'],
    ]);
  });

  it('reads no text where leads show that all tell one event', async () => {
    for (const name of names) {
      const [title, text] = texts[name === 'heist' || name === 'crown' ? 'rescue' : name];
      tables.articles.set(idOf(name), { ...articleOf(name), title, lead: text });
    }
    const read: string[] = [];
    const revisions: LinkArticlePorts['revisions'] = {
      ...ports.revisions,
      find: (id, revision) => {
        read.push(id);
        return ports.revisions.find(id, revision);
      },
    };
    const outcome = await linkArticle(task(), { ...ports, revisions });
    expect(outcome).toEqual({ kind: 'skipped', reason: 'alike' });
    expect(read).toEqual([]);
  });

  it('tells the world when all is where it says', async () => {
    const found: (StoryId | undefined)[][] = [];
    const publish: typeof ports.publish = async (events) => {
      found.push([articleOf('heist').storyId, articleOf('crown').storyId]);
      return ports.publish(events);
    };
    await linkArticle(task(), { ...ports, publish });
    expect(found).toEqual([[storyOf('heist'), storyOf('heist')]]);
  });

  it('takes links between the two away, and has every report linked within its story', async () => {
    await linkArticle(task(), ports);
    expect(linksOf('heist')).toEqual([{ to: 'crown', story: storyOf('heist') }]);
    expect(linksOf('crown')).toEqual([{ to: 'heist', story: storyOf('heist') }]);
    expect(linksOf('ferry').map(({ to }) => to)).not.toContain('heist');
    expect(linksOf('tow')).toEqual([
      { to: expect.stringMatching('ferry|rescue'), story: storyOf('ferry') },
    ]);
  });

  it('links who leaves to others that leave, where all its links were to those who stay', async () => {
    await ports.links.removeAll(linked('heist', 'crown'));
    await linkArticle(task(), ports);
    expect(linksOf('crown')).toEqual([{ to: 'heist', story: storyOf('heist') }]);
    expect(linksOf('heist')).toEqual([{ to: 'crown', story: storyOf('heist') }]);
  });

  it('leaves the story as it is when it is asked for twice', async () => {
    await linkArticle(task(), ports);
    const once = storedTexts(tables);
    expect(await linkArticle(task(), ports)).toEqual({ kind: 'skipped', reason: 'alike' });
    expect(storedTexts(tables)).toBe(once);
  });

  it('is finished by the next try, whichever call the first one died at', async () => {
    const start = copyOf(tables);
    await linkArticle(task(), ports);
    const whole = storedTexts(tables);
    const told = new Set(tables.events.map(({ detail }) => detail.eventKey));

    for (let dying = 1; ; dying++) {
      tables = copyOf(start);
      const healthy = memoryLinkPorts(tables, { now });
      const died = await linkArticle(task(), dyingAt(dying, healthy)).then(
        () => false,
        () => true,
      );
      if (!died) {
        expect(dying).toBeGreaterThan(20);
        break;
      }
      await linkArticle(task(), healthy);
      expect(storedTexts(tables), `died at call ${dying}`).toBe(whole);
      const retold = new Set(tables.events.map(({ detail }) => detail.eventKey));
      expect(retold, `events of a death at call ${dying}`).toEqual(told);
    }
  });

  it('waits for a report that is on its way into the story', async () => {
    const { storyId: _none, ...unsaid } = articleOf('crown');
    tables.articles.set(unsaid.articleId, unsaid);
    tables.articles.delete(idOf('tow'));
    expect(await linkArticle(task(), ports)).toEqual({ kind: 'skipped', reason: 'unsettled' });
  });

  it('does not count a report that has gone to a third story meanwhile', async () => {
    const third = `s${'3'.repeat(24)}` as StoryId;
    const elsewhere = {
      ...ports.members,
      async move(...args: Parameters<typeof ports.members.move>) {
        const [id] = args;
        if (id === idOf('crown'))
          tables.articles.set(id, { ...articleOf('crown'), storyId: third });
        return ports.members.move(...args);
      },
    };
    await linkArticle(task(), { ...ports, members: elsewhere });
    expect(articleOf('crown').storyId).toBe(third);
    expect(stateOf('heist').story.articleCount).toBe(1);
  });

  it('ends though somebody writes the story just before', async () => {
    const beaten: typeof ports.publish = async (events) => {
      const { story, profile } = stateOf('ferry');
      tables.stories.set(story.storyId, {
        story: { ...story, version: story.version + 1 },
        profile,
      });
      return ports.publish(events);
    };
    expect(await linkArticle(task(), { ...ports, publish: beaten })).toMatchObject({
      kind: 'split',
    });
    expect(stateOf('ferry').story).not.toHaveProperty('splitting');
  });

  it('does not count a report that was withdrawn while it was on its way', async () => {
    const withdrawal = () =>
      linkArticle(
        { version: 1, kind: 'article', articleId: idOf('crown'), revision: 2, language: 'en' },
        ports,
      );
    const withdrawn = {
      ...ports.members,
      async move(...args: Parameters<typeof ports.members.move>) {
        if (args[0] === idOf('crown')) {
          tables.articles.set(args[0], { ...articleOf('crown'), state: 'removed', revision: 2 });
          await expect(withdrawal()).rejects.toThrow(ConcurrentWriteError);
        }
        return ports.members.move(...args);
      },
    };
    await linkArticle(task(), { ...ports, members: withdrawn });
    await withdrawal();
    expect(stateOf('heist').story.articleCount).toBe(1);
    expect(tables.articles.get(idOf('crown'))).toMatchObject({ storyId: storyOf('heist') });
  });

  it('does not part again what a merge took back', async () => {
    await linkArticle(task(), ports);
    const merge: MergeStoriesTask = {
      ...{ version: 1, kind: 'merge', from: storyOf('heist'), into: storyOf('ferry') },
      language: 'en',
    };
    await linkArticle(merge, ports);
    expect(await linkArticle(task(), ports)).toEqual({ kind: 'skipped', reason: 'known' });
    expect(stateOf('ferry').story.articleCount).toBe(5);
  });

  it('has a merge wait until it is done', async () => {
    const dying = { ...ports, publish: () => Promise.reject(new Error('killed')) };
    await expect(linkArticle(task(), dying)).rejects.toThrow('killed');
    const merge: MergeStoriesTask = {
      ...{ version: 1, kind: 'merge', from: storyOf('heist'), into: storyOf('ferry') },
      language: 'en',
    };
    await expect(linkArticle(merge, ports)).rejects.toThrow(ConcurrentWriteError);
    await linkArticle(task(), ports);
    expect(await linkArticle(merge, ports)).toMatchObject({ kind: 'merged' });
  });
});

/** Ports of which the nth call dies, before it does anything. */
function dyingAt(call: number, healthy: LinkArticlePorts): LinkArticlePorts {
  let calls = 0;
  const counted = <Made extends (...args: never[]) => unknown>(made: Made): Made =>
    ((...args: never[]) => {
      calls++;
      if (calls === call) throw new Error('killed');
      return made(...args);
    }) as Made;
  const wrap = <Port extends object>(port: Port): Port =>
    Object.fromEntries(
      Object.entries(port).map(([name, made]) => [name, counted(made as () => unknown)]),
    ) as Port;
  return {
    ...healthy,
    ...{ stories: wrap(healthy.stories), linkIndex: wrap(healthy.linkIndex) },
    ...{ members: wrap(healthy.members), links: wrap(healthy.links) },
    ...{ changes: wrap(healthy.changes), publish: counted(healthy.publish) },
  };
}
