/**
 * Our extractor beside others on the same pages, each in a fresh process: CPU time, memory and, where the
 * body of a page is known, F1; then how time grows with size, and pages that are made to do harm.
 *
 * npx tsx bench/extraction.ts [FOLDER]
 *
 * FOLDER holds golden pages (the tests' unless given), saved `*.html` pages, or a `pages.json` with
 * `[{ file, url, truth: { body } }]`.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { extractors } from './extraction/extractors.ts';
import { hostilePages } from './extraction/made-pages.ts';

const folder = path.resolve(process.argv[2] ?? 'tests/fixtures/pages');
const worker = path.join(import.meta.dirname, 'extraction/run-one.ts');
/** What peers may take for a set of pages, or for one that does harm. */
const timeout = 600_000;

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

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;
const round = (value: number, digits = 0): number => Number(value.toFixed(digits));

async function besideOthers(): Promise<void> {
  const rows = [];
  let ours: number | undefined;
  for (const name of Object.keys(extractors)) {
    const result = await run<PagesResult>('pages', name, folder);
    const total = result.warm.reduce((sum, time) => sum + time, 0);
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
  console.log(`\n${folder}: each page read warm`);
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
