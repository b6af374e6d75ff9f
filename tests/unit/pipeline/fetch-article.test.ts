import { describe, expect, it } from 'vitest';
import { dynamoChangeLog } from '../../../shared/adapters/dynamo/change-log.ts';
import { defaultRightsPolicy } from '../../../shared/config/rights-policy.ts';
import {
  BlockedAddressError,
  ConcurrentWriteError,
  SiteUnavailableError,
} from '../../../shared/errors.ts';
import {
  type FetchArticleTask,
  fetchArticleTask,
  type LinkTask,
} from '../../../shared/messages.ts';
import type { Article, Revision } from '../../../shared/model/article.ts';
import {
  type FetchArticlePorts,
  fetchArticle,
} from '../../../shared/pipeline/articles/fetch-article.ts';
import { lookAgainTask } from '../../../shared/pipeline/articles/look-again.ts';
import type { PoliteAnswer, PoliteRequest } from '../../../shared/ports/web.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aChangeTable } from '../../builders/a-change-table.ts';
import { aUrl } from '../../builders/an-article.ts';
import {
  memoryArticleStore,
  memoryRawArchive,
  memoryRevisionStore,
} from '../../builders/memory-articles.ts';

const url = 'https://news.example/2026/bridge';
const task: FetchArticleTask = {
  version: 1,
  articleId: articleIdOf(aUrl(url)),
  url,
  entry: { publishedAt: '2026-01-05T09:00:00.000Z' },
};

const sentence = (n: number) =>
  `The bridge over the river reopened on Monday after repair number ${n}, and the mayor of Halden walked across it with a school class.`;

const aPage = ({
  title = 'Bridge reopens after three years',
  head = '',
  paragraphs = 6,
} = {}) => `<!doctype html>
<html lang="en"><head><title>${title}</title>${head}</head><body><nav><a href="/">Home</a></nav>
<article><h1>${title}</h1>${Array.from({ length: paragraphs }, (_, n) => `<p>${sentence(n)}</p>`).join('')}</article>
</body></html>`;

const answers = (
  body: string,
  { status = 200, finalUrl = url, headers = {} } = {},
): PoliteAnswer => ({
  kind: 'answered',
  response: {
    ...{ status, finalUrl, redirects: [] },
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: Buffer.from(body),
  },
});

/** A world that answers with the given page, and remembers what is done to it. */
function aWorld(answer: PoliteAnswer = answers(aPage())) {
  const asked: PoliteRequest[] = [];
  const sent: LinkTask[] = [];
  const deferred: { task: FetchArticleTask; delay: number | undefined }[] = [];
  const articles = memoryArticleStore();
  const revisions = memoryRevisionStore();
  const raw = memoryRawArchive();
  const log = aChangeTable(articles.records, async () => {});
  const changes = dynamoChangeLog(log.client, { changes: 'changes', articles: 'articles' });
  const ports: FetchArticlePorts = {
    ...{ articles, revisions, raw, changes },
    fetch: async (request) => {
      asked.push(request);
      return answer;
    },
    sendLinkTasks: async (tasks) => {
      // Whoever takes one at once must find what it is about.
      for (const one of tasks)
        if (one.kind === 'article')
          expect(articles.records.get(one.articleId)).toMatchObject({ revision: one.revision });
      sent.push(...tasks);
    },
    deferTask: async (tasks, delay) =>
      void deferred.push(...tasks.map((one) => ({ task: one, delay }))),
    rights: defaultRightsPolicy,
    now: () => new Date('2026-01-05T10:00:00.000Z'),
  };
  const told = () => log.changes();
  return { ports, asked, sent, told, deferred, articles, revisions, raw };
}

