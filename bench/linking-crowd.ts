/**
 * What a crowd costs: the sets in one stream, mixed and without their times, so that all their stories go
 * on within two days; each set's part is judged for itself. Harder than any day of news is.
 *
 *   node --import tsx bench/linking-crowd.ts SET.jsonl...
 */
import path from 'node:path';
import { type Judged, scoreAmong } from './score-among.ts';
import {
  type LabelledDocument,
  orderOf,
  readSet,
  storeDocument,
  storyOf,
} from './score-stories.ts';
import { emptyTables, linkAndFollow, memoryLinkPorts } from './stores/memory-stores.ts';

const everyMs = 45_000;
const start = Date.UTC(2025, 0, 6);

type Mixed = LabelledDocument & { readonly set: string };

const documents = process.argv
  .slice(2)
  .flatMap((file) => {
    const set = path.basename(file, '.jsonl');
    return readSet(file).map(
      (one): Mixed => ({ ...one, id: `${set}-${one.id}`, gold: `${set}-${one.gold}`, set }),
    );
  })
  .sort((a, b) => orderOf(a.id) - orderOf(b.id))
  .map((one, at) => ({ ...one, publishedAt: new Date(start + at * everyMs).toISOString() }));

const tables = emptyTables();
const ports = memoryLinkPorts(tables);
for (const document of documents)
  await linkAndFollow(storeDocument(tables, document), tables, ports);

type Scored = Judged & { readonly set: string };
const scored = documents.map(
  (one): Scored => ({ set: one.set, gold: one.gold, story: storyOf(tables, one) }),
);
const scoreOf = scoreAmong(scored);

function rowOf(some: readonly Scored[]) {
  const { precision, recall, f1 } = scoreOf(some);
  const [P, R, F1] = [precision, recall, f1].map((one) => one.toFixed(1));
  return { articles: some.length, 'B3 P': P, 'B3 R': R, 'B3 F1': F1 };
}

const sets = [...new Set(documents.map(({ set }) => set))].sort();
const rows = sets.map((set) => [set, rowOf(scored.filter((one) => one.set === set))] as const);
console.table(Object.fromEntries([...rows, ['all', rowOf(scored)] as const]));
