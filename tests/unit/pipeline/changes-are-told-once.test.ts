import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dynamoChangeLog } from '../../../shared/adapters/dynamo/change-log.ts';
import { mostWritingMs, settledMs } from '../../../shared/article/change-timing.ts';
import { secondLookMs } from '../../../shared/article/gone.ts';
import { changesAfter } from '../../../shared/client/changed-since.ts';
import type { FetchArticleTask, LinkTask } from '../../../shared/messages.ts';
import type { Article, Revision } from '../../../shared/model/article.ts';
import type { ArticleId } from '../../../shared/model/ids.ts';
import {
  type FetchArticlePorts,
  fetchArticle,
} from '../../../shared/pipeline/articles/fetch-article.ts';
import { replayArticle } from '../../../shared/pipeline/articles/replay-article.ts';
import { retellRevision } from '../../../shared/pipeline/tell-change.ts';
import type { ArticleNote } from '../../../shared/ports/articles.ts';
import type { ChangeLog } from '../../../shared/ports/changes.ts';
import type { PoliteAnswer } from '../../../shared/ports/web.ts';
import { sideBySide } from '../../../shared/runtime/side-by-side.ts';
import { toldTogether } from '../../../shared/runtime/together.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aChangeTable } from '../../builders/a-change-table.ts';
import { aUrl } from '../../builders/an-article.ts';
import {
  memoryArticleStore,
  memoryRawArchive,
  memoryRevisionStore,
} from '../../builders/memory-articles.ts';
import { virtualTime } from '../../builders/virtual-time.ts';

/** One visit to a page. */
type Visit = {
  readonly page: number;
  /** 0 for a page that is gone. */
  readonly content: number;
  /** Reads the archived page again, which an older extractor has read, instead of asking for the page. */
  readonly replays: boolean;
  /** Milliseconds that each of its calls takes, but those to the log and for its dates. */
  readonly paceMs: number;
};

/** Visits of one invocation: when, and what becomes of the worker. */
type Invocation = {
  readonly visits: readonly Visit[];
  readonly atMs: number;
  /** Milliseconds that requests to the log and for its dates take, in turn. */
  readonly paces: readonly number[];
  /** Dies at its so many-th call to the world, before or after it was carried out. */
  readonly diesAt: number;
  readonly diesAfter: boolean;
  /** Which of its requests to the log and its dates fails, and nothing else. */
  readonly failsAt: number;
  readonly visibleAgainMs: number;
};

const visit: fc.Arbitrary<Visit> = fc.record({
  page: fc.integer({ min: 0, max: 3 }),
  content: fc.integer({ min: 0, max: 3 }),
  replays: fc.constantFrom(false, false, true),
  // So that some are saved and wait while others are slow.
  paceMs: fc.constantFrom(1, 50, 1200, mostWritingMs - 1),
});

const invocation: fc.Arbitrary<Invocation> = fc.record({
  visits: fc.array(visit, { minLength: 1, maxLength: 5 }),
  // Close together, so that one worker is slow while another tells.
  atMs: fc.constantFrom(0, 1000, 2500, 40_000, 42_000),
  // The write of a change is given up after ten seconds.
  paces: fc.array(fc.constantFrom(1, 50, mostWritingMs - 1), { minLength: 3, maxLength: 3 }),
  diesAt: fc.integer({ min: 1, max: 60 }),
  diesAfter: fc.boolean(),
  failsAt: fc.integer({ min: 1, max: 9 }),
  visibleAgainMs: fc.constantFrom(4000, 45_000, 200_000, 1_080_000),
});

/** A reader that comes after such times, in turn, and dies after so many changes of each visit. */
const reader = fc.array(
  fc.record({
    afterMs: fc.constantFrom(1000, 4000, 15_000),
    diesAfter: fc.integer({ min: 0, max: 6 }),
  }),
  { minLength: 1, maxLength: 3 },
);
/** While most is told; it is read a minute later. */
const readingMs = 180_000;

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

const names = { changes: 'changes', articles: 'articles' };
/** Shortly before the turn of an hour, when the log goes on under other keys. */
const beginning = '2026-01-05T10:59:50.000Z';