describe('fetching an article', () => {
  it('stores raw bytes, revision and article, and queues its linking', async () => {
    const world = aWorld();

    expect(await fetchArticle(task, world.ports)).toMatchObject({
      kind: 'stored',
      change: 'first',
    });

    const article = world.articles.records.get(task.articleId);
    expect(article).toMatchObject({
      title: 'Bridge reopens after three years',
      publishedAt: '2026-01-05T09:00:00.000Z',
      publishedFrom: 'feed',
      revision: 1,
    });
    expect([...world.raw.pages.keys()]).toEqual([article && 'rawKey' in article && article.rawKey]);
    expect(world.revisions.revisions.size).toBe(1);
    expect(world.sent).toMatchObject([{ kind: 'article', articleId: task.articleId, revision: 1 }]);
  });

  it('obeys robots.txt and sends the slot that it holds', async () => {
    const world = aWorld();

    await fetchArticle({ ...task, slotAt: '2026-01-05T09:59:59.000Z' }, world.ports);

    expect(world.asked).toMatchObject([
      { url, obeyRobots: true, slotAt: '2026-01-05T09:59:59.000Z' },
    ]);
  });

  it('changes nothing when the page says the same again', async () => {
    const world = aWorld();
    await fetchArticle(task, world.ports);
    await world.articles.setStory(task.articleId, {
      storyId: 's1' as never,
      linkedRevision: 1,
    });
    world.sent.length = 0;

    expect(await fetchArticle(task, world.ports)).toMatchObject({ kind: 'unchanged' });
    expect(world.sent).toEqual([]);
    expect(world.revisions.revisions.size).toBe(1);
  });

  it('sends the link task again when a first try died after saving', async () => {
    const world = aWorld();
    const dies = async () => {
      throw new Error('killed');
    };
    await expect(fetchArticle(task, { ...world.ports, sendLinkTasks: dies })).rejects.toThrow(
      'killed',
    );

    await fetchArticle(task, world.ports);

    expect(world.sent).toHaveLength(1);
    expect(world.revisions.revisions.size).toBe(1);
  });

  it.each([
    ['cannot be found', answers('', { status: 404 }), 'missing'],
    ['is refused', answers('', { status: 403 }), 'discarded'],
    [
      'is no page any more',
      answers('{}', { headers: { 'content-type': 'text/json' } }),
      'discarded',
    ],
    ['has no article', answers('<p>Soon.</p>'), 'discarded'],
    ['is disallowed', { kind: 'disallowed' } as const, 'discarded'],
    ['has not changed, says its server', answers('', { status: 304 }), 'not-modified'],
  ])(
    'tells of the article and has it linked that a try saved before it died, where the page %s by then',
    async (_what, answer, kind) => {
      const world = aWorld();
      const die = () => Promise.reject(new Error('killed'));
      const changes = { ...world.ports.changes, put: die };
      await expect(fetchArticle(task, { ...world.ports, changes })).rejects.toThrow('killed');
      expect([world.articles.records.size, world.told().length, world.sent.length]).toEqual([
        1, 0, 0,
      ]);

      const again = { ...world.ports, fetch: async () => answer };
      expect(await fetchArticle(task, again, 2)).toMatchObject({ kind });
      expect([world.told().length, world.sent.length]).toEqual([1, 1]);
      await world.articles.setStory(task.articleId, { linkedRevision: 1 });
      await fetchArticle(task, again, 3);
      expect(world.sent).toHaveLength(1);
    },
  );

  it('has an article linked that a try saved before it died, also when its task was put off since', async () => {
    const world = aWorld();
    const sendLinkTasks = () => Promise.reject(new Error('killed'));
    await expect(fetchArticle(task, { ...world.ports, sendLinkTasks })).rejects.toThrow('killed');

    const unchanged = { ...world.ports, fetch: async () => answers('', { status: 304 }) };
    await fetchArticle({ ...task, deferrals: 1 }, unchanged);
    expect(world.sent).toHaveLength(1);
  });

  it('reads nothing for a page that is as it was, says its server, when it is asked for the first time', async () => {
    const { ports } = aWorld(answers('', { status: 304 }));
    const find = () => Promise.reject(new Error('it was read'));
    const outcome = await fetchArticle(task, { ...ports, articles: { ...ports.articles, find } });
    expect(outcome).toMatchObject({ kind: 'not-modified' });
  });

  it('adopts the revision of a try that died before the article was saved', async () => {
    const world = aWorld();
    const dies = async () => {
      throw new Error('killed');
    };
    const first = { ...world.ports, articles: { ...world.articles, save: dies } };
    await expect(fetchArticle(task, first)).rejects.toThrow('killed');

    const later = { ...world.ports, now: () => new Date('2026-01-05T11:00:00.000Z') };
    await fetchArticle(task, later);

    expect(world.articles.records.get(task.articleId)).toMatchObject({
      revision: 1,
      changedAt: '2026-01-05T11:00:00.000Z',
    });
    // Both tries have saved a page; the one that is named stays.
    const [revision] = [...world.revisions.revisions.values()];
    expect(world.revisions.revisions.size).toBe(1);
    expect([...world.raw.pages.keys()]).toEqual([revision?.rawKey]);
    expect(world.articles.records.get(task.articleId)).toMatchObject({ rawKey: revision?.rawKey });
  });

  it('points to nothing that the version does not name which another try has stored', async () => {
    const pointingTo = (names: readonly string[]) => {
      const entries = names.map(
        (name) => `<li><a href="/2026/${name}">The ${name} of the day</a></li>`,
      );
      const aside = `<aside><h3>Related stories</h3><ul>${entries.join('')}</ul></aside>`;
      return answers(aPage().replace('</article>', `</article>${aside}`));
    };
    const world = aWorld(pointingTo(['tunnel', 'ferry']));
    const dies = async () => {
      throw new Error('killed');
    };
    const first = { ...world.ports, articles: { ...world.articles, save: dies } };
    await expect(fetchArticle(task, first)).rejects.toThrow('killed');

    await fetchArticle(task, {
      ...world.ports,
      fetch: async () => pointingTo(['ferry', 'tram']),
    });

    const idsOf = (...names: string[]) =>
      names.map((name) => articleIdOf(aUrl(`https://news.example/2026/${name}`)));
    const [revision] = [...world.revisions.revisions.values()];
    expect(revision?.pointsTo).toEqual(idsOf('tunnel', 'ferry'));
    expect(world.articles.records.get(task.articleId)).toMatchObject({
      related: [{ title: 'The ferry of the day' }],
    });
  });

  it('gives a version the next number when another took this one meanwhile', async () => {
    const world = aWorld();
    const dies = async () => {
      throw new Error('killed');
    };
    const first = { ...world.ports, articles: { ...world.articles, save: dies } };
    await expect(fetchArticle(task, first)).rejects.toThrow('killed');

    const changed = { ...world.ports, fetch: async () => answers(aPage({ paragraphs: 7 })) };
    await fetchArticle(task, changed);

    expect(world.articles.records.get(task.articleId)).toMatchObject({ revision: 2 });
    expect([...world.revisions.revisions.values()].map(({ revision }) => revision)).toEqual([1, 2]);
  });

  it('leaves the article to the worker that saved it first', async () => {
    const world = aWorld();
    const beside = { ...world.articles, find: async () => undefined };
    await fetchArticle(task, world.ports);

    await expect(fetchArticle(task, { ...world.ports, articles: beside })).rejects.toThrow(
      ConcurrentWriteError,
    );
  });

  it('knows an article by what its page calls its address', async () => {
    const canonical = 'https://news.example/bridge';
    const head = `<link rel="canonical" href="${canonical}">`;
    const world = aWorld(answers(aPage({ head })));

    await fetchArticle(task, world.ports);

    const articleId = articleIdOf(aUrl(canonical));
    expect(world.articles.records.get(articleId)).toMatchObject({ canonicalUrl: canonical });
    expect(world.articles.records.get(task.articleId)).toMatchObject({
      state: 'alias',
      aliasOf: articleId,
    });
  });
});

