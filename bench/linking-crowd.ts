/**
 * What a crowd costs: the sets in one stream, mixed and without their times, so that all their stories go
 * on within two days; each set's part is judged for itself. Harder than any day of news is.
 *
 *   node --import tsx bench/linking-crowd.ts SET.jsonl...
 */
import path from 'node:path';
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

const counts = (key: (document: Mixed) => string) => {
  const found = new Map<string, number>();
  for (const one of documents) found.set(key(one), (found.get(key(one)) ?? 0) + 1);
  return (one: Mixed) => found.get(key(one)) ?? 0;
};
const goldSize = counts(({ gold }) => gold);
const storySize = counts((one) => storyOf(tables, one));
const together = counts((one) => `${one.gold} ${storyOf(tables, one)}`);

const mean = (some: readonly Mixed[], of: (one: Mixed) => number) =>
  some.reduce((sum, one) => sum + of(one), 0) / some.length;

function scoreOf(some: readonly Mixed[]) {
  const precision = mean(some, (one) => together(one) / storySize(one));
  const recall = mean(some, (one) => together(one) / goldSize(one));
  const shown = [precision, recall, (2 * precision * recall) / (precision + recall)];
  const [P, R, F1] = shown.map((one) => (100 * one).toFixed(1));
  return { articles: some.length, 'B3 P': P, 'B3 R': R, 'B3 F1': F1 };
}

const sets = [...new Set(documents.map(({ set }) => set))].sort();
const rows = sets.map((set) => [set, scoreOf(documents.filter((one) => one.set === set))] as const);
console.table(Object.fromEntries([...rows, ['all', scoreOf(documents)] as const]));
