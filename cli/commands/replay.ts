import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { queueDepths } from '../../shared/adapters/sqs/queue-depths.ts';
import { sqsTaskSender } from '../../shared/adapters/sqs/send-tasks.ts';
import type { ReplayArticleTask } from '../../shared/messages.ts';
import {
  type ReplayProgress,
  requestReplays,
} from '../../shared/pipeline/articles/request-replays.ts';
import { CommandError } from '../command-error.ts';
import { countOption, examples, type ReadOptions, reading } from '../options.ts';
import { counted, minute, printerOf } from '../print/printer.ts';
import { sinceOption } from '../since.ts';
import type { Store } from '../store.ts';
import { until as latest } from '../until.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';
import { feedOf } from './feeds.ts';

type ReplayOptions = ReadOptions & {
  readonly since: string;
  readonly until?: string;
  readonly feed?: string;
  readonly extractorBelow?: number;
  readonly dryRun?: boolean;
  readonly wait?: boolean;
};

/** `newsloom replay`: has archived pages read again, as the extractor of today reads them. */
export function replayCommand(program: Command, world: World): void {
  const command = reading(
    program.command('replay').description('reads archived pages again, by the extractor of today'),
    'document',
  )
    .requiredOption(
      '--since <time>',
      'published since: 30d, a date, or where a run has ended',
      sinceOption(world),
    )
    .option(
      '--until <time>',
      'published until: 7d, a date; what is there unless given',
      sinceOption(world),
    )
    .option('--feed <feed>', 'only what this feed has brought: its address or id')
    .option('--extractor-below <version>', 'only what an older extractor has read', countOption)
    .option('--dry-run', 'says what would be read again, and sends nothing')
    .option('--wait', 'of a stack: stays until its queue is empty')
    .action((options: ReplayOptions) =>
      withStore(world, options, (store) => replay({ store, world }, options)),
    );
  examples(
    command,
    'replay --since 30d --extractor-below 5 --dry-run',
    'replay --since 2026-01-01 --until 2026-02-01 --stack Newsloom-prod --wait',
  );
}

type Work = { readonly store: Store; readonly world: World };

async function replay(work: Work, options: ReplayOptions): Promise<void> {
  const { world } = work;
  const printer = printerOf(world);
  const wanted = { ...options, until: options.until ?? latest(world.now()) };
  if (wanted.until <= wanted.since)
    throw new CommandError(`--until ${wanted.until} is not after --since ${wanted.since}`, {
      exitCode: 2,
    });
  const done = await request(work, wanted);
  const { listed, sent, byExtractor, isWhole } = done;
  if (options.json)
    printer.json({
      ...{ since: wanted.since, until: wanted.until, listed, sent, isWhole },
      byExtractor: Object.fromEntries(byExtractor),
      ...(!isWhole && { goOnSince: done.reached ?? wanted.since }),
    });
  else {
    const by = [...byExtractor].map(([version, count]) => `${count} by extractor ${version}`);
    const verb = options.dryRun ? 'would be read again' : 'are queued to be read again';
    printer.line(`${counted(listed, 'article')} published, of which ${sent} ${verb}`);
    if (by.length > 0)
      printer.line(printer.colour.dim(`  read until now: ${by.toSorted().join(', ')}`));
  }
  if (!isWhole) throw stoppedAt(done.reached ?? wanted.since);
  if (options.dryRun || sent === 0) return;
  if (options.stack === undefined) world.err('`npm start` works on them\n');
  else if (options.wait) await untilEmpty(work);
  else world.err('`newsloom status` shows how many are left\n');
}

const stoppedAt = (instant: string, cause?: unknown) =>
  new CommandError(
    `stopped after what was published at ${instant}; go on with --since ${instant} and else the same`,
    { cause },
  );

type Done = ReplayProgress & { readonly isWhole: boolean };

/** Tells how far it has come, so that a run that dies can be gone on with. */
async function request({ store, world }: Work, options: ReplayOptions): Promise<Done> {
  const { since, until, feed, extractorBelow } = options;
  const feedId = feed === undefined ? undefined : (await feedOf(store, feed)).feedId;
  const period = { since, ...(until !== undefined && { until }), order: 'oldest-first' } as const;
  const send = sqsTaskSender<ReplayArticleTask>(store.sqs, store.queueUrls.replays);
  const signal = world.interrupted?.();
  let last: ReplayProgress = { listed: 0, sent: 0, byExtractor: new Map() };
  try {
    const all = requestReplays(
      { ...(extractorBelow !== undefined && { extractorBelow }), ...(signal && { signal }) },
      {
        listed: store.news.latestArticles({ ...period, ...(feedId !== undefined && { feedId }) }),
        articles: dynamoArticleStore(store.dynamo, store.tables.articles),
        ...(!options.dryRun && { sendReplayTasks: send }),
      },
    );
    for await (const progress of all) {
      last = progress;
      if (progress.listed % 1000 === 0) world.err(`${progressLine(progress)}\n`);
    }
  } catch (cause) {
    throw stoppedAt(last.reached ?? since, cause);
  }
  return { ...last, isWhole: signal?.aborted !== true };
}

const progressLine = ({ listed, sent, reached = '' }: ReplayProgress): string =>
  `${sent} of ${listed}, up to ${minute(reached)} (--since ${reached} goes on from here)`;

const lookEveryMs = 5000;

async function untilEmpty({ store, world }: Work): Promise<void> {
  const { replays } = store.queueUrls;
  const signal = world.interrupted?.();
  // SQS counts roughly: twice nothing is nothing.
  for (let quiet = 0; quiet < 2 && signal?.aborted !== true; ) {
    const [queue, dead] = await queueDepths(store.sqs, { replays });
    const left = queue === undefined ? 0 : queue.waiting + queue.inFlight + queue.delayed;
    quiet = left === 0 ? quiet + 1 : 0;
    world.err(`${left} left, ${dead?.waiting ?? 0} dead letters\n`);
    if (quiet < 2) await sleep(lookEveryMs, undefined, signal && { signal }).catch(() => undefined);
  }
}