describe('an article whose page cannot be found', () => {
  const at = (time: string) => () => new Date(`2026-01-${time}:00.000Z`);
  const softly = aPage({ title: 'Page not found', paragraphs: 0 });

  it.each([
    ['410', answers('', { status: 410 })],
    ['404', answers('', { status: 404 })],
    ['a page that says so', answers(softly)],
  ])(
    'is removed when it is answered with %s twice, a day apart, and once',
    async (_how, answer) => {
      const world = aWorld();
      await fetchArticle(task, world.ports);
      const gone = { ...world.ports, fetch: async () => answer };
      const look = (time: string) => fetchArticle(task, { ...gone, now: at(time) });

      expect(await look('05T12:00')).toMatchObject({ kind: 'missing' });
      expect(await look('05T18:00')).toMatchObject({ kind: 'missing' });
      expect(world.articles.records.get(task.articleId)).toMatchObject({
        ...{ state: 'live', revision: 1, goneSince: '2026-01-05T12:00:00.000Z' },
      });
      expect(await look('06T12:01')).toMatchObject({ kind: 'removed' });
      expect(await look('06T12:02')).toMatchObject({ kind: 'unchanged' });
      const record = world.articles.records.get(task.articleId);
      expect(record).toMatchObject({ state: 'removed', revision: 2 });
      expect(record).not.toHaveProperty('goneSince');
    },
  );

  it('stays when it is there again a day later, and may be missed anew', async () => {
    const world = aWorld();
    await fetchArticle(task, world.ports);
    const gone = { ...world.ports, fetch: async () => answers('', { status: 404 }) };
    await fetchArticle(task, { ...gone, now: at('05T12:00') });

    expect(await fetchArticle(task, { ...world.ports, now: at('06T12:00') })).toMatchObject({
      kind: 'unchanged',
    });
    expect(world.articles.records.get(task.articleId)).not.toHaveProperty('goneSince');
    expect(await fetchArticle(task, { ...gone, now: at('06T13:00') })).toMatchObject({
      kind: 'missing',
    });
  });

  it('never was one when it is missing from the first look on', async () => {
    const world = aWorld(answers('', { status: 404 }));
    expect(await fetchArticle(task, world.ports)).toMatchObject({
      ...{ kind: 'discarded', reason: 'gone' },
    });
  });
});

