/**
 * What linkers cost each other that share a language: so many take a document each and look before any
 * of them writes; who founds a story looks once more, and the sweep heals what is split still. Each
 * number of linkers takes the documents in several draws, which differ in who is beside whom.
 *
 *   node --import tsx bench/linking-parallel.ts [--linkers 3,4,5,6,7] [--draws 3] SET.jsonl...
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ConcurrentWriteError } from '../shared/errors.ts';
import type { LinkTask } from '../shared/messages.ts';
import { type LinkArticlePorts, linkArticle } from '../shared/pipeline/linking/link-article.ts';
import { sweepStories } from '../shared/pipeline/linking/sweep-stories.ts';
import { bCubed, type LabelledDocument, readSet, storeDocument, storyOf } from './score-stories.ts';
import { noCost } from './stores/cost.ts';
import {
  emptyTables,
  linkAndFollow,
  type MemoryTables,
  memoryLinkPorts,
  memoryStoryLists,
} from './stores/memory-stores.ts';

const hourMs = 60 * 60 * 1000;

/** Ports of a linker that reads the index at the same time as the others. */
function blindPorts(ports: LinkArticlePorts, arrived: () => Promise<void>): LinkArticlePorts {
  const { linkIndex } = ports;
  return {
    ...ports,
    linkIndex: {
      ...linkIndex,
      async find(terms, window) {
        const found = await linkIndex.find(terms, window);
        await arrived();
        return found;
      },
    },
  };
}

/** Lets nobody pass before all have come; who comes again is let through. */
function barrier(parties: number): () => Promise<void> {
  let waiting = parties;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    waiting--;
    if (waiting <= 0) open();
    return opened;
  };
}

async function linkBeside(tasks: readonly LinkTask[], ports: LinkArticlePorts): Promise<void> {
  const arrived = barrier(tasks.length);
  await Promise.all(
    tasks.map(async (task) => {
      for (let tries = 0; ; tries++) {
        try {
          await linkArticle(task, tries === 0 ? blindPorts(ports, arrived) : ports);
          return;
        } catch (error) {
          if (!(error instanceof ConcurrentWriteError) || tries === 8) throw error;
        }
      }
    }),
  );
}

type Run = {
  readonly linkers: number;
  /** The first so many documents are taken before the others, by all linkers together. */
  readonly first: number;
  /** Whether what was split is healed: by the second look, and by the sweep. */
  readonly healing: boolean;
};

type Result = { readonly score: number; readonly readUnits: number; readonly writeUnits: number };

async function link(documents: readonly LabelledDocument[], run: Run): Promise<Result> {
  const tables = emptyTables();
  const cost = noCost();
  const ports: LinkArticlePorts = {
    ...memoryLinkPorts(tables, { cost }),
    ...(run.healing && run.linkers > 1 && { besideOthers: true }),
  };
  let sweptAt = 0;
  for (const some of batches(documents, run)) {
    const tasks = some.map((document) => storeDocument(tables, document));
    await linkBeside(tasks, ports);
    if (run.healing) await followAll(tables, ports);
    else tables.sent.length = 0;
    // Where documents are days apart, the hourly sweeps between them come after the batch.
    for (const now of some.map(({ publishedAt }) => Date.parse(publishedAt))) {
      if (!run.healing || run.linkers === 1 || now - sweptAt < hourMs) continue;
      await sweep(tables, new Date(now));
      sweptAt = now;
    }
  }
  if (run.healing && run.linkers > 1) {
    await sweep(tables, new Date(documents.at(-1)?.publishedAt ?? ''));
  }
  const [readUnits, writeUnits] = [cost.readUnits, cost.writeUnits].map(
    (units) => units / documents.length,
  ) as [number, number];
  return {
    score: bCubed(documents, (document) => storyOf(tables, document)),
    readUnits,
    writeUnits,
  };
}

function* batches(documents: readonly LabelledDocument[], { linkers, first }: Run) {
  if (first > 0) yield documents.slice(0, first);
  for (let at = first; at < documents.length; at += linkers)
    yield documents.slice(at, at + linkers);
}

/** What a sweep and its merges cost is not the linkers': they are not counted. */
async function sweep(tables: MemoryTables, at: Date): Promise<void> {
  const ports = memoryLinkPorts(tables);
  await sweepStories({ ...ports, lists: memoryStoryLists(tables), now: () => at });
  await followAll(tables, ports);
}

async function followAll(tables: MemoryTables, ports: LinkArticlePorts): Promise<void> {
  const next = tables.sent.shift();
  if (next !== undefined) await linkAndFollow(next, tables, ports);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    linkers: { type: 'string', default: '3,4,5,6,7' },
    draws: { type: 'string', default: '3' },
  },
});
const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const rows: Record<string, Record<string, string>> = {};
for (const file of positionals) {
  const documents = readSet(file);
  const alone = await link(documents, { linkers: 1, first: 0, healing: true });
  for (const linkers of values.linkers.split(',').map(Number)) {
    const draws = Array.from({ length: Math.min(linkers, Number(values.draws)) }, (_, at) => at);
    const results = { blind: [] as Result[], healed: [] as Result[] };
    for (const first of draws) {
      results.blind.push(await link(documents, { linkers, first, healing: false }));
      results.healed.push(await link(documents, { linkers, first, healing: true }));
    }
    const scores = results.healed.map(({ score }) => score);
    const units = (kind: 'readUnits' | 'writeUnits') =>
      `${alone[kind].toFixed(2)} → ${mean(results.healed.map((one) => one[kind])).toFixed(2)}`;
    rows[`${path.basename(file, '.jsonl')}, ${linkers} linkers`] = {
      'one linker': alone.score.toFixed(1),
      'nothing healed': mean(results.blind.map(({ score }) => score)).toFixed(1),
      healed: scores.map((score) => score.toFixed(1)).join(' '),
      'mean loss': (alone.score - mean(scores)).toFixed(1),
      'worst loss': (alone.score - Math.min(...scores)).toFixed(1),
      'read units': units('readUnits'),
      'write units': units('writeUnits'),
    };
  }
}
console.table(rows);
