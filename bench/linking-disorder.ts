/**
 * What disorder costs: the documents of a labelled set arrive in order of time, then mixed
 * within a day, three times over.
 *
 *   node --import tsx bench/linking-disorder.ts SET.jsonl...
 */
import path from 'node:path';
import { type LabelledDocument, orderOf, readSet, scoreInOrder } from './score-stories.ts';

const dayMs = 24 * 60 * 60 * 1000;
const seeds = [1, 2, 3];

/** Each document late by up to a day. */
function mixed(documents: readonly LabelledDocument[], seed: number): LabelledDocument[] {
  const arrival = ({ id, publishedAt }: LabelledDocument) =>
    Date.parse(publishedAt) + (orderOf(id, seed) / 2 ** 32) * dayMs;
  return documents.toSorted((a, b) => arrival(a) - arrival(b));
}

const rows: Record<string, Record<string, number>> = {};
for (const file of process.argv.slice(2)) {
  const documents = readSet(file);
  const inOrder = await scoreInOrder(documents);
  const late: number[] = [];
  for (const seed of seeds) late.push(await scoreInOrder(mixed(documents, seed)));
  const mean = late.reduce((sum, score) => sum + score, 0) / late.length;
  rows[path.basename(file, '.jsonl')] = {
    articles: documents.length,
    'in order': Number(inOrder.toFixed(1)),
    'a day mixed': Number(mean.toFixed(1)),
    worst: Number(Math.min(...late).toFixed(1)),
    loss: Number((inOrder - mean).toFixed(1)),
  };
}
console.table(rows);