describe('a second look at a page', () => {
  it('asks with what its server said of the version that is stored, and takes a 304 for an answer', async () => {
    const lastModified = 'Mon, 05 Jan 2026 09:50:00 GMT';
    const headers = { etag: 'W/"1"', 'last-modified': lastModified };
    const world = aWorld(answers(aPage(), { headers }));
    await fetchArticle(task, world.ports);
    const stored = world.articles.records.get(task.articleId);
    expect(stored).toMatchObject({ etag: 'W/"1"', lastModified });

    const again = fetchArticleTask.parse(lookAgainTask(stored as Article));
    const unchanged = answers('', { status: 304 });
    expect(
      await fetchArticle(again, {
        ...world.ports,
        fetch: async (request) => {
          world.asked.push(request);
          return unchanged;
        },
      }),
    ).toMatchObject({ kind: 'not-modified' });
    expect(world.asked.at(-1)?.headers).toEqual({
      'if-none-match': 'W/"1"',
      'if-modified-since': lastModified,
    });
    expect(world.articles.records.get(task.articleId)).toEqual(stored);
  });

  it('keeps what only the feed said', async () => {
    const bare = `<html><body><p>${sentence(1)}</p><p>${sentence(2)}</p><p>${sentence(3)}</p><p>${sentence(4)}</p></body></html>`;
    const fromFeed = {
      ...task,
      entry: { ...task.entry, title: 'Bridge of Halden', authors: ['Ada'] },
    };
    const world = aWorld(answers(bare));
    await fetchArticle(fromFeed, world.ports);
    const stored = world.articles.records.get(task.articleId) as Article;

    expect(await fetchArticle(lookAgainTask(stored), world.ports)).toMatchObject({
      kind: 'unchanged',
    });
    const longer = answers(bare.replace('</body>', `<p>${sentence(5)}</p></body>`));
    await fetchArticle(lookAgainTask(stored), { ...world.ports, fetch: async () => longer });
    expect(world.articles.records.get(task.articleId)).toMatchObject({
      ...{ revision: 2, title: stored.title, fromFeed: ['title', 'authors'] },
      ...{ publishedAt: '2026-01-05T09:00:00.000Z', publishedFrom: 'feed', authors: ['Ada'] },
    });
  });

  it('makes no version of a page whose clocks, counters and teasers turn', async () => {
    const turning = (n: number) =>
      answers(
        aPage().replace(
          '</article>',
          `<p>Updated 14:0${n}</p><p>Read ${n * 1234} times</p><p>${n} comments so far</p></article>
           <aside><h3>Related stories</h3><ul><li><a href="/2026/${n}">Story number ${n} of the day</a></li></ul></aside>`,
        ),
      );
    const world = aWorld(turning(1));
    await fetchArticle(task, world.ports);

    for (const n of [2, 3, 4])
      expect(
        await fetchArticle(task, { ...world.ports, fetch: async () => turning(n) }),
      ).toMatchObject({ kind: 'unchanged' });
    expect(world.revisions.revisions.size).toBe(1);
  });

  it('tells an edit from what a newer extractor makes of the old page', async () => {
    const world = aWorld();
    await fetchArticle(task, world.ports);
    const read = world.articles.records.get(task.articleId) as Article;
    const older = { ...read, title: 'Bridge', contentHash: 'f'.repeat(32), extractorVersion: 1 };
    world.articles.records.set(task.articleId, older);
    const key = `${task.articleId} 1`;
    const revision = world.revisions.revisions.get(key) as Revision;
    world.revisions.revisions.set(key, { ...revision, title: 'Bridge', extractorVersion: 1 });

    expect(await fetchArticle(task, world.ports)).toMatchObject({ kind: 'unchanged' });
    const edited = answers(aPage({ paragraphs: 7 }));
    await fetchArticle(task, { ...world.ports, fetch: async () => edited });

    expect([...world.revisions.revisions.values()].map(({ kind, cause }) => [kind, cause])).toEqual(
      [
        ['first', undefined],
        ['body', 'extractor'],
        ['silent-edit', undefined],
      ],
    );
  });
});

