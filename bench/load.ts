/**
 * What the pipeline costs, and how right it is, as articles pile up: news of 2,000 made outlets in eight
 * languages, of which is known what belongs together. Results and what they say: docs/scale.md.
 *
 *   npm run load [-- --articles 100000 --per-day 33333 --sources 2000 --sweep-hours 1]
 */
import { parseArgs } from 'node:util';
import { madeNews } from './load/made-news.ts';
import { type Mark, runInMemory } from './load/memory-run.ts';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '100000' },
    'per-day': { type: 'string', default: '33333' },
    sources: { type: 'string', default: '2000' },
    'sweep-hours': { type: 'string', default: '1' },
  },
});

const articles = Number(values.articles);
const marks = [
  1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 300_000, 400_000, 500_000,
]
  .concat([600_000, 700_000, 800_000, 900_000, 1_000_000])
  .filter((mark) => mark < articles)
  .concat(articles);

const began = performance.now();
let first: Mark | undefined;
console.log(
  'articles | reads | read units | writes | write units | units to those at first | CPU ms | sweeps: read units | write units | CPU ms | found % | wrong % | B-cubed | stored articles | stories | terms | heap MB | RSS MB | after s',
);
const onMark = (mark: Mark) => {
  first ??= mark;
  const { linking, sweeping } = mark;
  const units =
    (linking.readUnits + linking.writeUnits) / (first.linking.readUnits + first.linking.writeUnits);
  const spent = [
    linking.reads,
    linking.readUnits,
    linking.writes,
    linking.writeUnits,
    units,
    linking.cpuMs,
  ];
  const swept = [sweeping.readUnits, sweeping.writeUnits, sweeping.cpuMs];
  const shown = [...spent, ...swept].map((one) => one.toFixed(2));
  const right = [mark.found, mark.wrong, mark.bCubed].map((one) => one.toFixed(1));
  const { holds, heapMb, rssMb } = mark;
  const held = [holds.articles, holds.stories, holds.terms, Math.round(heapMb), Math.round(rssMb)];
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log([mark.articles, ...shown, ...right, ...held, seconds].join(' | '));
};

const start = Date.UTC(2026, 0, 5);
const news = madeNews({
  sources: Number(values.sources),
  perDay: Number(values['per-day']),
  start,
});
const times = await runInMemory({
  news,
  marks,
  sweepHours: Number(values['sweep-hours']),
  onMark,
});

console.table(
  Object.entries(times).map(([step, all]) => ({
    ...{ step, count: all.count, 'mean ms': (all.sum / all.count).toFixed(2) },
    ...{
      p50: all.within(0.5).toFixed(2),
      p95: all.within(0.95).toFixed(2),
      p99: all.within(0.99).toFixed(2),
    },
  })),
);
