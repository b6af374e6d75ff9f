import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dynamoChangeLog } from '../../../shared/adapters/dynamo/change-log.ts';
import { mostWritingMs, settledMs } from '../../../shared/article/change-timing.ts';
import { secondLookMs } from '../../../shared/article/gone.ts';
import { changesAfter } from '../../../shared/client/changed-since.ts';
import type { FetchArticleTask } from '../../../shared/messages.ts';
import type { Article, Revision } from '../../../shared/model/article.ts';
import type { ArticleId } from '../../../shared/model/ids.ts';
import { type FetchArticlePorts, fetchArticle } from '../../../shared/pipeline/fetch-article.ts';
import { replayArticle } from '../../../shared/pipeline/replay-article.ts';
import type { ArticleNote } from '../../../shared/ports/articles.ts';
import type { PoliteAnswer } from '../../../shared/ports/web.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aChangeTable } from '../../builders/a-change-table.ts';
import { aUrl } from '../../builders/an-article.ts';
import {
  memoryArticleStore,
  memoryRawArchive,
  memoryRevisionStore,
} from '../../builders/memory-articles.ts';
import { virtualTime } from '../../builders/virtual-time.ts';

/** One visit to a page: when, what stands there then, and what becomes of the worker. */
type Visit = {
  readonly page: number;
  readonly atMs: number;
  /** 0 for a page that is gone. */
  readonly content: number;
  /** Reads the archived page again, which an older extractor has read, instead of asking for the page. */
  readonly replays: boolean;
  /** Milliseconds that each call takes, in turn. */
  readonly paces: readonly number[];
  /** Dies at its so many-th call to the world, before or after it was carried out. */
  readonly diesAt: number;
  readonly diesAfter: boolean;
  readonly visibleAgainMs: number;
};

const visit: fc.Arbitrary<Visit> = fc.record({
  page: fc.integer({ min: 0, max: 1 }),
  // Close together, so that one worker is slow while another tells.
  atMs: fc.constantFrom(0, 1000, 2500, 40_000, 42_000),
  content: fc.integer({ min: 0, max: 3 }),
  replays: fc.constantFrom(false, false, true),
  // The last write of a change is given up after ten seconds; other calls may take their time.
  paces: fc.array(fc.constantFrom(1, 50, mostWritingMs - 1), { minLength: 3, maxLength: 3 }),
  diesAt: fc.integer({ min: 1, max: 25 }),
  diesAfter: fc.boolean(),
  visibleAgainMs: fc.constantFrom(45_000, 200_000, 1_080_000),
});

/** A reader that comes after such times, in turn, and dies after so many changes of each visit. */
const reader = fc.array(
  fc.record({
    afterMs: fc.constantFrom(1000, 4000),
    diesAfter: fc.integer({ min: 0, max: 6 }),
  }),
  { minLength: 1, maxLength: 3 },
);
const readingMs = 60_000;

const urlOf = (page: number) => `https://news.example/${page}`;
const idOf = (page: number) => articleIdOf(aUrl(urlOf(page)));

function answerOf({ page, content }: Visit): PoliteAnswer {
  const sentence = `The bridge over the river was seen in state ${content} on Monday, and the mayor of Halden walked across it with a school class.`;
  const body = `<!doctype html><html lang="en"><title>Bridge</title><article><h1>Bridge ${content}</h1>${`<p>${sentence}</p>`.repeat(6)}</article></html>`;
  return {
    kind: 'answered',
    response: {
      ...{ status: content === 0 ? 410 : 200, finalUrl: urlOf(page), redirects: [] },
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: Buffer.from(body),
    },
  };
}

