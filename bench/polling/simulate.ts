import type { Feed } from '../../shared/model/feed.ts';
import { fetchPolitely } from '../../shared/pipeline/politeness/fetch-politely.ts';
import { pollFeed } from '../../shared/pipeline/polling/poll-feed.ts';
import { isWorthSaving, keepSchedule } from '../../shared/polling/keep-schedule.ts';
import { nextDue } from '../../shared/polling/schedule.ts';
import type { HostStore } from '../../shared/ports/hosts.ts';
import type { FetchWeb } from '../../shared/ports/web.ts';
import { memoryHostStore } from '../../tests/builders/a-host.ts';
import { EventQueue } from '../event-queue.ts';
import { documentOf, makeSources, type Source } from './sources.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.parse('2026-01-05T00:00:00Z');
const spacingMs = 2000;

type FeedFigures = {
  readonly kind: string;
  polls: number;
  unchanged: number;
  /** Polls that wrote the feed, and those of them that moved it in the schedule. */
  writes: number;
  moves: number;
  readonly pollsOfDay: number[];
  /** Minutes from an article to the poll that saw it. */
  readonly delays: number[];
};

export type Figures = {
  readonly feeds: readonly FeedFigures[];
  readonly spacingMs: number;
  readonly smallestGapMs: number;
  readonly hostReads: number;
  readonly hostWrites: number;
  readonly deferrals: number;
  readonly cpuSeconds: number;
};

type Simulation = {
  readonly feeds: number;
  readonly hosts: number;
  readonly days: number;
  /** Hosts whose number leaves this rest, divided by `parts`, are simulated. */
  readonly part: number;
  readonly parts: number;
};

/** Where a feed stands: what the pipeline knows of it, and what has been measured. */
type Polled = { feed: Feed; readonly source: Source; readonly figures: FeedFigures; next: number };

/** Runs the polls of a part of the hosts over virtual days. */
export async function simulate(simulation: Simulation): Promise<Figures> {
  const { feeds, hosts, days, part, parts } = simulation;
  const time = { start, end: start + days * day };
  const polled = makeSources(feeds, hosts, time)
    .filter((_, at) => (at % hosts) % parts === part)
    .map((source): Polled => {
      const figures = {
        kind: source.kind.name,
        polls: 0,
        unchanged: 0,
        writes: 0,
        moves: 0,
        pollsOfDay: [],
        delays: [],
      };
      return { feed: source.feed, source, figures, next: 0 };
    });
  const clock = { now: start };
  const web = webOf(polled, clock);
  const store = countingHosts();
  const now = () => new Date(clock.now);
  const { fetchWeb } = web;
  const gate = { fetchWeb, hosts: store, spacingMs, agent: 'newsloom', maxWaitMs: 0, now };
  const deferrals = await run(polled, { clock, end: time.end, fetch: fetchPolitely(gate), now });
  const { user, system } = process.cpuUsage();
  return {
    ...{ feeds: polled.map(({ figures }) => figures), spacingMs, deferrals },
    ...{ smallestGapMs: web.smallestGapMs(), ...store.counts, cpuSeconds: (user + system) / 1e6 },
  };
}

type Clock = { now: number };

/** The servers: each says when it was asked, and answers 304 to who knows its newest article. */
function webOf(polled: readonly Polled[], clock: Clock) {
  const byUrl = new Map(polled.map((each) => [each.source.feed.url, each]));
  const lastAsked = new Map<string, number>();
  let smallestGapMs = Number.POSITIVE_INFINITY;
  const fetchWeb: FetchWeb = async ({ url, headers }) => {
    const { host } = new URL(url);
    smallestGapMs = Math.min(smallestGapMs, clock.now - (lastAsked.get(host) ?? -Infinity));
    lastAsked.set(host, clock.now);
    const each = byUrl.get(url);
    if (each === undefined) throw new Error(`no source ${url}`);
    const { instants } = each.source;
    while ((instants[each.next] ?? Infinity) <= clock.now) each.next++;
    const etag = `"${each.next}"`;
    const isSame = headers?.['if-none-match'] === etag;
    const text = isSame ? '' : documentOf(each.source, each.next);
    return {
      ...{ status: isSame ? 304 : 200, finalUrl: url, headers: { etag }, redirects: [] },
      body: new TextEncoder().encode(text),
    };
  };
  return { fetchWeb, smallestGapMs: () => smallestGapMs };
}

function countingHosts(): HostStore & {
  readonly counts: { hostReads: number; hostWrites: number };
} {
  const store = memoryHostStore();
  const counts = { hostReads: 0, hostWrites: 0 };
  return {
    ...{ ...store, counts },
    find(host) {
      counts.hostReads++;
      return store.find(host);
    },
    reserveSlot(host, request) {
      counts.hostWrites++;
      return store.reserveSlot(host, request);
    },
    update(host, changes, now) {
      counts.hostWrites++;
      return store.update(host, changes, now);
    },
  };
}

type Run = Parameters<typeof pollFeed>[1] & { readonly clock: Clock; readonly end: number };

/** @returns how many polls were put off because their host was busy */
async function run(polled: readonly Polled[], { clock, end, ...ports }: Run): Promise<number> {
  const queue = new EventQueue<{ each: Polled; slotAt?: string }>();
  let deferrals = 0;
  for (const each of polled) queue.add(start, { each });
  for (let event = queue.next(); event !== undefined && event.at < end; event = queue.next()) {
    clock.now = event.at;
    const { each, slotAt } = event.what;
    const poll = await pollFeed(each.feed, ports, slotAt);
    if (poll.kind === 'deferred') {
      deferrals++;
      queue.add(Date.parse(poll.slotAt), { each, slotAt: poll.slotAt });
      continue;
    }
    record(each, poll, clock.now);
    const { feed, isWritten } = learnt(each.feed, poll, clock.now);
    if (isWritten) each.figures.writes++;
    if (isWritten && feed.nextPollAt !== each.feed.nextPollAt) each.figures.moves++;
    if (isWritten) each.feed = feed;
    const { nextPollAt = '' } = each.feed;
    const next = Date.parse(nextDue({ ...each.feed, nextPollAt }, clock.now));
    queue.add(Math.ceil(next / minute) * minute, { each });
  }
  return deferrals;
}

/** What the step stores of a poll; the schedule looks every minute at what is due. */
function learnt(before: Feed, poll: Done, at: number) {
  const now = new Date(at).toISOString();
  const feed = keepSchedule({ before, after: poll.feed, now });
  const brought = poll.kind === 'updated' && poll.changes.length > 0;
  return { feed, isWritten: brought || isWorthSaving({ before, after: feed, now }) };
}

type Done = Exclude<Awaited<ReturnType<typeof pollFeed>>, { kind: 'deferred' }>;

function record({ feed, figures }: Polled, poll: Done, now: number): void {
  const isFirst = feed.polling.polls === 0;
  figures.polls++;
  const today = Math.floor((now - start) / day);
  figures.pollsOfDay[today] = (figures.pollsOfDay[today] ?? 0) + 1;
  if (poll.kind === 'unchanged') figures.unchanged++;
  if (poll.kind !== 'updated' || isFirst) return;
  for (const { entry } of poll.changes)
    figures.delays.push((now - Date.parse(entry.published ?? '')) / 60_000);
}
