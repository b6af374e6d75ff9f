import { describe, expect, it } from 'vitest';
import { dynamoChangeLog } from '../../../shared/adapters/dynamo/change-log.ts';
import { contentHash } from '../../../shared/article/content-hash.ts';
import { defaultRightsPolicy } from '../../../shared/config/rights-policy.ts';
import type { LinkTask } from '../../../shared/messages.ts';
import type {
  Article,
  ArticleRecord,
  Revision,
  VersionFacts,
} from '../../../shared/model/article.ts';
import { contentText } from '../../../shared/page/content-text.ts';
import { extractorVersion } from '../../../shared/page/extractor-version.ts';
import { fetchArticle } from '../../../shared/pipeline/articles/fetch-article.ts';
import {
  type ReplayArticlePorts,
  replayArticle,
} from '../../../shared/pipeline/articles/replay-article.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aChangeTable } from '../../builders/a-change-table.ts';
import { anArticle, aUrl } from '../../builders/an-article.ts';
import {
  memoryArticleStore,
  memoryRawArchive,
  memoryRevisionStore,
} from '../../builders/memory-articles.ts';

const url = 'https://news.example/2026/bridge';
const articleId = articleIdOf(aUrl(url));
const task = { version: 1, articleId } as const;

const sentence = (n: number) =>
  `The bridge over the river reopened on Monday after repair number ${n}, and the mayor of Halden walked across it with a school class.`;
const page = `<!doctype html><html lang="en"><head><title>Bridge reopens after three years</title></head>
<body><article><h1>Bridge reopens after three years</h1>${[1, 2, 3, 4, 5].map((n) => `<p>${sentence(n)}</p>`).join('')}</article></body></html>`;

/** In bytes that are as good as any other without a word of its server's. */
const inGreek = new Uint8Array(
  [...page.replaceAll('Halden', 'Βόλος')].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 0x80 ? code : code - 0x2d0;
  }),
);

/** A world in which an article was fetched and linked, by the extractor of today. */
async function aWorld({
  html = page as string | Uint8Array,
  headers = {} as Record<string, string>,
  entry = {},
} = {}) {
  const sent: LinkTask[] = [];
  const articles = memoryArticleStore();
  const [revisions, raw] = [memoryRevisionStore(), memoryRawArchive()];
  const log = aChangeTable(articles.records, async () => {});
  const ports: ReplayArticlePorts = {
    ...{ articles, revisions, raw },
    changes: dynamoChangeLog(log.client, { changes: 'changes', articles: 'articles' }),
    sendLinkTasks: async (tasks) => void sent.push(...tasks),
    rights: defaultRightsPolicy,
    now: () => new Date('2026-01-09T10:00:00.000Z'),
  };
  const response = {
    ...{ status: 200, finalUrl: url, redirects: [], body: Buffer.from(html) },
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  };
  await fetchArticle(
    { ...task, url, entry },
    {
      ...ports,
      fetch: async () => ({ kind: 'answered', response }),
      deferTask: async () => {},
      now: () => new Date('2026-01-05T10:00:00.000Z'),
    },
  );
  await articles.setStory(articleId, { storyId: 's1' as never, linkedRevision: 1 });
  sent.length = 0;
  log.items.clear();
  const stored = () => articles.records.get(articleId) as Article;
  const all = () =>
    structuredClone([
      [...articles.records],
      [...revisions.revisions],
      [...raw.pages],
      [...log.items],
    ]);
  return { ports, sent, articles, revisions, raw, log, stored, all };
}

type World = Awaited<ReturnType<typeof aWorld>>;

/** As if an older extractor had read the page, and this is what it made of it. */
function madeOlder(
  { articles, revisions, stored }: World,
  made: Partial<Article> = {},
  found: VersionFacts = {},
) {
  const article = { ...stored(), ...made, extractorVersion: 1 };
  const revision = revisions.revisions.get(`${articleId} 1`) as Revision;
  const hash = contentHash(article.title, contentText(revision.blocks));
  articles.records.set(articleId, { ...article, contentHash: hash });
  revisions.revisions.set(`${articleId} 1`, {
    ...{ ...revision, ...found, title: article.title, contentHash: hash, extractorVersion: 1 },
  });
}

const kindsOf = ({ log }: World) =>
  log.changes().map(({ kind, change, cause }) => [kind, change, cause]);