function aWorld() {
  const time = virtualTime(beginning);
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
  const workerOf = (its: Invocation, mortal: boolean) => {
    let [calls, asked, isDead] = [0, 0, false];
    const take = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
      const dies = mortal && ++calls === its.diesAt;
      if (isDead) throw new Error('killed');
      isDead ||= dies;
      await time.sleep(ms);
      if (dies && !its.diesAfter) throw new Error('killed');
      // What was asked for before a death is done, though nobody hears of it.
      const result = await work();
      if (isDead) throw new Error('killed');
      return result;
    };
    const send = (command: never) => {
      const fails = ++asked === its.failsAt && mortal;
      const ask = () =>
        fails ? Promise.reject(new Error('throttled')) : table.client.send(command);
      return take(its.paces[asked % its.paces.length] ?? 1, ask);
    };
    const client = { ...table.client, send };
    const log = dynamoChangeLog(client as never, names);
    const changes = toldTogether(log, time.sleep);
    const portsOf = (one: Visit) => portsFor(one, { take, changes });
    return { portsOf, isDead: () => isDead };
  };

  type Worker = {
    readonly take: <T>(ms: number, work: () => Promise<T>) => Promise<T>;
    readonly changes: ChangeLog;
  };
  const portsFor = (its: Visit, { take, changes }: Worker): FetchArticlePorts => {
    const life = <T>(work: () => Promise<T>) => take(its.paceMs, work);
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
      changes,
      rights: { noindex: 'flag', noarchive: 'flag', noai: 'flag', noimageai: 'flag', tdm: 'facts' },
      fetch: () => take(3 * its.paceMs, async () => answerOf(its)),
      sendLinkTasks: (tasks) => life(() => link(tasks)),
      deferTask: async () => {},
      now: time.now,
    };
  };

  /** Stands in for link-article, which comes a while later, and again where it fails. */
  const link = async ([task]: readonly LinkTask[]) => {
    if (task?.kind !== 'article') return;
    const ports = { revisions, changes: dynamoChangeLog(table.client, names), now: time.now };
    const tell = async (): Promise<void> => {
      await time.sleep(30_000);
      const record = articles.records.get(task.articleId);
      if (record === undefined || !('revision' in record)) return;
      try {
        if (record.revision > task.revision) await retellRevision(record, ports);
      } catch {
        return tell();
      }
      const linked = { storyId: 's1' as never, linkedRevision: record.revision };
      await articles.setStory(task.articleId, linked);
    };
    void tell();
  };
  /** As if an older extractor had read what is stored. */
  const makeOlder = (id: ArticleId) => {
    const record = articles.records.get(id);
    if (record !== undefined && 'revision' in record)
      articles.records.set(id, { ...record, authors: ['By staff'], extractorVersion: 1 });
  };
  const table = aChangeTable(articles.records, async () => {});
  return { time, workerOf, saved, table, makeOlder, kinds: () => kindsOf(revisions.revisions) };
}

const kindsOf = (revisions: ReadonlyMap<string, Revision>) =>
  [...revisions.values()].map(({ kind }) => kind);

/** Between two looks for a page that is gone a day passes, which would be long here. */
const aDayAgo = (note: ArticleNote): ArticleNote =>
  'goneSince' in note && note.goneSince !== undefined
    ? { goneSince: new Date(Date.parse(note.goneSince) - secondLookMs).toISOString() }
    : note;

type World = ReturnType<typeof aWorld>;

async function work({ time, workerOf, makeOlder }: World, its: Invocation): Promise<void> {
  await time.sleep(its.atMs);
  for (const one of its.visits) if (one.replays) makeOlder(idOf(one.page));
  let left = its.visits;
  for (let tries = 0; tries < 30; tries++) {
    const { portsOf, isDead } = workerOf(its, tries === 0);
    const failed = await sideBySide(left, (one) =>
      go(one, portsOf(one)).then(
        () => [],
        () => [one],
      ),
    );
    // Who dies hands nothing in.
    left = isDead() ? left : failed.flat();
    if (left.length === 0) return;
    await time.sleep(its.visibleAgainMs);
  }
  throw new Error('a task never ends');
}

async function go(its: Visit, ports: FetchArticlePorts): Promise<void> {
  const [url, articleId] = [urlOf(its.page), idOf(its.page)];
  const task: FetchArticleTask = { version: 1, articleId, url, entry: {} };
  if (its.replays) await replayArticle({ version: 1, articleId }, ports);
  else await fetchArticle(task, ports);
  // A page that is gone is looked for once more.
  if (its.content === 0 && !its.replays) await fetchArticle(task, ports);
}

/** Reads as consumers do, and keeps the cursor of the last change that it dealt with. */
async function read(
  { time, table }: World,
  visits: readonly { afterMs: number; diesAfter: number }[],
) {
  const told: string[] = [];
  let after = beginning;
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
    fc.array(invocation, { minLength: 1, maxLength: 5 }),
    reader,
    async (invocations, readings) => {
      const world = aWorld();
      const readers = read(world, readings);
      const workers = invocations.map((each) => work(world, each));
      await Promise.all([world.time.run(), ...workers]);
      expect((await readers).toSorted()).toEqual(world.saved.toSorted());
      for (const kind of world.kinds()) seen.add(kind);
    },
  );
  await fc.assert(told, { numRuns: 60, seed: 7 });
  // What is told of is what there is to tell: edits, removals and their end, and rereadings.
  expect([...seen].toSorted()).toEqual(['facts', 'first', 'removed', 'restored', 'silent-edit']);
});
