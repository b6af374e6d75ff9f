import type { Command } from 'commander';
import { type QueueDepth, queueDepths } from '../../shared/adapters/sqs/queue-depths.ts';
import type { FeedStatus } from '../../shared/model/feed.ts';
import { nextPollOf } from '../../shared/polling/schedule.ts';
import { examples, type ReadOptions, reading } from '../options.ts';
import { counted, minute, type Printer, printerOf } from '../print/printer.ts';
import type { Store } from '../store.ts';
import { until } from '../until.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';

const dayMs = 24 * 60 * 60 * 1000;
const shownFailing = 10;
/** A large stack has a million changes a day; a status must not take minutes, nor cost anything. */
const mostCounted = 10_000;

/** `newsloom status`: whether all is well. */
export function statusCommand(program: Command, world: World): void {
  const command = reading(
    program.command('status').description('feeds, queues, and what the last 24 hours brought'),
    'document',
  ).action((options: ReadOptions) =>
    withStore(world, options, async (store) => {
      const status = await statusOf(store, world.now());
      if (options.json) printerOf(world).json(status);
      else printStatus(printerOf(world), status);
    }),
  );
  examples(command, 'status', 'status --stack Newsloom-dev --json');
}

type FailingFeed = { readonly url: string; readonly failures: number; readonly lastError?: string };

type Status = {
  readonly store: string;
  readonly feeds: Readonly<Record<FeedStatus, number>> & {
    readonly failing: readonly FailingFeed[];
    readonly nextPollAt?: string;
  };
  readonly queues: readonly QueueDepth[];
  readonly lastDay: {
    readonly new: number;
    readonly revised: number;
    readonly removed: number;
    readonly stories: number;
    /** Whether counting ended early, so that there are more. */
    readonly more: boolean;
  };
};

async function statusOf(store: Store, now: Date): Promise<Status> {
  const [feeds, queues, lastDay] = await Promise.all([
    feedStatus(store, now),
    queueDepths(store.sqs, store.queueUrls),
    lastDayOf(store, now),
  ]);
  return { store: store.name, feeds, queues, lastDay };
}

async function feedStatus(store: Store, now: Date): Promise<Status['feeds']> {
  const counts = { active: 0, paused: 0, gone: 0 };
  const failing: FailingFeed[] = [];
  let nextPollAt: string | undefined;
  for await (const { url, status, polling, ...feed } of store.feeds.list()) {
    counts[status]++;
    const { failures, lastError } = polling;
    if (status === 'active' && failures > 0)
      failing.push({ url, failures, ...(lastError !== undefined && { lastError }) });
    const next = nextPollOf(feed, now);
    if (next !== undefined && (nextPollAt === undefined || next < nextPollAt)) nextPollAt = next;
  }
  return { ...counts, failing, ...(nextPollAt !== undefined && { nextPollAt }) };
}

async function lastDayOf({ news }: Store, now: Date): Promise<Status['lastDay']> {
  const since = new Date(now.getTime() - dayMs).toISOString();
  const counts = { new: 0, revised: 0, removed: 0, stories: 0 };
  let changes = 0;
  for await (const { kind } of news.changedSince(since)) {
    if (kind === 'removed') counts.removed++;
    else if (kind === 'created') counts.new++;
    else if (kind === 'revised' || kind === 'restored') counts.revised++;
    if (++changes === mostCounted) break;
  }
  for await (const _ of news.latestStories({ since, until: until(now), limit: mostCounted }))
    counts.stories++;
  return { ...counts, more: changes === mostCounted || counts.stories === mostCounted };
}

function printStatus({ line, text, field, colour }: Printer, status: Status): void {
  const { feeds, lastDay } = status;
  line(colour.bold(`Newsloom in ${status.store}`));
  field('feeds', `${feeds.active} active, ${feeds.paused} paused, ${feeds.gone} gone`);
  if (feeds.nextPollAt) field('next due', minute(feeds.nextPollAt));
  for (const { url, failures, lastError } of feeds.failing.slice(0, shownFailing)) {
    const why = lastError ? `: ${text(lastError)}` : '';
    line(`${colour.red('failing'.padEnd(12))} ${text(url)} (${counted(failures, 'time')})${why}`);
  }
  if (feeds.failing.length > shownFailing)
    line(`  … and ${feeds.failing.length - shownFailing} more`);
  field(
    'last 24 h',
    `${lastDay.more ? 'at least ' : ''}${lastDay.new} new, ${lastDay.revised} revised, ${lastDay.removed} removed until a minute ago; ${counted(lastDay.stories, 'story')} active`,
  );
  for (const depth of status.queues) {
    const { queue, waiting, inFlight, delayed } = depth;
    const text = `${waiting} waiting, ${inFlight} in flight, ${delayed} delayed`;
    const bad = waiting > 0 && /dead letters|quarantine/.test(queue);
    line(`${colour.dim(queue.padEnd(22))} ${bad ? colour.red(text) : text}`);
  }
}
