/**
 * How far a score of a set hangs on the order of its documents: each set in eight other orders, a
 * minute apart. For sets that have no times of their own, one order is a draw; the mean is what
 * other documents of the kind can be expected to reach.
 *
 *   node --import tsx bench/linking-orders.ts SET.jsonl...
 */
import path from 'node:path';
import { reordered } from './draws.ts';
import { readSet, scoreInOrder, scoresInOrders } from './score-stories.ts';
import { spreadOf } from './spread.ts';

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

const rows: Record<string, Record<string, number>> = {};
for (const file of process.argv.slice(2)) {
  const documents = readSet(file);
  const scores = await scoresInOrders(seeds.map((seed) => reordered(documents, seed)));
  rows[path.basename(file, '.jsonl')] = {
    articles: documents.length,
    'as it is': Number((await scoreInOrder(documents)).toFixed(1)),
    mean: Number(spreadOf(scores).mean.toFixed(1)),
    least: Number(Math.min(...scores).toFixed(1)),
    most: Number(Math.max(...scores).toFixed(1)),
  };
}
console.table(rows);
