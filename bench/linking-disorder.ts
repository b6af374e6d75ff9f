/**
 * What disorder costs, like compared with like. One order is a draw, and another one as good as it, so that a
 * set is compared with several orders of itself, not with the one that it happens to have:
 *
 * - Documents of a set that says when they came are late by up to a day each. They are compared with orders in
 *   which every twenty that came one after another are shuffled, and beside it with the order as they came.
 * - A set without times of its own is compared with several orders of the whole; each of them is mixed within
 *   a day, too, and what it loses by that is told.
 *
 * A mean is told with its standard error. Several may run at once, a set each.
 *
 *   node --import tsx bench/linking-disorder.ts [--seeds 6] SET.jsonl...
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { late, reordered, shuffledBy } from './draws.ts';
import { readTimedSet, scoreInOrder, scoresInOrders } from './score-stories.ts';
import { type Spread, shown, spreadOf } from './spread.ts';

const hoursOfDay = 24;
/** As many come within minutes. */
const many = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '6' } },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1);

type Compared = {
  readonly asItIs: number;
  readonly inOrder: readonly number[];
  readonly mixed: readonly number[];
  readonly lost: Spread;
};

async function compare(file: string): Promise<Compared> {
  const { documents, hasTimes } = readTimedSet(file);
  const baseline = seeds.map((seed) =>
    hasTimes ? shuffledBy(documents, many, seed) : reordered(documents, seed),
  );
  // Another seed than the order's own, by which they would come just as they do.
  const late24 = seeds.map((seed, at) =>
    late(hasTimes ? documents : (baseline[at] ?? []), hoursOfDay, seeds.length + seed),
  );
  const [inOrder, mixed] = [await scoresInOrders(baseline), await scoresInOrders(late24)];
  return {
    asItIs: await scoreInOrder(documents),
    ...{ inOrder, mixed },
    lost: hasTimes
      ? apart(spreadOf(inOrder), spreadOf(mixed))
      : spreadOf(inOrder.map((score, at) => score - (mixed[at] ?? 0))),
  };
}

/** What lies between two means of draws that have nothing to do with each other. */
const apart = (a: Spread, b: Spread): Spread => ({
  mean: a.mean - b.mean,
  error: Math.hypot(a.error, b.error),
});

const rows: Record<string, Record<string, string>> = {};
for (const file of positionals) {
  const { asItIs, inOrder, mixed, lost } = await compare(file);
  rows[path.basename(file, '.jsonl')] = {
    'as it is': asItIs.toFixed(1),
    'in order': shown(spreadOf(inOrder), 1),
    'a day mixed': shown(spreadOf(mixed), 1),
    worst: Math.min(...mixed).toFixed(1),
    lost: shown(lost, 1),
    'lost from as it is': (asItIs - spreadOf(mixed).mean).toFixed(1),
  };
}
console.table(rows);