describe('replaying an article', () => {
  it('writes nothing at all for the extractor that has read it', async () => {
    const world = await aWorld();
    const before = world.all();

    expect(await replayArticle(task, world.ports)).toEqual({ kind: 'current', articleId });
    expect(world.all()).toEqual(before);
    expect(world.sent).toEqual([]);
  });

  it.each([
    ['as it was fetched', {}],
    [
      'with a charset that only its server knew',
      { html: inGreek, headers: { 'content-type': 'text/html; charset=iso-8859-7' } },
    ],
    [
      'with what only the feed and the server said',
      {
        entry: {
          publishedAt: '2026-01-05T09:00:00.000Z',
          authors: ['Ada Marsh'],
          language: 'en-IE',
        },
        headers: { 'x-robots-tag': 'noarchive' },
      },
    ],
  ])('notes no more than the version where a newer one reads the same: %s', async (_how, how) => {
    const world = await aWorld(how);
    madeOlder(world);
    const before = world.stored();

    expect(await replayArticle(task, world.ports)).toEqual({ kind: 'confirmed', articleId });
    expect(world.stored()).toEqual({ ...before, extractorVersion });
    expect(world.revisions.revisions.size).toBe(1);
    expect(kindsOf(world)).toEqual([]);
  });

  it('makes a typed version of what a newer extractor reads otherwise, which is no edit', async () => {
    const world = await aWorld();
    madeOlder(world, { title: 'Bridge' });

    expect(await replayArticle(task, world.ports)).toMatchObject({
      ...{ kind: 'reread', change: 'headline' },
    });

    expect(world.stored()).toMatchObject({
      ...{ title: 'Bridge reopens after three years', revision: 2, extractorVersion },
      ...{ fetchedAt: '2026-01-05T10:00:00.000Z', changedAt: '2026-01-09T10:00:00.000Z' },
      ...{ storyId: 's1', linkedRevision: 1 },
    });
    expect(world.revisions.revisions.get(`${articleId} 2`)).toMatchObject({
      ...{ kind: 'headline', cause: 'extractor', rawKey: world.stored().rawKey },
    });
    expect(kindsOf(world)).toEqual([['reread', 'headline', 'extractor']]);
    expect(world.sent).toMatchObject([{ kind: 'article', revision: 2 }]);
    expect(world.raw.pages.size).toBe(1);
  });

  it('keeps other facts of the same text as a version of facts', async () => {
    const world = await aWorld();
    madeOlder(world, { authors: ['By staff'] });

    expect(await replayArticle(task, world.ports)).toMatchObject({ change: 'facts' });
    expect(world.stored()).toMatchObject({ authors: [], revision: 2 });
  });

  it('keeps what it finds elsewhere on the page as a version of facts, too', async () => {
    const world = await aWorld();
    madeOlder(world, {}, { titleFrom: 'meta', siteName: 'The News' });

    expect(await replayArticle(task, world.ports)).toMatchObject({ change: 'facts' });
    const version = world.revisions.revisions.get(`${articleId} 2`);
    expect(version).toMatchObject({ kind: 'facts', cause: 'extractor', titleFrom: 'heading' });
    expect(version).not.toHaveProperty('siteName');
  });

  it('leaves alone what an extractor has read that is new enough for the caller', async () => {
    const world = await aWorld();
    madeOlder(world, { title: 'Bridge' });
    world.articles.records.set(articleId, { ...world.stored(), extractorVersion: 2 });

    expect(await replayArticle({ ...task, extractorBelow: 2 }, world.ports)).toEqual({
      ...{ kind: 'current', articleId },
    });
    expect(await replayArticle({ ...task, extractorBelow: 3 }, world.ports)).toMatchObject({
      kind: 'reread',
    });
  });

  it('ends the same, whichever of its calls is its last', async () => {
    const whole = await aWorld();
    madeOlder(whole, { title: 'Bridge' });
    await replayArticle(task, whole.ports);
    for (let diesAt = 1; ; diesAt++) {
      const world = await aWorld();
      madeOlder(world, { title: 'Bridge' });
      const died = await replayArticle(task, dyingPorts(world.ports, diesAt)).then(
        () => false,
        () => true,
      );
      await replayArticle(task, world.ports);
      expect(world.all(), `died at call ${diesAt}`).toEqual(whole.all());
      expect(world.sent.map((sent) => 'revision' in sent && sent.revision)).toContain(2);
      if (!died) break;
      expect(diesAt).toBeLessThan(20);
    }
  });
});

