/**
 * Polls thousands of feeds over virtual days and says what it cost and how late articles were seen.
 *
 *   node --import tsx bench/polling-simulation.ts [--feeds 10000] [--hosts 200] [--days 3]
 *
 * The very functions of the fetch-feed step run on a virtual clock over an in-memory host store.
 */
import { parseArgs } from 'node:util';
import type { Feed } from '../shared/model/feed.ts';
import { newFeed } from '../shared/pipeline/apply-feed-list.ts';
import { fetchPolitely } from '../shared/pipeline/fetch-politely.ts';
import { pollFeed } from '../shared/pipeline/poll-feed.ts';
import type { FetchWeb } from '../shared/ports/web.ts';
import { memoryHostStore } from '../tests/builders/a-host.ts';
import { EventQueue } from './event-queue.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-01-05T00:00:00Z');
const spacingMs = 2000;

const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '10000' },
    hosts: { type: 'string', default: '200' },
    days: { type: 'string', default: '3' },
  },
});
const feedCount = Number(values.feeds);
const hostCount = Number(values.hosts);
const end = start + Number(values.days) * day;

const kinds = [
  { name: 'hourly', every: hour, share: 0.2 },
  { name: 'six a day', every: 4 * hour, share: 0.3 },
  { name: 'daily', every: day, share: 0.3 },
  { name: 'weekly', every: 7 * day, share: 0.2 },
] as const;

type Source = {
  feed: Feed;
  readonly kind: (typeof kinds)[number]['name'];
  readonly every: number;
  readonly offset: number;
  polls: number;
  unchanged: number;
  readonly delays: number[];
  isKnown: boolean;
};

const sources = Array.from({ length: feedCount }, (_, at): Source => {
  let share = (at * 0.618034) % 1; // spread evenly, without chance
  const kind =
    kinds.find((each) => {
      share -= each.share;
      return share < 0;
    }) ?? kinds[0];
  const url = `https://host${at % hostCount}.example/${at}.xml`;
  return {
    feed: newFeed({ url, tags: [] }, 'cli', new Date(start).toISOString()),
    ...{ kind: kind.name, every: kind.every, offset: ((at * 0.754877) % 1) * kind.every },
    ...{ polls: 0, unchanged: 0, delays: [], isKnown: false },
  };
});
const byUrl = new Map(sources.map((source) => [source.feed.url, source]));

let now = start;
const lastAsked = new Map<string, number>();
let smallestGap = Number.POSITIVE_INFINITY;

/** How many articles a source has published by now, counted from long before the start. */
const published = ({ every, offset }: Source): number =>
  Math.floor((now - start + 40 * every - offset) / every);
const instantOf = ({ every, offset }: Source, article: number): number =>
  start - 40 * every + offset + article * every;

const fetchWeb: FetchWeb = async ({ url, headers }) => {
  const { host } = new URL(url);
  const before = lastAsked.get(host);
  if (before !== undefined) smallestGap = Math.min(smallestGap, now - before);
  lastAsked.set(host, now);
  const source = byUrl.get(url);
  if (source === undefined) throw new Error(`no source ${url}`);
  const newest = published(source);
  const etag = `"${newest}"`;
  const isSame = headers?.['if-none-match'] === etag;
  const text = isSame ? '' : documentOf(source, newest);
  return {
    ...{ status: isSame ? 304 : 200, finalUrl: url, headers: { etag }, redirects: [] },
    body: new TextEncoder().encode(text),
  };
};

function documentOf(source: Source, newest: number): string {
  const items = Array.from({ length: 20 }, (_, back) => {
    const date = new Date(instantOf(source, newest - back)).toUTCString();
    return `<item><guid>${newest - back}</guid><link>${source.feed.url}/${newest - back}</link><pubDate>${date}</pubDate></item>`;
  });
  return `<rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`;
}

const ports = {
  now: () => new Date(now),
  fetch: fetchPolitely({
    ...{ fetchWeb, hosts: memoryHostStore(), spacingMs, agent: 'newsloom', maxWaitMs: 0 },
    now: () => new Date(now),
  }),
};

async function run(): Promise<void> {
  const queue = new EventQueue<{ source: Source; slotAt?: string }>();
  for (const source of sources) queue.add(start, { source });
  for (let event = queue.next(); event !== undefined && event.at < end; event = queue.next()) {
    now = event.at;
    const { source, slotAt } = event.what;
    const poll = await pollFeed(source.feed, ports, slotAt);
    if (poll.kind === 'deferred') {
      queue.add(Date.parse(poll.slotAt), { source, slotAt: poll.slotAt });
      continue;
    }
    source.polls++;
    if (poll.kind === 'unchanged') source.unchanged++;
    if (poll.kind === 'updated' && source.isKnown)
      for (const { entry } of poll.changes)
        source.delays.push((now - Date.parse(entry.published ?? '')) / 60_000);
    source.isKnown = true;
    source.feed = poll.feed;
    queue.add(Date.parse(poll.feed.nextPollAt ?? ''), { source });
  }
}

const quantile = (values: readonly number[], q: number): string => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor(q * (sorted.length - 1))] ?? 0).toFixed(1);
};

const began = performance.now();
await run();
console.table(
  kinds.map(({ name }) => {
    const of = sources.filter(({ kind }) => kind === name);
    const polls = of.reduce((sum, source) => sum + source.polls, 0);
    const unchanged = of.reduce((sum, source) => sum + source.unchanged, 0);
    const delays = of.flatMap((source) => source.delays);
    return {
      ...{ publishes: name, feeds: of.length, requests: polls },
      'requests a feed and day': (polls / of.length / Number(values.days)).toFixed(1),
      '304 share': `${((100 * unchanged) / polls).toFixed(0)} %`,
      'median delay, min': quantile(delays, 0.5),
      'p95 delay, min': quantile(delays, 0.95),
    };
  }),
);
console.log(
  `smallest gap between two requests to a host: ${smallestGap} ms (spacing ${spacingMs} ms)`,
);
console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`);
if (smallestGap < spacingMs) process.exitCode = 1;
