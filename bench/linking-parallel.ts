/**
 * What linkers cost each other that work beside one another: five take a document each and
 * look before any of them writes; then the sweep heals what they split.
 *
 *   node --import tsx bench/linking-parallel.ts SET.jsonl...
 */
import path from 'node:path';
import { ConcurrentWriteError } from '../shared/errors.ts';
import type { LinkTask } from '../shared/messages.ts';
import { type LinkArticlePorts, linkArticle } from '../shared/pipeline/link-article.ts';
import { sweepStories } from '../shared/pipeline/sweep-stories.ts';
import {
  bCubed,
  type LabelledDocument,
  readSet,
  scoreInOrder,
  storeDocument,
  storyOf,
} from './score-stories.ts';
import {
  emptyTables,
  linkAndFollow,
  type MemoryTables,
  memoryLinkPorts,
  memoryStoryLists,
} from './stores/memory-stores.ts';

const workers = 5;
const hourMs = 60 * 60 * 1000;
/** A story stays in the sweep's window for two days; here so many of its hourly looks are enough. */
const mostSweeps = 3;

/** Ports of a worker that reads the index at the same time as the others. */
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

type Run = { readonly merging: boolean };

async function scoreOf(documents: readonly LabelledDocument[], { merging }: Run): Promise<number> {
  const tables = emptyTables();
  const ports = memoryLinkPorts(tables);
  let sweptAt = 0;
  for (let at = 0; at < documents.length; at += workers) {
    const some = documents.slice(at, at + workers);
    await linkBeside(
      some.map((document) => storeDocument(tables, document)),
      ports,
    );
    if (merging) await followAll(tables, ports);
    else tables.sent.length = 0;
    // Where documents are days apart, the hourly sweeps between them come after the batch.
    for (const now of some.map(({ publishedAt }) => Date.parse(publishedAt))) {
      if (!merging || now - sweptAt < hourMs) continue;
      for (let round = 0; round < mostSweeps; round++) await sweep(tables, ports, new Date(now));
      sweptAt = now;
    }
  }
  const end = new Date(documents.at(-1)?.publishedAt ?? '');
  for (let round = 0; merging && round < mostSweeps; round++) await sweep(tables, ports, end);
  return bCubed(documents, (document) => storyOf(tables, document));
}

async function sweep(tables: MemoryTables, ports: LinkArticlePorts, at: Date): Promise<void> {
  const lists = memoryStoryLists(tables);
  await sweepStories({ ...ports, lists, now: () => at });
  await followAll(tables, ports);
}

async function followAll(tables: MemoryTables, ports: LinkArticlePorts): Promise<void> {
  const next = tables.sent.shift();
  if (next !== undefined) await linkAndFollow(next, tables, ports);
}

const rows: Record<string, Record<string, number>> = {};
for (const file of process.argv.slice(2)) {
  const documents = readSet(file);
  const [alone, blind, healed] = [
    await scoreInOrder(documents),
    await scoreOf(documents, { merging: false }),
    await scoreOf(documents, { merging: true }),
  ];
  rows[path.basename(file, '.jsonl')] = {
    articles: documents.length,
    'one worker': Number(alone.toFixed(1)),
    'five, blind': Number(blind.toFixed(1)),
    'five, merging': Number(healed.toFixed(1)),
    loss: Number((alone - healed).toFixed(1)),
  };
}
console.table(rows);