/** Ports that are carried out up to a call, and then no more. */
function dyingPorts(ports: ReplayArticlePorts, diesAt: number): ReplayArticlePorts {
  let calls = 0;
  const mortal = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name) {
        const work: unknown = Reflect.get(target, name);
        if (typeof work !== 'function') return work;
        return async (...args: unknown[]) => {
          if (++calls === diesAt) throw new Error('killed');
          return work.apply(target, args);
        };
      },
    });
  const { articles, revisions, raw, changes, sendLinkTasks } = ports;
  return {
    ...ports,
    ...{ articles: mortal(articles), revisions: mortal(revisions), raw: mortal(raw) },
    changes: mortal(changes),
    sendLinkTasks: async (tasks) => {
      if (++calls === diesAt) throw new Error('killed');
      await sendLinkTasks(tasks);
    },
  };
}

describe('what cannot be replayed', () => {
  const skips = (record: ArticleRecord | undefined, reason: string) => async () => {
    const world = await aWorld();
    if (record === undefined) world.articles.records.delete(articleId);
    else world.articles.records.set(articleId, record);
    expect(await replayArticle(task, world.ports)).toEqual({ kind: 'skipped', articleId, reason });
  };
  const linked = { articleId, canonicalUrl: aUrl(url), linkedRevision: 1, extractorVersion: 1 };
  const takenDown = {
    ...({ articleId, state: 'taken-down', url, site: 'news.example' } as const),
    ...{ takenDownAt: '2026-01-05T08:00:00.000Z', takenDownBy: 'Ada', takedownReason: 'x' },
    changedAt: '2026-01-05T08:00:00.000Z',
  };
  it('says that it is not known', skips(undefined, 'unknown'));
  it('says that it was taken down', skips(takenDown, 'taken-down'));
  it(
    'says that its publisher took it away',
    skips(anArticle({ ...linked, state: 'removed' }), 'removed'),
  );
  it(
    'says that its text is withheld',
    skips(anArticle({ ...linked, rights: { robots: [], withheld: ['tdm'] } }), 'withheld'),
  );
  it(
    'says that its page is not in the archive',
    skips(anArticle({ ...linked, rawKey: 'raw/elsewhere' }), 'no-raw-page'),
  );

  it('is what a newer extractor finds no article on; what is stored stays', async () => {
    const world = await aWorld();
    madeOlder(world);
    const before = world.all();
    const { rawKey = '' } = world.stored();
    const raw = world.raw.pages.get(rawKey);
    if (raw)
      world.raw.pages.set(rawKey, { ...raw, bytes: Buffer.from('<html><p>Loading</p></html>') });

    expect(await replayArticle(task, world.ports)).toMatchObject({ kind: 'refused' });
    expect(world.all()[0]).toEqual(before[0]);
  });
});

describe('a teaser of what was taken down', () => {
  it('does not come back when the page that shows it is read again, or fetched again', async () => {
    const teaser =
      '<aside><h3>Related stories</h3><ul><li><a href="/2026/zebra">Zebrafish escape from a laboratory</a></li><li><a href="/2026/ferry">Ferry runs aground off the coast of Halden</a></li></ul></aside>';
    const world = await aWorld({ html: page.replace('</body>', `${teaser}</body>`) });
    expect(world.stored().related).toHaveLength(2);
    const zebra = articleIdOf(aUrl('https://news.example/2026/zebra'));
    world.articles.records.set(zebra, {
      ...({ articleId: zebra, state: 'taken-down', url, site: 'news.example' } as const),
      ...{ takenDownAt: '2026-01-05T08:00:00.000Z', takenDownBy: 'Ada', takedownReason: 'x' },
      changedAt: '2026-01-05T08:00:00.000Z',
    });
    madeOlder(world);

    expect(await replayArticle(task, world.ports)).toMatchObject({ change: 'facts' });
    expect(world.stored().related).toMatchObject([{ title: expect.stringContaining('Ferry') }]);
  });
});

describe('a rule about rights that came after the article', () => {
  const html = page.replace('<head>', '<head><meta name="robots" content="noai">');

  it.each([
    ['facts', { kind: 'reread', change: 'rights', withheld: ['noai'] }],
    ['nothing', { kind: 'removed', withheld: ['noai'] }],
  ] as const)('takes the text away: %s', async (noai, outcome) => {
    const world = await aWorld({ html });
    const rights = { ...defaultRightsPolicy, noai };

    expect(await replayArticle(task, { ...world.ports, rights })).toMatchObject(outcome);
    expect(JSON.stringify(world.all())).not.toContain('after repair number');
    expect(world.raw.pages.size).toBe(0);
  });
});
