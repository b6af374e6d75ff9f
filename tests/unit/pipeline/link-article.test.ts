import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
} from '../../../bench/stores/memory-stores.ts';
import type { LinkArticleTask, LinkTask } from '../../../shared/messages.ts';
import type { CanonicalUrl } from '../../../shared/model/ids.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { articleIdOf, storyIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle } from '../../builders/a-story.ts';

const now = () => new Date('2026-01-06T00:00:00.000Z');
const dam = [
  'Harlow dam evacuated after crack is found',
  'Engineers ordered two thousand people out of the valley below the Harlow dam on Monday after a crack was found in its eastern wall. The mayor of Harlow, Edna Marsh, said that buses would run all night.',
] as const;
const damAgain = [
  'Thousands leave valley below cracked Harlow dam',
  'Two thousand people spent the night in school halls after a crack in the eastern wall of the Harlow dam forced an evacuation of the valley, mayor Edna Marsh said.',
] as const;
const chess = [
  'Teenager wins Ostrava chess open',
  'A student of fifteen won the chess open in Ostrava on Sunday, beating the former champion in forty moves.',
] as const;

let tables: MemoryTables;
let ports: LinkArticlePorts;
beforeEach(() => {
  tables = emptyTables();
  ports = memoryLinkPorts(tables, { now });
});

const idOf = (url: string) => articleIdOf(url as CanonicalUrl);

function store(url: string, [title, text]: readonly [string, string], rest = {}): LinkArticleTask {
  const { article, revision } = aStoredArticle(url, { title, text, ...rest });
  const before = tables.articles.get(article.articleId);
  const linked =
    before?.state === 'live' && before.storyId !== undefined && before.linkedRevision !== undefined
      ? { storyId: before.storyId, linkedRevision: before.linkedRevision }
      : {};
  tables.articles.set(article.articleId, { ...article, ...linked });
  tables.revisions.set(`${article.articleId} ${article.revision}`, revision);
  const { articleId, language } = article;
  return { version: 1, kind: 'article', articleId, revision: article.revision, language };
}

const storyOf = (url: string) => {
  const record = tables.articles.get(idOf(url));
  return record?.state === 'live' ? record.storyId : undefined;
};

/** Everything that is stored, comparable. */
const contents = () =>
  JSON.stringify([
    [...tables.articles.values()],
    [...tables.stories.values()].map(({ story, profile }) => [
      story,
      { ...profile, sum: [...profile.sum], members: [...profile.members] },
    ]),
    [...tables.links].sort(),
    [...tables.postings].sort(),
  ]);

