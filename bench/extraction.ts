/**
 * Our extractor beside others on the same pages, each in a fresh process: CPU time, memory and, where the
 * body of a page is known, F1; then how time grows with size, and pages that are made to do harm.
 *
 * npx tsx bench/extraction.ts [FOLDER] [--every N]
 *
 * FOLDER holds golden pages (the tests' unless given), saved `*.html` pages, or a `pages.json` with
 * `[{ file, url, truth: { body } }]`. Of many pages every Nth will do: the slowest take half a second a page.
 * Each extractor runs twice, in turns, and its better run counts: other work on the machine only slows.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { extractors } from './extraction/extractors.ts';
import { hostilePages } from './extraction/made-pages.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '1' } },
});
const folder = path.resolve(positionals[0] ?? 'tests/fixtures/pages');
const worker = path.join(import.meta.dirname, 'extraction/run-one.ts');
/** What peers may take for a set of pages, or for one that does harm. */
const timeout = 1_200_000;
const RUNS = 2;

type PagesResult = {
  readonly load: number;
  readonly warm: readonly number[];
  readonly bytes: number;
  readonly failed: number;
  readonly rss: number;
  readonly f1?: number;
};
type OneResult = {
  readonly time: number;
  readonly bytes: number;
  readonly peak: number;
  readonly chars: number;
};

async function run<Result>(...args: readonly string[]): Promise<Result> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', worker, ...args],
    { timeout, maxBuffer: 50_000_000 },
  );
  return JSON.parse(stdout.split('\nRESULT ')[1] ?? '');
}

const totalOf = ({ warm }: PagesResult): number => warm.reduce((sum, time) => sum + time, 0);
const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;
const round = (value: number, digits = 0): number => Number(value.toFixed(digits));

async function besideOthers(): Promise<void> {
  const best = new Map<string, PagesResult>();
  for (let round = 0; round < RUNS; round++) {
    for (const name of Object.keys(extractors)) {
      const result = await run<PagesResult>('pages', name, folder, values.every);
      const before = best.get(name);
      if (before === undefined || totalOf(result) < totalOf(before)) best.set(name, result);
    }
  }
  const rows = [];
  let ours: number | undefined;
  for (const [name, result] of best) {
    const total = totalOf(result);
    ours ??= total;
    rows.push({
      extractor: name,
      pages: result.warm.length,
      'CPU ms median': round(quantile(result.warm, 0.5), 1),
      p95: round(quantile(result.warm, 0.95), 1),
      total: round(total),
      'times ours': round(total / ours, 1),
      'ms a MB': round(total / (result.bytes / 1e6)),
      'load ms': round(result.load),
      'peak MB': round(result.rss),
      threw: result.failed,
      ...(result.f1 === undefined ? {} : { F1: round(result.f1, 3) }),
    });
  }
  console.log(`\n${folder}: each page read warm, the better of ${RUNS} runs`);
  console.table(rows);
}

async function bySize(): Promise<void> {
  const rows = [];
  for (const size of [500_000, 1_000_000, 2_000_000, 4_000_000, 5_000_000]) {
    const ours = await run<OneResult>('long', 'newsloom', String(size));
    const peer = await run<OneResult>('long', 'Readability + linkedom', String(size));
    rows.push({
      MB: round(ours.bytes / 1e6, 1),
      'CPU ms': round(ours.time),
      'ms a MB': round(ours.time / (ours.bytes / 1e6)),
      'memory, times the page': round(ours.peak / ours.bytes, 1),
      'Readability + linkedom ms': round(peer.time),
      'its memory': round(peer.peak / peer.bytes, 1),
    });
  }
  console.log('\nOne article of growing size, in a process that has read a few small ones');
  console.table(rows);
}

async function hostile(): Promise<void> {
  const rows = [];
  for (const { name } of hostilePages) {
    const { time, bytes, peak } = await run<OneResult>('made', 'newsloom', name);
    rows.push({
      page: name,
      MB: round(bytes / 1e6, 1),
      'CPU ms': round(time),
      'memory, times the page': round(peak / bytes, 1),
    });
  }
  console.log('\nPages that are made to do harm');
  console.table(rows);
}

await besideOthers();
await bySize();
await hostile();