describe('an article that was taken down', () => {
  const tombstone = (id = task.articleId) => ({
    ...({ articleId: id, state: 'taken-down', url, site: 'news.example' } as const),
    ...{ takenDownAt: '2026-01-05T08:00:00.000Z', takenDownBy: 'Ada', takedownReason: 'x' },
    changedAt: '2026-01-05T08:00:00.000Z',
  });

  it('stays out, by its address and by every one that leads to it', async () => {
    const canonical = 'https://news.example/bridge';
    const known = articleIdOf(aUrl(canonical));
    const head = `<link rel="canonical" href="${canonical}">`;
    const ways = [
      ['its own address', task.articleId, aPage()],
      ['what the page calls its address', known, aPage({ head })],
      ['an alias of before, whose page no longer says so', known, aPage()],
    ] as const;
    for (const [way, id, page] of ways) {
      const world = aWorld(answers(page));
      world.articles.records.set(id, tombstone(id));
      if (way.startsWith('an alias'))
        world.articles.records.set(task.articleId, {
          ...{ articleId: task.articleId, state: 'alias', url, aliasOf: known },
        });

      expect(await fetchArticle(task, world.ports), way).toMatchObject({
        ...{ kind: 'discarded', reason: 'taken-down', detail: 'since 2026-01-05T08:00:00.000Z' },
      });
      expect(world.articles.records.get(id)).toEqual(tombstone(id));
      expect(world.revisions.revisions.size + world.raw.pages.size, way).toBe(0);
      expect(world.sent).toEqual([]);
    }
  });
});

describe('a page that becomes no article', () => {
  it.each([
    ['gone', answers('', { status: 404 })],
    ['gone', answers('', { status: 410 })],
    ['refused', answers('', { status: 403 })],
    ['robots', { kind: 'disallowed' } as const],
    ['empty', answers('')],
  ])('is remembered with its reason: %s', async (reason, answer) => {
    const world = aWorld(answer);

    expect(await fetchArticle(task, world.ports)).toMatchObject({ kind: 'discarded', reason });
    expect(world.articles.records.get(task.articleId)).toMatchObject({
      state: 'discarded',
      reason,
    });
    expect(world.raw.pages.size).toBe(0);
    expect(world.sent).toEqual([]);
  });

  it('is remembered when its address is none that we may contact', async () => {
    const world = aWorld();
    const blocked = async () => {
      throw new BlockedAddressError(url, 'it resolves to 10.0.0.1');
    };

    expect(await fetchArticle(task, { ...world.ports, fetch: blocked })).toMatchObject({
      kind: 'discarded',
      reason: 'blocked-address',
      detail: expect.stringContaining('10.0.0.1'),
    });
  });

  it('does not undo an article that was there', async () => {
    const world = aWorld();
    await fetchArticle(task, world.ports);

    await fetchArticle(task, { ...world.ports, fetch: async () => answers('', { status: 404 }) });

    expect(world.articles.records.get(task.articleId)).toMatchObject({ state: 'live' });
  });
});

