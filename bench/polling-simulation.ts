/**
 * Polls thousands of feeds over virtual days and says what it cost and how late articles were seen.
 *
 *   node --import tsx bench/polling-simulation.ts [--feeds 10000] [--hosts 200] [--days 3]
 *
 * The very functions of the fetch-feed step run on a virtual clock over a host store in memory that
 * counts. Hosts have nothing to do with each other, so half of them run in each of two processes.
 * Ends with 1 where a bar is missed: the spacing of a host, 15 minutes to an hourly feed's article at
 * the median, four polls on any day of a weekly feed.
 */
import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { type Figures, simulate } from './polling/simulate.ts';
import { kinds } from './polling/sources.ts';

const processes = 2;
const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '10000' },
    hosts: { type: 'string', default: '200' },
    days: { type: 'string', default: '3' },
    part: { type: 'string' },
  },
});
const days = Number(values.days);

async function runPart(part: number): Promise<Figures> {
  const options = { feeds: Number(values.feeds), hosts: Number(values.hosts), days };
  return simulate({ ...options, part, parts: processes });
}

async function runAll(): Promise<readonly Figures[]> {
  const [, script = '', ...asked] = process.argv;
  const parts = Array.from({ length: processes }, async (_, part) => {
    const args = [...process.execArgv, script, ...asked, '--part', String(part)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e9 });
    return JSON.parse(stdout) as Figures;
  });
  return Promise.all(parts);
}

const quantile = (values: readonly number[], q: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(q * (sorted.length - 1))] ?? 0;
};

function report(parts: readonly Figures[]): boolean {
  const bars: boolean[] = [];
  const rows = kinds.map(({ name, medianMinutes, mostADay }) => {
    const of = parts.flatMap((part) => part.feeds.filter(({ kind }) => kind === name));
    const requests = of.reduce((sum, feed) => sum + feed.polls, 0);
    const unchanged = of.reduce((sum, feed) => sum + feed.unchanged, 0);
    const delays = of.flatMap((feed) => feed.delays);
    const median = quantile(delays, 0.5);
    const busiest = of.reduce((most, feed) => Math.max(most, ...feed.pollsOfDay), 0);
    bars.push(median <= (medianMinutes ?? median), busiest <= (mostADay ?? busiest));
    return {
      ...{ publishes: name, feeds: of.length, requests },
      'a feed and day': (requests / of.length / days).toFixed(1),
      'most on a day': busiest,
      '304 share': `${((100 * unchanged) / requests).toFixed(0)} %`,
      articles: delays.length,
      'polls an article': delays.length === 0 ? '' : (requests / delays.length).toFixed(1),
      'writes a poll': (of.reduce((sum, feed) => sum + feed.writes, 0) / requests).toFixed(2),
      'moves a poll': (of.reduce((sum, feed) => sum + feed.moves, 0) / requests).toFixed(2),
      'median delay, min': median.toFixed(1),
      'p95 delay, min': quantile(delays, 0.95).toFixed(1),
    };
  });
  console.table(rows);
  return bars.every(Boolean);
}

const sum = (parts: readonly Figures[], count: (part: Figures) => number): number =>
  parts.reduce((total, part) => total + count(part), 0);

if (values.part !== undefined) {
  console.log(JSON.stringify(await runPart(Number(values.part))));
} else {
  const began = performance.now();
  const parts = await runAll();
  const isInTime = report(parts);
  const polls = sum(parts, (part) => part.feeds.reduce((total, feed) => total + feed.polls, 0));
  const smallest = Math.min(...parts.map(({ smallestGapMs }) => smallestGapMs));
  const [{ spacingMs } = { spacingMs: 0 }] = parts;
  console.log(`smallest gap at a host: ${smallest} ms (spacing ${spacingMs} ms)`);
  console.log(
    `host store, for each of ${polls} polls: ` +
      `${(sum(parts, ({ hostReads }) => hostReads) / polls).toFixed(2)} reads, ` +
      `${(sum(parts, ({ hostWrites }) => hostWrites) / polls).toFixed(2)} writes; ` +
      `${sum(parts, ({ deferrals }) => deferrals)} put off`,
  );
  const cpu = sum(parts, ({ cpuSeconds }) => cpuSeconds).toFixed(0);
  console.log(`${((performance.now() - began) / 1000).toFixed(0)} s, ${cpu} s of CPU`);
  if (smallest < spacingMs || !isInTime) process.exitCode = 1;
}
