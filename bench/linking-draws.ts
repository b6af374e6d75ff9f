/**
 * How right stories are over many orders and halves of labelled sets: one order is a draw, and what one
 * draw gains by a change the next one loses. Each set comes as it came, shuffled by twenties, late by
 * up to three hours and up to a day, without its largest story, and in random halves of its stories; a set
 * without times of its own in other orders and in halves. Each draw is a row of the file OUT; where it is
 * there already it is not run again, so that several may run at once, a few sets each, and one that was
 * stopped goes on. Results: docs/linking/quality.md.
 *
 *   node --import tsx bench/linking-draws.ts [--seeds 4] [--titles] [--made] [--out OUT.jsonl] SET.jsonl...
 *   node --import tsx bench/linking-draws.ts --read AFTER.jsonl [--against BEFORE.jsonl]
 *
 * `--titles` takes their titles alone; `--made` is made news in place of sets. With `--against`, what is printed is
 * the mean of the differences of the same draws, and its standard error.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { halfOf, late, reordered, shuffledBy, withoutLargest } from './draws.ts';
import { madeNews } from './load/made-news.ts';
import { type LabelledDocument, linkInOrder, readTimedSet } from './score-stories.ts';
import { shown, spreadOf } from './spread.ts';

type Draw = {
  readonly kind: string;
  readonly seed: number;
  readonly documents: LabelledDocument[];
};
type Row = { readonly set: string; readonly kind: string; readonly seed: number } & Awaited<
  ReturnType<typeof linkInOrder>
>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '4' },
    titles: { type: 'boolean', default: false },
    made: { type: 'boolean', default: false },
    out: { type: 'string' },
    read: { type: 'string' },
    against: { type: 'string' },
  },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1);

function drawsOf(documents: readonly LabelledDocument[], hasTimes: boolean): Draw[] {
  const halves = seeds.flatMap((seed) =>
    ([0, 1] as const).map((half) => ({
      ...{ kind: 'halves', seed: 2 * seed + half },
      documents: halfOf(hasTimes ? documents : reordered(documents, seed), half, seed),
    })),
  );
  const each = (kind: string, documentsOf: (seed: number) => LabelledDocument[]): Draw[] =>
    seeds.map((seed) => ({ kind, seed, documents: documentsOf(seed) }));
  const asTheyCame: Draw = { kind: 'as they came', seed: 0, documents: [...documents] };
  const orders = each('orders', (seed) => reordered(documents, seed));
  if (!hasTimes) return [asTheyCame, ...orders, ...halves];
  return [
    asTheyCame,
    ...each('by twenties', (seed) => shuffledBy(documents, 20, seed)),
    ...each('three hours', (seed) => late(documents, 3, seed)),
    ...each('a day', (seed) => late(documents, 24, seed)),
    ...each('but its largest story', (seed) => shuffledBy(withoutLargest(documents), 20, seed)),
    ...halves,
  ];
}

function drawsOfMadeNews(articles: number): Draw[] {
  return seeds.map((seed) => {
    const documents: LabelledDocument[] = [];
    const news = madeNews({ sources: 2000, perDay: 20_000, start: Date.UTC(2026, 0, 5), seed });
    for (const { id, language, title, paragraphs, at, gold } of news) {
      if (documents.length === articles) break;
      const publishedAt = new Date(at).toISOString();
      documents.push({ id, language, title, text: paragraphs.join(' '), publishedAt, gold });
    }
    return { kind: 'as they came', seed, documents };
  });
}

const readRows = (file: string): Row[] =>
  fs.existsSync(file)
    ? fs
        .readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Row)
    : [];

const nameOf = ({ set, kind, seed }: Pick<Row, 'set' | 'kind' | 'seed'>) =>
  `${set}, ${kind}, ${seed}`;

async function run(set: string, draws: readonly Draw[]): Promise<Row[]> {
  const known = new Map(readRows(values.out ?? '').map((row) => [nameOf(row), row]));
  const rows: Row[] = [];
  for (const { kind, seed, documents } of draws) {
    const found = known.get(nameOf({ set, kind, seed }));
    const row = found ?? { set, kind, seed, ...(await linkInOrder(documents)) };
    if (found === undefined && values.out !== undefined)
      fs.appendFileSync(values.out, `${JSON.stringify(row)}\n`);
    rows.push(row);
  }
  return rows;
}

async function runAll(): Promise<Row[]> {
  if (values.made) return run('made news', drawsOfMadeNews(2000));
  const rows: Row[] = [];
  for (const file of positionals) {
    const { documents, hasTimes } = readTimedSet(file);
    const taken = values.titles ? documents.map((one) => ({ ...one, text: '' })) : documents;
    const name = `${path.basename(file, '.jsonl')}${values.titles ? ', titles' : ''}`;
    rows.push(...(await run(name, drawsOf(taken, hasTimes))));
  }
  return rows;
}

function print(rows: readonly Row[], before: readonly Row[] | undefined): void {
  const known = new Map((before ?? []).map((row) => [nameOf(row), row]));
  const kinds = new Map<string, Row[]>();
  for (const row of rows) {
    const kind = `${row.set}, ${row.kind}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), row]);
  }
  const table: Record<string, Record<string, string | number>> = {};
  for (const [kind, some] of kinds) {
    const compared = before === undefined ? some : some.filter((row) => known.has(nameOf(row)));
    const told: Record<string, string | number> = { draws: compared.length };
    for (const of of ['bCubed', 'pairwise', 'readUnits', 'writeUnits'] as const) {
      told[of] = shown(spreadOf(compared.map((row) => row[of])));
      const more = compared.map((row) => row[of] - (known.get(nameOf(row))?.[of] ?? 0));
      if (before !== undefined) told[`${of} +`] = shown(spreadOf(more));
    }
    table[kind] = told;
  }
  console.table(table);
}

print(
  values.read === undefined ? await runAll() : readRows(values.read),
  values.against === undefined ? undefined : readRows(values.against),
);