describe('a host that does not answer now', () => {
  it('is asked again at the slot that it gave', async () => {
    const slotAt = '2026-01-05T10:01:30.000Z';
    const world = aWorld({ kind: 'deferred', slotAt, why: 'busy' });

    expect(await fetchArticle(task, world.ports)).toMatchObject({
      kind: 'deferred',
      until: slotAt,
    });
    expect(world.deferred).toEqual([{ task: { ...task, slotAt, deferrals: 1 }, delay: 87 }]);
  });

  it('is asked 700 times and no more, though Lambda lets this function go round without end', async () => {
    const slotAt = '2026-01-05T11:00:00.000Z';
    const world = aWorld({ kind: 'deferred', slotAt, why: 'paused' });
    let kind: string | undefined;
    for (let next: FetchArticleTask | undefined = task; next !== undefined; ) {
      ({ kind } = await fetchArticle(fetchArticleTask.parse(next), world.ports));
      next = world.deferred.splice(0)[0]?.task;
    }
    expect(world.asked).toHaveLength(701);
    expect(kind).toBe('discarded');
  });

  it('makes the task fail, to be delivered again, when it is down', async () => {
    const world = aWorld(answers('', { status: 503 }));

    await expect(fetchArticle(task, world.ports)).rejects.toThrow(SiteUnavailableError);
    expect(world.articles.records.size).toBe(0);
  });

  it('is left alone for hours after three tries in a row, without a request meanwhile', async () => {
    const world = aWorld(answers('', { status: 503 }));

    const outcome = await fetchArticle(task, world.ports, 3);
    const [back] = world.deferred.splice(0);
    if (back === undefined || outcome.kind !== 'deferred') throw new Error('not put off');
    expect(back).toMatchObject({ delay: 900, task: { outages: 1, notBefore: outcome.until } });
    const hours = (Date.parse(outcome.until) - world.ports.now().getTime()) / 3_600_000;
    expect(hours).toBeGreaterThanOrEqual(0.8);
    expect(hours).toBeLessThanOrEqual(1.2);

    await fetchArticle(fetchArticleTask.parse(back.task), world.ports);
    expect(world.asked).toHaveLength(1);
    expect(world.deferred[0]?.task).toEqual(back.task);

    const later = { ...world.ports, now: () => new Date(Date.parse(outcome.until) - 3000) };
    await expect(fetchArticle(back.task, later)).rejects.toThrow(SiteUnavailableError);
  });

  it('is given up after two days in which nothing was to be had of it, and the reason is kept', async () => {
    const world = aWorld();
    let now = world.ports.now();
    const start = now.getTime();
    const down: FetchArticlePorts = {
      ...world.ports,
      fetch: async () => Promise.reject(new SiteUnavailableError(url, 'it does not answer')),
      now: () => now,
    };

    let next: FetchArticleTask | undefined = task;
    let outcome: { readonly kind: string } = { kind: 'none' };
    while (next !== undefined) {
      outcome = await fetchArticle(next, down, 3);
      const { task: back, delay = 0 } = world.deferred.splice(0)[0] ?? {};
      now = new Date(now.getTime() + 1000 * delay);
      next = back;
    }

    expect(outcome).toMatchObject({ kind: 'discarded', reason: 'unavailable' });
    expect(outcome).toMatchObject({ detail: 'it does not answer' });
    expect((now.getTime() - start) / 3_600_000).toBeGreaterThan(36);
    expect((now.getTime() - start) / 3_600_000).toBeLessThan(56);
  });
});

