/**
 * What feeds that were made to do harm cost at ten megabytes, each in a process of its own.
 *
 *   node --import tsx bench/feed-limits.ts [--size 10000000] [--only NAME]
 *
 * CPU time of reading and of comparing what was read with an empty memory; the highest resident size
 * less that before, over the size of the document. Ends with 1 where reading takes more than 2 s or
 * ten times the size.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { NotAFeedError } from '../shared/errors.ts';
import { parseFeed } from '../shared/feed/parse-feed.ts';
import type { ParsedFeed } from '../shared/model/feed.ts';
import { compareEntries } from '../shared/polling/seen-entries.ts';
import { hostileDocuments } from '../tests/unit/feed/hostile-documents.ts';
import { cpuSeconds } from './cpu-seconds.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '10000000' },
    only: { type: 'string' },
    measure: { type: 'string' },
  },
});
const size = Number(values.size);
const mostSeconds = 2;
const mostMemory = 10;

type Figures = {
  readonly outcome: string;
  readonly parseSeconds: number;
  readonly compareSeconds: number;
  readonly memory: number;
};

const nothingSeen = { failures: 0, recent: [], seen: {}, polls: 0, entriesSeen: 0 };
const parse = (bytes: Uint8Array): ParsedFeed | NotAFeedError => {
  try {
    return parseFeed({ bytes, url: 'https://bench.example/feed', headers: {} });
  } catch (error) {
    if (error instanceof NotAFeedError) return error;
    throw error;
  }
};

function measure(file: string): Figures {
  // What a process loads once, whatever it reads, is no part of a document's cost: see docs/feeds.md.
  for (const name of ['full articles', 'bytes that are no UTF-8'])
    parse(hostileDocuments(1000)[name]?.() ?? new Uint8Array());
  parse(
    Buffer.from('<rss><channel><item><title>caf\xe9 noir</title></item></channel></rss>', 'latin1'),
  );
  const bytes = readFileSync(file);
  const before = process.memoryUsage().rss;
  let read: ParsedFeed | NotAFeedError | undefined;
  const parseSeconds = cpuSeconds(() => {
    read = parse(bytes);
  });
  const peak = process.resourceUsage().maxRSS * 1024;
  const entries = read === undefined || read instanceof NotAFeedError ? [] : read.entries;
  const compareSeconds = cpuSeconds(() => {
    compareEntries(entries, nothingSeen, '2026-01-05T10:00:00.000Z');
  });
  const outcome =
    read instanceof NotAFeedError ? read.message.slice(0, 40) : `${entries.length} entries`;
  return {
    outcome,
    parseSeconds,
    compareSeconds,
    memory: Math.max(0, peak - before) / bytes.length,
  };
}

async function measureApart(name: string, folder: string): Promise<Figures> {
  const [, script = ''] = process.argv;
  // Made here: what the making takes is no part of it.
  const file = join(folder, 'document');
  writeFileSync(file, hostileDocuments(size)[name]?.() ?? '');
  const args = [...process.execArgv, script, '--measure', file];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Figures;
}

if (values.measure !== undefined) console.log(JSON.stringify(measure(values.measure)));
else {
  const rows: object[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'feed-limits-'));
  for (const name of Object.keys(hostileDocuments(10))) {
    if (values.only !== undefined && !name.includes(values.only)) continue;
    const { outcome, parseSeconds, compareSeconds, memory } = await measureApart(name, folder);
    const isOver = parseSeconds > mostSeconds || memory > mostMemory;
    if (isOver) process.exitCode = 1;
    console.error(
      `${name}: ${parseSeconds.toFixed(2)} s, ${memory.toFixed(1)}${isOver ? ' OVER' : ''}`,
    );
    rows.push({
      ...{ document: name, outcome, 'CPU s': parseSeconds.toFixed(2) },
      ...{ 'comparing, s': compareSeconds.toFixed(2), 'memory, times its size': memory.toFixed(1) },
      ...{ over: isOver ? 'OVER' : '' },
    });
  }
  rmSync(folder, { recursive: true });
  console.table(rows);
}
