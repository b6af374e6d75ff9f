/**
 * What the pipeline costs, and how right it is, as articles pile up: news of 2,000 made outlets in eight
 * languages, of which is known what belongs together. Results and what they say: docs/scale.md.
 *
 *   npm run load [-- --articles 100000 --per-day 20000 --sources 2000 --sweep-hours 24]
 *   npm run load -- --services embedded [--articles 20000 --per-day 20000 --step-minutes 10]
 *
 * In memory it is the linking step alone, with the sweep; on embedded services all four steps.
 */
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type EmbeddedMark, runEmbedded } from './load/embedded-run.ts';
import type { Latencies } from './load/latencies.ts';
import { madeNews } from './load/made-news.ts';
import { type Mark, runInMemory } from './load/memory-run.ts';

const { values } = parseArgs({
  options: {
    services: { type: 'string', default: 'memory' },
    articles: { type: 'string' },
    'per-day': { type: 'string' },
    sources: { type: 'string', default: '2000' },
    'sweep-hours': { type: 'string', default: '24' },
    'step-minutes': { type: 'string', default: '10' },
  },
});

const began = performance.now();
const seconds = () => Math.round((performance.now() - began) / 1000);
const row = (cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`);
const fixed = (digits: number) => (one: number) => one.toFixed(digits);
const sources = Number(values.sources);

const times = values.services === 'embedded' ? await onEmbedded() : await inMemory();
// Stream and stores are gone after this turn: what is left is what the process itself has gathered.
await setImmediate();
globalThis.gc?.();
console.log(`heap without the store: ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`);
console.table(
  Object.entries(times).map(([step, all]) => ({
    ...{ step, count: all.count, 'mean ms': fixed(2)(all.sum / all.count) },
    ...{ p50: fixed(2)(all.within(0.5)), p95: fixed(2)(all.within(0.95)) },
    p99: fixed(2)(all.within(0.99)),
  })),
);

async function inMemory(): Promise<Record<string, Latencies>> {
  const articles = Number(values.articles ?? 100_000);
  const marks = [1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]
    .concat(Array.from({ length: 9 }, (_, n) => (n + 2) * 100_000))
    .filter((mark) => mark < articles)
    .concat(articles);
  row([
    ...['articles', 'reads', 'read units', 'writes', 'write units', 'units to those at first'],
    ...['CPU ms', 'sweeps: read units', 'write units', 'CPU ms', 'found %', 'wrong %', 'B-cubed'],
    ...['articles held', 'stories', 'terms', 'heap MB', 'RSS MB', 'after s'],
  ]);
  let first: Mark | undefined;
  const onMark = (mark: Mark) => {
    first ??= mark;
    row([mark.articles, ...spentOf(mark, first), ...heldBy(mark), seconds()]);
  };
  const perDay = Number(values['per-day'] ?? 20_000);
  const news = madeNews({ sources, perDay, start: Date.UTC(2026, 0, 5) });
  const sweepHours = Number(values['sweep-hours']);
  return runInMemory({ news, marks, sweepHours, onMark });
}

function spentOf({ linking, sweeping }: Mark, { linking: first }: Mark): string[] {
  const { reads, readUnits, writes, writeUnits, cpuMs } = linking;
  const grown = (readUnits + writeUnits) / (first.readUnits + first.writeUnits);
  const swept = [sweeping.readUnits, sweeping.writeUnits, sweeping.cpuMs];
  return [reads, readUnits, writes, writeUnits, grown, cpuMs, ...swept].map(fixed(2));
}

function heldBy({ found, wrong, bCubed, holds, heapMb, rssMb }: Mark): (string | number)[] {
  const { articles, stories, terms } = holds;
  const right = [found, wrong, bCubed].map(fixed(1));
  return [...right, articles, stories, terms, Math.round(heapMb), Math.round(rssMb)];
}

async function onEmbedded(): Promise<Record<string, Latencies>> {
  row([
    'stored',
    'read units',
    'write units',
    'units to those at first',
    'rounds',
    'RSS MB',
    'after s',
  ]);
  let first: EmbeddedMark | undefined;
  const onMark = (mark: EmbeddedMark) => {
    first ??= mark;
    const { stored, readUnits, writeUnits, rounds, rssMb } = mark;
    const grown = (readUnits + writeUnits) / (first.readUnits + first.writeUnits);
    const shown = [readUnits, writeUnits, grown, rounds].map(fixed(2));
    row([stored, ...shown, Math.round(rssMb), seconds()]);
  };
  const { times: found } = await runEmbedded({
    ...{ articles: Number(values.articles ?? 20_000), sources },
    perDay: Number(values['per-day'] ?? 20_000),
    ...{ stepMinutes: Number(values['step-minutes']), onMark },
  });
  return found;
}