describe('a page whose publisher reserves something', () => {
  const reserving = '<meta name="tdm-reservation" content="1">';
  const articleOf = (world: ReturnType<typeof aWorld>) =>
    world.articles.records.get(task.articleId);
  /** All that the stores hold, as text. */
  const contentOf = ({ articles, revisions, raw }: ReturnType<typeof aWorld>) =>
    JSON.stringify([...articles.records.values(), ...revisions.revisions.values()]) +
    [...raw.pages.values()].map(({ bytes }) => Buffer.from(bytes)).join();
  const sees = (world: ReturnType<typeof aWorld>, answer: PoliteAnswer, more = {}) =>
    fetchArticle(task, { ...world.ports, fetch: async () => answer, ...more });
  const nothing = { rights: { ...defaultRightsPolicy, tdm: 'nothing' } as const };

  it('asks the site for it along with the page', async () => {
    const world = aWorld();
    await fetchArticle(task, world.ports);

    expect(world.asked).toMatchObject([{ askTdm: true }]);
  });

  it('is stored as facts, and linked by its headline', async () => {
    const world = aWorld(answers(aPage({ head: reserving })));

    expect(await fetchArticle(task, world.ports)).toMatchObject({
      ...{ kind: 'stored', change: 'first', withheld: ['tdm'] },
    });

    expect(articleOf(world)).toMatchObject({
      ...{ title: 'Bridge reopens after three years', lead: '', language: 'en' },
      rights: { tdmReserved: true, withheld: ['tdm'] },
    });
    expect(articleOf(world)).not.toHaveProperty('rawKey');
    expect(world.raw.pages.size).toBe(0);
    expect(contentOf(world)).not.toContain('after repair number');
    expect(world.sent).toMatchObject([{ kind: 'article', articleId: task.articleId, revision: 1 }]);
    expect(await fetchArticle(task, world.ports)).toMatchObject({ kind: 'unchanged' });
  });

  it('is stored as facts when only the site says so', async () => {
    const reservation = { reserved: true, policy: 'https://news.example/tdm.json' };
    const world = aWorld({ ...answers(aPage()), reservation } as PoliteAnswer);
    await fetchArticle(task, world.ports);

    expect(articleOf(world)).toMatchObject({
      rights: { tdmReserved: true, tdmPolicy: reservation.policy, withheld: ['tdm'] },
    });
  });

  it('is discarded where the policy is to store nothing', async () => {
    const world = aWorld();

    expect(await sees(world, answers(aPage({ head: reserving })), nothing)).toMatchObject({
      ...{ kind: 'discarded', reason: 'rights', detail: 'tdm' },
    });
    expect(articleOf(world)).toMatchObject({ state: 'discarded', reason: 'rights' });
    expect(world.raw.pages.size).toBe(0);
  });

  it('loses the text of all its versions when it begins to reserve it, and gets it back when it ends', async () => {
    const world = aWorld();
    await fetchArticle(task, world.ports);
    await sees(world, answers(aPage({ paragraphs: 7 })));

    const reserved = answers(aPage({ paragraphs: 7, head: reserving }));
    expect(await sees(world, reserved)).toMatchObject({ kind: 'stored', change: 'rights' });
    expect(contentOf(world)).not.toContain('after repair number');
    expect(world.raw.pages.size).toBe(0);
    expect(articleOf(world)).toMatchObject({ state: 'live', revision: 3 });

    const free = answers(aPage({ paragraphs: 7 }));
    expect(await sees(world, free)).toMatchObject({ kind: 'stored', change: 'rights' });
    expect(articleOf(world)).toMatchObject({ lead: expect.stringContaining('repair') });
    expect(articleOf(world)).not.toHaveProperty('rights.withheld');
  });

  it('ends the same when a worker dies before or after any write of that', async () => {
    const reserved = answers(aPage({ head: reserving }));
    for (const where of ['remove', 'withhold', 'save'] as const) {
      const world = aWorld();
      await fetchArticle(task, world.ports);
      const dies = async () => {
        throw new Error('killed');
      };
      const stores = {
        raw: { ...world.raw, ...(where === 'remove' && { remove: dies }) },
        revisions: { ...world.revisions, ...(where === 'withhold' && { withhold: dies }) },
        articles: { ...world.articles, ...(where === 'save' && { save: dies }) },
      };
      await expect(sees(world, reserved, stores)).rejects.toThrow('killed');

      await sees(world, reserved);
      expect(contentOf(world)).not.toContain('after repair number');
      expect(world.raw.pages.size).toBe(0);
      expect(articleOf(world)).toMatchObject({ revision: 2, rights: { withheld: ['tdm'] } });
    }
  });

  it('is removed with its text when the policy is to store nothing, once', async () => {
    const world = aWorld();
    await fetchArticle(task, world.ports);
    const reserved = answers(aPage({ head: reserving }));

    expect(await sees(world, reserved, nothing)).toMatchObject({
      ...{ kind: 'removed', withheld: ['tdm'] },
    });
    expect(await sees(world, reserved, nothing)).toMatchObject({ kind: 'unchanged' });
    expect(contentOf(world)).not.toContain('after repair number');
    expect(articleOf(world)).toMatchObject({ state: 'removed', revision: 2, lead: '' });
    expect(await sees(world, answers(aPage()))).toMatchObject({ change: 'restored' });
  });

  it('gets a version of its own for new terms alone', async () => {
    const world = aWorld();
    await fetchArticle(task, world.ports);
    const noai = answers(aPage({ head: '<meta name="robots" content="noai">' }));

    expect(await sees(world, noai)).toMatchObject({ kind: 'stored', change: 'rights' });
    expect(await sees(world, noai)).toMatchObject({ kind: 'unchanged' });
    expect(articleOf(world)).toMatchObject({ rights: { robots: ['noai'] }, revision: 2 });
    // Of each version the page that it was read from.
    expect(world.raw.pages.size).toBe(2);
  });
});