function aWorld() {
  const time = virtualTime();
  const [articles, revisions, raw] = [
    memoryArticleStore(),
    memoryRevisionStore(),
    memoryRawArchive(),
  ];
  const saved: string[] = [];
  const save = async (article: Article, replaces: number) => {
    await articles.save(article, replaces);
    saved.push(`${article.articleId} ${article.revision}`);
  };

  /** Every port of one worker takes time, and may be the end of it. */
  const portsOf = (its: Visit, mortal: boolean): FetchArticlePorts => {
    let calls = 0;
    const life = async <T>(work: () => Promise<T>): Promise<T> => {
      const dies = mortal && ++calls === its.diesAt;
      await time.sleep(its.paces[calls % its.paces.length] ?? 1);
      if (dies && !its.diesAfter) throw new Error('killed');
      const result = await work();
      if (dies) throw new Error('killed');
      return result;
    };
    const log = dynamoChangeLog(
      {
        ...table.client,
        send: (command: never) => life(() => table.client.send(command)),
      } as never,
      { changes: 'changes', articles: 'articles' },
    );
    return {
      articles: {
        ...articles,
        find: (id) => life(() => articles.find(id)),
        findMany: (ids) => life(() => articles.findMany(ids)),
        note: (id, note, seen) => life(() => articles.note(id, aDayAgo(note), seen)),
        save: (article, replaces) => life(() => save(article, replaces)),
      },
      revisions: {
        ...revisions,
        create: (one) => life(() => revisions.create(one)),
        find: (id, revision) => life(() => revisions.find(id, revision)),
      },
      raw: {
        ...raw,
        save: (key, page) => life(() => raw.save(key, page)),
        find: (key) => life(() => raw.find(key)),
      },
      changes: log,
      rights: { noindex: 'flag', noarchive: 'flag', noai: 'flag', noimageai: 'flag', tdm: 'facts' },
      fetch: async () => answerOf(its),
      sendLinkTasks: () => life(() => link(idOf(its.page))),
      deferTask: async () => {},
      now: time.now,
    };
  };

  /** Stands in for link-article, which comes a while later. */
  const link = async (id: ArticleId) => {
    const record = articles.records.get(id);
    if (record === undefined || !('revision' in record)) return;
    const linkedRevision = record.revision;
    void time
      .sleep(30_000)
      .then(() => articles.setStory(id, { storyId: 's1' as never, linkedRevision }));
  };
  /** As if an older extractor had read what is stored. */
  const makeOlder = (id: ArticleId) => {
    const record = articles.records.get(id);
    if (record !== undefined && 'revision' in record)
      articles.records.set(id, { ...record, authors: ['By staff'], extractorVersion: 1 });
  };
  const table = aChangeTable(articles.records, async () => {});
  return { time, portsOf, saved, table, makeOlder, kinds: () => kindsOf(revisions.revisions) };
}

const kindsOf = (revisions: ReadonlyMap<string, Revision>) =>
  [...revisions.values()].map(({ kind }) => kind);

/** Between two looks for a page that is gone a day passes, which would be long here. */
const aDayAgo = (note: ArticleNote): ArticleNote =>
  'goneSince' in note && note.goneSince !== undefined
    ? { goneSince: new Date(Date.parse(note.goneSince) - secondLookMs).toISOString() }
    : note;

type World = ReturnType<typeof aWorld>;

async function work({ time, portsOf, makeOlder }: World, its: Visit): Promise<void> {
  await time.sleep(its.atMs);
  const [url, articleId] = [urlOf(its.page), idOf(its.page)];
  const task: FetchArticleTask = { version: 1, articleId, url, entry: {} };
  if (its.replays) makeOlder(articleId);
  for (let tries = 0; tries < 30; tries++) {
    try {
      const ports = portsOf(its, tries === 0);
      if (its.replays) await replayArticle({ version: 1, articleId }, ports);
      else await fetchArticle(task, ports);
      // A page that is gone is looked for once more.
      if (its.content === 0 && !its.replays) await fetchArticle(task, ports);
      return;
    } catch {
      await time.sleep(its.visibleAgainMs);
    }
  }
  throw new Error('a task never ends');
}

/** Reads as consumers do, and keeps the cursor of the last change that it dealt with. */
async function read(
  { time, table }: World,
  visits: readonly { afterMs: number; diesAfter: number }[],
) {
  const told: string[] = [];
  let after = '2026-01-05T10:00:00.000Z';
  const readOn = async (diesAfter: number) => {
    const until = new Date(time.now().getTime() - settledMs).toISOString();
    let left = diesAfter;
    for await (const change of changesAfter(table.client, { table: 'changes', after, until })) {
      if (left-- === 0) return;
      told.push(`${change.articleId} ${change.revision}`);
      expect(change.cursor > after).toBe(true);
      after = change.cursor;
    }
  };
  const end = time.now().getTime() + readingMs;
  for (let turn = 0; time.now().getTime() < end; turn++) {
    const { afterMs = 0, diesAfter = 0 } = visits[turn % visits.length] ?? {};
    await time.sleep(afterMs);
    await readOn(diesAfter);
  }
  await time.sleep(90 * 60_000);
  await readOn(Number.POSITIVE_INFINITY);
  return told;
}

it('tells each saved version exactly once, in order, whoever dies and however late', async () => {
  const seen = new Set<string>();
  const told = fc.asyncProperty(
    fc.array(visit, { minLength: 1, maxLength: 7 }),
    reader,
    async (visits, readings) => {
      const world = aWorld();
      const readers = read(world, readings);
      const workers = visits.map((each) => work(world, each));
      await Promise.all([world.time.run(), ...workers]);
      expect((await readers).toSorted()).toEqual(world.saved.toSorted());
      for (const kind of world.kinds()) seen.add(kind);
    },
  );
  await fc.assert(told, { numRuns: 60, seed: 7 });
  // What is told of is what there is to tell: edits, removals and their end, and rereadings.
  expect([...seen].toSorted()).toEqual(['facts', 'first', 'removed', 'restored', 'silent-edit']);
});
