import { type Command, InvalidArgumentError } from 'commander';
import { changedDays, exportSource } from '../../shared/client/export-source.ts';
import { latestNews } from '../../shared/client/latest-news.ts';
import { homepage } from '../../shared/config/function-env.ts';
import type { FileFormat } from '../../shared/export/parts.ts';
import { exportChangedDays } from '../../shared/pipeline/export/export-changed-days.ts';
import { exportDay } from '../../shared/pipeline/export/export-day.ts';
import { exportFeeds } from '../../shared/pipeline/export/export-feeds.ts';
import { isCalendarDay } from '../../shared/text/calendar-day.ts';
import { CommandError } from '../command-error.ts';
import { folderFiles } from '../folder-files.ts';
import { examples, onStore, type StoreOptions } from '../options.ts';
import { counted, type Printer, printerOf } from '../print/printer.ts';
import { fileProblem } from '../read-input.ts';
import { readSince, sinceOption } from '../since.ts';
import type { Store } from '../store.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';

type Format = FileFormat | 'feed';

type ExportOptions = StoreOptions & {
  readonly to: string;
  readonly day?: string;
  readonly since?: string;
  readonly as?: readonly Format[];
};

/** `newsloom export`: what export-day writes to the bucket, into a folder. */
export function exportCommand(program: Command, world: World): void {
  const command = onStore(
    program.command('export').description('articles, links and stories as files, a day each'),
  )
    .option('--to <folder>', 'where to write', 'export')
    .option('--day <day>', 'only what was published on it: 2026-01-05', dayOption)
    .option('--since <time>', 'the first time: 24h, 30d, or a date', sinceOption(world))
    .option('--as <format>', 'parquet, jsonl or feed; more than once for more', formatOption)
    .action((options: ExportOptions) =>
      withStore(world, options, async (store) => {
        const formats = options.as ?? ['parquet', 'jsonl'];
        const files = formats.filter((format): format is FileFormat => format !== 'feed');
        const printer = printerOf(world);
        await writingTo(options.to, async () => {
          if (files.length > 0) await exportFiles({ store, world, printer }, files, options);
          if (formats.includes('feed')) await writeFeeds({ store, world, printer }, options);
        });
      }),
    );
  examples(command, 'export', 'export --day 2026-01-05 --as parquet', 'export --as feed --to www');
}

/** What the folder refuses is told as such; anything else is not its fault. */
async function writingTo(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause && 'path' in cause)) throw cause;
    throw new CommandError(
      `cannot write to ${folder} (${cause.path}): ${fileProblem(cause)}; name another folder with --to`,
      { cause },
    );
  }
}

function dayOption(value: string): string {
  if (isCalendarDay(value)) return value;
  throw new InvalidArgumentError('A day is one of the calendar: 2026-01-05.');
}

function formatOption(value: string, before: readonly Format[] = []): readonly Format[] {
  if (value === 'parquet' || value === 'jsonl' || value === 'feed') return [...before, value];
  throw new InvalidArgumentError('A format is parquet, jsonl or feed.');
}

/** The log of changes is whole up to then. */
const untilAMinuteAgo = 'until a minute ago; what came since is told when the minute is over';

type Work = { readonly store: Store; readonly world: World; readonly printer: Printer };

async function exportFiles(
  { store, world, printer }: Work,
  formats: readonly FileFormat[],
  { to, day, since = readSince('7d', world.now()) }: ExportOptions,
): Promise<void> {
  const { dynamo, tables } = store;
  const { now } = world;
  const ports = { source: exportSource(dynamo, tables), files: folderFiles(to), now };
  if (day !== undefined) {
    const { articles } = (await exportDay(day, formats, ports)).tables;
    printer.line(`${day}: ${counted(articles.rows, 'article')} in ${to}`);
    return;
  }
  const changed = changedDays(dynamo, tables, now);
  const { days, rows } = await exportChangedDays({ ...ports, formats, changed, since });
  if (days > 0) printer.line(`${counted(days, 'day')}, ${counted(rows, 'article')} in ${to}`);
  else printer.line(`nothing to export: no day was changed ${untilAMinuteAgo}`);
}

async function writeFeeds({ store, world, printer }: Work, { to }: ExportOptions): Promise<void> {
  const { news, dynamo, tables } = store;
  const { now } = world;
  const latest = latestNews({ news, dynamo, articles: tables.articles, now });
  const paths = await exportFeeds({ latest, files: folderFiles(to), homepage, now });
  for (const path of paths) printer.line(`${to}/${path}`);
}
