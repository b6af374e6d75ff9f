import { drive } from '../cost/drive.ts';
import type { Ledger } from '../cost/ledger.ts';
import { type Latencies, newLatencies } from './latencies.ts';

const minute = 60_000;
const start = Date.UTC(2030, 4, 6);
/** Until feeds that were polled a moment before have been polled again. */
const catchingUp = 2 * 60 * minute;
/** As many as Lambda gathers where there is as much to do; see docs/architecture.md. */
const batch = { feeds: 10, articles: 10, links: 10 };

export type EmbeddedMark = {
  readonly stored: number;
  /** Of the functions, an article that was stored since the mark before. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Times that a function waits for a service of AWS. */
  readonly rounds: number;
  readonly rssMb: number;
};

type Run = {
  readonly articles: number;
  readonly sources: number;
  readonly perDay: number;
  readonly stepMinutes: number;
  readonly onMark: (mark: EmbeddedMark) => void;
};

/** The functions' own handlers over made news, on embedded services and a virtual clock. */
export async function runEmbedded({ articles, sources, perDay, stepMinutes, onMark }: Run) {
  const times: Record<string, Latencies> = {};
  const end = start + Math.ceil((articles / perDay) * 24 * 60) * minute + catchingUp;
  const every = Math.ceil(articles / 10);
  let last = { stored: 0, readUnits: 0, writeUnits: 0, rounds: 0 };
  const mark = (counted: Ledger) => {
    const now = totals(counted);
    const each = (name: 'readUnits' | 'writeUnits' | 'rounds') =>
      (now[name] - last[name]) / (now.stored - last.stored);
    onMark({
      ...{ stored: now.stored, readUnits: each('readUnits'), writeUnits: each('writeUnits') },
      ...{ rounds: each('rounds'), rssMb: process.memoryUsage().rss / 1e6 },
    });
    last = now;
  };
  const ledger = await drive({
    site: { news: { sources, perDay, start, articles } },
    ...{ start, end, stepMs: stepMinutes * minute, batch, spacingMs: 1 },
    onInvoked(step, milliseconds) {
      const known = times[step] ?? newLatencies();
      times[step] = known;
      known.add(milliseconds);
    },
    onStep(_done, counted) {
      if (counted.of('fetch-article', 'outcome stored') - last.stored >= every) mark(counted);
    },
  });
  if (totals(ledger).stored > last.stored) mark(ledger);
  return { times, ledger };
}

/** Polls are counted by the hour, not by the article, and left out. */
const steps: ReadonlySet<string> = new Set(['fetch-article', 'link-article']);

function totals(ledger: Ledger) {
  const sum = (isOne: (what: string) => boolean) =>
    ledger
      .lines()
      .filter(({ step, what }) => steps.has(step) && isOne(what))
      .reduce((all, { count }) => all + count, 0);
  return {
    stored: ledger.of('fetch-article', 'outcome stored'),
    readUnits: sum((what) => what.endsWith('read units')),
    writeUnits: sum((what) => what.includes('write units')),
    rounds: sum((what) => what === 'rounds'),
  };
}