describe('linkArticle', () => {
  it('founds a story for an article that resembles none', async () => {
    const task = store('https://one.example/dam', dam);
    expect(await linkArticle(task, ports)).toEqual({
      ...{ kind: 'linked', joined: false, links: 0, measures: { LinkLag: expect.any(Number) } },
      storyId: storyIdOf(idOf('https://one.example/dam')),
    });
  });

  it('knows an article whose text is withheld by its headline', async () => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    const withheld = { lead: '', rights: { robots: [], withheld: ['tdm'] } } as const;
    await linkArticle(store('https://two.example/chess', [chess[0], ''], withheld), ports);
    const outcome = await linkArticle(
      store(
        'https://three.example/dam',
        ['Crack is found in Harlow dam, valley evacuated', ''],
        withheld,
      ),
      ports,
    );

    expect(outcome).toMatchObject({ kind: 'linked', joined: true });
    expect(storyOf('https://three.example/dam')).toBe(storyOf('https://one.example/dam'));
    expect(storyOf('https://two.example/chess')).not.toBe(storyOf('https://one.example/dam'));
  });

  it('joins a report of the same event and links it from both ends, with evidence', async () => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    const outcome = await linkArticle(store('https://two.example/dam', damAgain), ports);

    expect(outcome).toMatchObject({ kind: 'linked', joined: true, links: 1 });
    expect(storyOf('https://two.example/dam')).toBe(storyOf('https://one.example/dam'));
    const [one, two] = [...tables.links.values()];
    expect([one?.articleId, two?.articleId]).toEqual([two?.otherId, one?.otherId]);
    expect(one).toMatchObject({ kind: 'same-story', role: 'peer' });
    expect(one?.evidence.terms).toContain('Harlow dam');
    expect(one?.evidence.names.join()).toMatch(/Harlow dam|Edna Marsh/);
  });

  it('keeps another event apart', async () => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    await linkArticle(store('https://one.example/chess', chess), ports);
    expect(tables.stories.size).toBe(2);
  });

  it('says what each shared word adds to the score', async () => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    await linkArticle(store('https://two.example/dam', damAgain), ports);
    const [link] = tables.links.values();
    const { terms = [], names = [], weights = {} } = link?.evidence ?? {};

    expect(Object.keys(weights)).toEqual(expect.arrayContaining([...terms, ...names]));
    expect(weights['Harlow dam']).toBeGreaterThan(weights['thousand'] ?? 0);
    const sum = Object.values(weights).reduce((all, weight) => all + weight, 0);
    expect(sum).toBeLessThanOrEqual(link?.score ?? 0);
  });

  it('calls a copy a copy, and says who had it first', async () => {
    const early = { publishedAt: '2026-01-05T07:00:00.000Z' };
    await linkArticle(store('https://wire.example/dam', dam, early), ports);
    await linkArticle(store('https://two.example/dam', [`Wire: ${dam[0]}`, dam[1]]), ports);
    const links = [...tables.links.values()];
    expect(links.map(({ kind, role }) => `${kind} ${role}`).sort()).toEqual([
      'copy from',
      'copy to',
    ]);
    const source = links.find(({ role }) => role === 'from');
    expect(source?.articleId).toBe(idOf('https://wire.example/dam'));
    expect(source?.evidence.containment).toBeGreaterThan(0.9);
  });

  it('links a report once where it quotes two of its story and is a copy of neither', async () => {
    const quote =
      'The mayor of Harlow, Edna Marsh, said that nobody would sleep in the valley until engineers had looked at every single stone of the eastern wall.';
    const first = `${quote} ${dam[1]} Farmers drove their cattle to the hills before dawn, and the school in Upper Harlow served soup to those who had come on foot.`;
    const second = `${quote} ${damAgain[1]} Beds were brought from the barracks at Tollen, while the railway put on a train that nobody had asked for.`;
    const third = `${quote} Divers will examine the foot of the Harlow dam on Tuesday, after the crack above the valley grew by a hand in one night, the engineers of the county wrote in a short note.`;
    await linkArticle(store('https://one.example/dam', [dam[0], first]), ports);
    await linkArticle(store('https://two.example/dam', [damAgain[0], second]), ports);
    tables.links.clear();
    await linkArticle(
      store('https://three.example/dam', ['Divers sent to Harlow dam', third]),
      ports,
    );
    const links = [...tables.links.values()];
    expect(links.map(({ kind }) => kind)).toEqual(['same-story', 'same-story']);
    expect(new Set(links.map(({ articleId }) => articleId)).size).toBe(2);
  });

  it.each([
    { what: 'a new development', title: 'Cracked Harlow dam to be drained', kind: 'follow-up' },
    { what: 'the same again', title: damAgain[0], kind: 'same-story' },
  ])('calls a report that tells $what a day later $kind', async ({ title, kind }) => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    const later = {
      publishedAt: '2026-01-06T09:00:00.000Z',
      fetchedAt: '2026-01-06T09:01:00.000Z',
    };
    await linkArticle(store('https://two.example/dam', [title, damAgain[1]], later), ports);
    expect([...tables.links.values()].map((link) => link.kind)).toEqual([kind, kind]);
  });

  it('changes nothing when a task comes twice', async () => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    const task = store('https://two.example/dam', damAgain);
    await linkArticle(task, ports);
    const before = contents();
    expect(await linkArticle(task, ports)).toMatchObject({ kind: 'already-linked' });
    expect(contents()).toBe(before);
  });

  it('tells again of the move of an article that is linked, as who moved it may have died', async () => {
    const task = store('https://one.example/dam', dam);
    await linkArticle(task, ports);
    const record = tables.articles.get(task.articleId);
    if (record?.state !== 'live') throw new Error('it is not there');
    tables.articles.set(task.articleId, { ...record, movedAt: now().toISOString() });

    await linkArticle(task, ports);

    const { articleId } = task;
    const told = { kind: 'relinked', articleId, storyId: record.storyId };
    expect([...tables.changes.values()]).toMatchObject([told]);
  });

  it('tells of a version that came after its task, as who saved that may have died', async () => {
    const url = 'https://one.example/dam';
    const task = store(url, dam);
    const changedAt = '2026-01-05T23:59:59.000Z';
    store(url, damAgain, { revision: 2, changedAt });
    await linkArticle(task, ports);
    expect([...tables.changes.values()]).toEqual([
      {
        ...{ articleId: task.articleId, changedAt },
        kind: 'created',
        revision: 2,
        change: 'first',
      },
    ]);
    expect(tables.articles.get(task.articleId)).toMatchObject({ linkedRevision: 2 });
  });

  it('skips an article that is not there', async () => {
    const articleId = idOf('https://one.example/none');
    const task = { version: 1, kind: 'article', articleId, revision: 1, language: 'en' } as const;
    expect(await linkArticle(task, ports)).toEqual({ kind: 'skipped', reason: 'unknown' });
  });

  it('no longer counts an article that was removed', async () => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    await linkArticle(store('https://two.example/dam', damAgain), ports);
    const gone = store('https://two.example/dam', damAgain, { revision: 2, state: 'removed' });
    const record = tables.articles.get(gone.articleId);
    if (record?.state === 'removed') {
      const storyId = storyIdOf(idOf('https://one.example/dam'));
      tables.articles.set(gone.articleId, { ...record, storyId, linkedRevision: 1 });
    }
    expect(await linkArticle(gone, ports)).toEqual({ kind: 'skipped', reason: 'removed' });
    expect([...tables.stories.values()][0]?.story.articleCount).toBe(1);
  });

  it('keeps an edited article in its story', async () => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    await linkArticle(store('https://two.example/dam', damAgain), ports);
    const edited = [damAgain[0], `${damAgain[1]} It is still raining.`] as const;
    const task = store('https://two.example/dam', edited, { revision: 2 });
    expect(await linkArticle(task, ports)).toMatchObject({ kind: 'linked', joined: true });
    const story = [...tables.stories.values()][0]?.story;
    expect([tables.stories.size, story?.articleCount]).toEqual([1, 2]);
  });

  describe('a story that goes by the title of a report', () => {
    const first = 'https://one.example/dam';
    const second = 'https://two.example/dam';
    const headline = () => tables.stories.get(storyIdOf(idOf(first)))?.story.headline;
    const corrected = ['Harlow dam evacuated after cracks are found', dam[1]] as const;

    beforeEach(async () => {
      await linkArticle(store(first, dam), ports);
      await linkArticle(store(second, damAgain), ports);
    });

    it('follows that title when its publisher puts it right', async () => {
      const outcome = await linkArticle(store(first, corrected, { revision: 2 }), ports);
      expect([outcome.kind, headline()]).toEqual(['linked', corrected[0]]);
      const told = tables.events.at(-1);
      expect(told).toMatchObject({ type: 'StoryUpdated', detail: { headline: corrected[0] } });
    });

    it('follows it over versions that were never linked', async () => {
      store(first, ['Harlow dam evacuated', dam[1]], { revision: 2 });
      await linkArticle(store(first, corrected, { revision: 3 }), ports);
      expect(headline()).toBe(corrected[0]);
    });

    it('keeps it when another report is edited', async () => {
      const edited = ['Valley below Harlow dam is empty', damAgain[1]] as const;
      await linkArticle(store(second, edited, { revision: 2 }), ports);
      expect(headline()).toBe(dam[0]);
    });

    it('goes by another when that report leaves it', async () => {
      await linkArticle(store('https://one.example/chess', chess), ports);
      await linkArticle(store(first, chess, { revision: 2 }), ports);
      expect(storyOf(first)).toBe(storyOf('https://one.example/chess'));
      expect(headline()).toBe(damAgain[0]);
    });

    it('goes by another when that report is removed', async () => {
      await linkArticle(store(first, dam, { revision: 2, state: 'removed' }), ports);
      expect(headline()).toBe(damAgain[0]);
    });

    it('keeps it when none is left', async () => {
      await linkArticle(store(second, damAgain, { revision: 2, state: 'removed' }), ports);
      await linkArticle(store(first, dam, { revision: 2, state: 'removed' }), ports);
      expect(headline()).toBe(dam[0]);
    });
  });

  it('takes the links of a story away from an edited article that left it', async () => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    await linkArticle(store('https://two.example/dam', damAgain), ports);
    await linkArticle(store('https://one.example/chess', chess), ports);
    await linkArticle(store('https://two.example/dam', chess, { revision: 2 }), ports);
    expect(storyOf('https://two.example/dam')).toBe(storyOf('https://one.example/chess'));
    const ends = [...tables.links.values()].map(({ otherId }) => otherId);
    expect(ends).not.toContain(idOf('https://one.example/dam'));
    expect(ends).toHaveLength(2);
  });

  it('says of an edited article what it is now, and no longer what it was', async () => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    const copied = [damAgain[0], dam[1]] as const;
    await linkArticle(store('https://two.example/dam', copied), ports);
    const kinds = () => [...tables.links.values()].map(({ kind }) => kind);
    const first = kinds();

    await linkArticle(store('https://two.example/dam', damAgain, { revision: 2 }), ports);
    expect([first, kinds()]).toEqual([
      ['copy', 'copy'],
      ['same-story', 'same-story'],
    ]);
  });

  it('closes a story when its rhythm has faded, and opens it again for a late report', async () => {
    const one = 'https://one.example/dam';
    await linkArticle(store(one, dam, { publishedAt: '2026-01-01T09:00:00.000Z' }), ports);
    const story = () => tables.stories.get(storyIdOf(idOf(one)))?.story;
    expect(story()).toMatchObject({ closesAt: '2026-01-03T09:00:00.000Z' });

    const publishedAt = '2026-01-04T10:00:00.000Z';
    await linkArticle(store('https://two.example/dam', damAgain, { publishedAt }), ports);
    expect(story()).toMatchObject({ articleCount: 2, reopenedAt: publishedAt });
    expect(story()?.closesAt).toBe('2026-01-10T10:00:00.000Z');
  });

  it('gives no word of every text and no bare number as evidence', async () => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    await linkArticle(store('https://two.example/dam', damAgain), ports);
    const [{ evidence } = { evidence: undefined }] = [...tables.links.values()];
    const said = [...(evidence?.terms ?? []), ...(evidence?.names ?? [])].map((w) =>
      w.toLowerCase(),
    );
    for (const word of ['the', 'of', 'a', 'in', 'that', 'said', 'was'])
      expect(said).not.toContain(word);
    expect(said.filter((word) => /^\d+$/.test(word))).toEqual([]);
    expect(evidence?.names).toContain('Edna Marsh');
  });

  // Of three reports a story remembers what a link is chosen by, and the oldest of them gives way to the next.
  it.each([1, 3, 5])(
    'takes up a try that died at any write, and the tables end as if none had died: after %i reports',
    async (count) => {
      const run = async (diesAt: number) => {
        tables = emptyTables();
        ports = memoryLinkPorts(tables, { now });
        for (let hour = 0; hour < count; hour++) {
          const published = { publishedAt: `2026-01-05T1${hour}:00:00.000Z` };
          await linkArticle(store(`https://site${hour}.example/dam`, dam, published), ports);
        }
        const task = store('https://two.example/dam', damAgain);
        const died = await linkArticle(task, dyingAt(diesAt, ports)).then(
          () => false,
          () => true,
        );
        await linkArticle(task, ports);
        return { died, contents: contents() };
      };
      const clean = await run(Number.POSITIVE_INFINITY);
      let points = 0;
      for (; ; points++) {
        const { died, contents: left } = await run(points);
        expect(left).toBe(clean.contents);
        if (!died) break;
      }
      expect(storyOf('https://two.example/dam')).toBe(storyOf('https://site0.example/dam'));
      expect(points).toBe(8);
    },
  );

  it('is no company to itself when a first try died behind its postings', async () => {
    const task = store('https://one.example/dam', dam);
    await linkArticle(task, ports);
    const alone = contents();

    tables = emptyTables();
    ports = memoryLinkPorts(tables, { now });
    store('https://one.example/dam', dam);
    const save = () => Promise.reject(new Error('killed'));
    const dying = { ...ports, stories: { ...ports.stories, save } };
    await expect(linkArticle(task, dying)).rejects.toThrow('killed');
    await linkArticle(task, ports);

    expect(contents()).toBe(alone);
  });

  describe('when a page points to another', () => {
    const page = 'https://one.example/chess';
    const target = 'https://two.example/dam';
    const founded = 'https://one.example/dam';
    const pagePointingTo = (...titles: string[]): LinkTask =>
      store(page, chess, { related: titles.map((title) => ({ url: target, title })) });
    const linksOnPage = () => [...tables.links.values()].filter(({ kind }) => kind === 'on-page');
    const storyAt = (url: string) => tables.stories.get(storyIdOf(idOf(url)))?.story;

    it('stores the link under a target that is stored, and none under the page', async () => {
      store(target, damAgain);
      const outcome = await linkArticle(pagePointingTo(damAgain[0]), ports);
      expect(outcome).toMatchObject({ kind: 'linked', joined: false, links: 1 });
      expect(linksOnPage()).toMatchObject([
        { articleId: idOf(target), role: 'to', otherId: idOf(page), otherTitle: chess[0] },
      ]);
    });

    it('says beside the teaser what the two share, as the target prints it', async () => {
      store(target, damAgain);
      await linkArticle(
        store(page, dam, { related: [{ url: target, title: 'Read this' }] }),
        ports,
      );
      const [link] = linksOnPage();
      expect(link).toMatchObject({ score: 1, evidence: { teaser: 'Read this' } });
      const shared = [...(link?.evidence.names ?? []), ...(link?.evidence.terms ?? [])];
      expect(shared.length).toBeGreaterThan(0);
      for (const word of shared)
        expect(damAgain.join('\n').toLowerCase()).toContain(word.toLowerCase());
      expect(Object.keys(link?.evidence.weights ?? {})).toEqual(expect.arrayContaining(shared));
    });

    it('says nothing of what a page and a target in another language share', async () => {
      store(target, damAgain, { language: 'fr' });
      await linkArticle(
        store(page, dam, { related: [{ url: target, title: 'Read this' }] }),
        ports,
      );
      expect(linksOnPage()).toMatchObject([{ evidence: { terms: [], names: [], weights: {} } }]);
    });

    it('points to where an alias leads', async () => {
      const alias = 'https://two.example/amp/dam';
      store(target, damAgain);
      const record = { articleId: idOf(alias), state: 'alias', url: alias } as const;
      tables.articles.set(idOf(alias), { ...record, aliasOf: idOf(target) });
      const related = [{ url: alias, title: damAgain[0] }];
      await linkArticle(store(page, chess, { related }), ports);
      expect(linksOnPage().map(({ articleId }) => articleId)).toEqual([idOf(target)]);
    });

    it('leaves a link as it is that an earlier version has', async () => {
      store(target, damAgain);
      await linkArticle(pagePointingTo(damAgain[0]), ports);
      const before = linksOnPage();
      const edited = [chess[0], `${chess[1]} He was carried out.`] as const;
      const related = [{ url: target, title: 'The dam, again' }];
      const changedAt = new Date(now().getTime() + 60_000).toISOString();
      const second = { revision: 2, linkedRevision: 1, changedAt, related };
      const outcome = await linkArticle(store(page, edited, second), ports);
      expect(outcome).toMatchObject({ kind: 'linked', links: 0 });
      expect(linksOnPage()).toEqual(before);
    });

    it('brings a target that was removed back into no story', async () => {
      await linkArticle(store(target, dam), ports);
      store(target, dam, { revision: 2, state: 'removed' });
      const before = storyAt(target);

      await linkArticle(pagePointingTo(dam[0]), ports);

      expect(linksOnPage()).toHaveLength(1);
      expect(storyAt(target)).toEqual(before);
    });

    it('tells nothing of a target that was taken down', async () => {
      const at = now().toISOString();
      tables.articles.set(idOf(target), {
        ...{ articleId: idOf(target), state: 'taken-down', url: target, site: 'two.example' },
        ...{ takenDownAt: at, takenDownBy: 'desk', takedownReason: 'court', changedAt: at },
      });
      await linkArticle(pagePointingTo(dam[0]), ports);
      expect([tables.links.size, tables.stories.size]).toEqual([0, 1]);
    });

    it('remembers a target that is not stored, and counts it once when it arrives', async () => {
      await linkArticle(store(founded, dam), ports);
      const storyId = storyIdOf(idOf(founded));
      const task = pagePointingTo(
        'Thousands leave valley below cracked Harlow dam as engineers...',
      );
      await linkArticle(task, ports);
      expect(storyAt(founded)).toMatchObject({ articleCount: 1, mentions: [{ url: target }] });
      expect(linksOnPage().map((link) => link.storyId)).toEqual([storyId]);

      await linkArticle(store(target, damAgain), ports);
      expect(storyOf(target)).toBe(storyId);
      expect(storyAt(founded)).toMatchObject({ articleCount: 2, mentions: [] });
    });

    it('remembers it once when a first try died before it was done', async () => {
      const run = async (save: LinkArticlePorts['links']['saveAll']) => {
        tables = emptyTables();
        ports = memoryLinkPorts(tables, { now });
        await linkArticle(store(founded, dam), ports);
        const task = pagePointingTo('Thousands leave valley below cracked Harlow dam as...');
        const dying = { ...ports, links: { ...ports.links, saveAll: save } };
        await linkArticle(task, dying).catch(() => undefined);
        await linkArticle(task, ports);
        return contents();
      };
      const clean = await run((links) => ports.links.saveAll(links));
      const died = await run(async (links) => {
        if (links.length > 0) throw new Error('killed');
      });
      expect(died).toBe(clean);
    });

    it('lets the target go where its text belongs when the teaser misled', async () => {
      await linkArticle(store(founded, dam), ports);
      await linkArticle(pagePointingTo('Valley below cracked Harlow dam, mayor Edna Marsh'), ports);
      const opera = [
        'Opera house in Lisbon shows a lost score',
        'A score that was thought lost is sung in Lisbon this spring, its first night in two centuries.',
      ] as const;
      await linkArticle(store(target, opera), ports);
      expect(storyOf(target)).toBe(storyIdOf(idOf(target)));
      expect(storyAt(founded)).toMatchObject({ articleCount: 1, mentions: [] });
    });
  });

  it('decides anew when another worker wrote the story meanwhile', async () => {
    await linkArticle(store('https://one.example/dam', dam), ports);
    const second = store('https://two.example/dam', damAgain);
    const third = store('https://three.example/dam', [`${damAgain[0]} overnight`, dam[1]]);
    await Promise.all([linkArticle(second, ports), linkArticle(third, ports)]);
    const stories = [...tables.stories.values()];
    expect(stories.map(({ story }) => story.articleCount)).toEqual([3]);
  });
});

/** Ports one of whose writes does not come back: the first before it is done, the first after, the second before … */
function dyingAt(point: number, real: LinkArticlePorts): LinkArticlePorts {
  let writes = 0;
  const may =
    <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      const dies = writes++ === Math.floor(point / 2);
      if (dies && point % 2 === 0) throw new Error('killed before the write');
      const result = await write(...args);
      if (dies) throw new Error('killed after the write');
      return result;
    };
  return {
    ...real,
    articles: { ...real.articles, setStory: may(real.articles.setStory) },
    stories: { ...real.stories, save: may(real.stories.save) },
    links: { ...real.links, saveAll: may(real.links.saveAll) },
    linkIndex: { ...real.linkIndex, saveAll: may(real.linkIndex.saveAll) },
  };
}
