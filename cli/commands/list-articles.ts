import type { Command } from 'commander';
import type { ArticleChange } from '../../shared/client/changed-since.ts';
import type { ArticleRecord } from '../../shared/model/article.ts';
import { CommandError } from '../command-error.ts';
import { countOption, examples, languageOption, type ReadOptions, reading } from '../options.ts';
import { minute, type Printer, printerOf } from '../print/printer.ts';
import { cursorOption, readSince } from '../since.ts';
import type { Store } from '../store.ts';
import { until } from '../until.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';

type ListOptions = ReadOptions & {
  readonly by: string;
  readonly since: string;
  readonly language?: string;
  readonly limit: number;
};

/** `newsloom articles list`: by publication, or by change. */
export function listArticlesCommand(articles: Command, world: World): void {
  const command = reading(articles.command('list').description('the latest articles'), 'lines')
    .option(
      '--by <order>',
      'published (newest first) or changed (oldest change first)',
      orderOption,
      'published',
    )
    .option(
      '--since <time>',
      '24h, 7d, a date, or the cursor of a change; 7d unless given',
      cursorOption(world),
    )
    .option('--language <language>', 'BCP 47; ar finds ar-SA too', languageOption)
    .option('--limit <count>', 'at most so many', countOption, 50)
    .action(({ since = readSince('7d', world.now()), ...options }: ListOptions) =>
      withStore(world, options, (store) =>
        options.by === 'changed'
          ? listChanges(store, printerOf(world), { since, ...options })
          : listLatest(store, world, { since, ...options }),
      ),
    );
  examples(
    command,
    'articles list --since 24h --language ar',
    'articles list --by changed --json | tail -1 | jq -r .cursor',
  );
}

function orderOption(value: string): string {
  if (value === 'published' || value === 'changed') return value;
  throw new CommandError(`--by ${value}: say published or changed`, { exitCode: 2 });
}

async function listLatest(store: Store, world: World, options: ListOptions): Promise<void> {
  const { line, jsonLine, text, colour } = printerOf(world);
  const { limit, language } = options;
  const since = options.since.slice(0, 24);
  const wanted = { since, limit, until: until(world.now()), ...(language && { language }) };
  let count = 0;
  for await (const article of store.news.latestArticles(wanted)) {
    count++;
    if (options.json) {
      jsonLine(article);
      continue;
    }
    const where = `${minute(article.publishedAt)}  ${article.language.padEnd(3)} ${article.site ?? ''}`;
    line(`${colour.dim(article.articleId)}  ${where}  ${text(article.title)}`);
  }
  if (!options.json && count === 0) line(`no articles since ${minute(since)} in ${store.name}`);
}

async function listChanges(store: Store, printer: Printer, options: ListOptions): Promise<void> {
  let count = 0;
  for await (const change of store.news.changedSince(options.since)) {
    // The index holds no title, and no language: what is not asked for is not paid for.
    const isLookedUp = !options.json || options.language !== undefined;
    const record = isLookedUp ? await store.news.article(change.articleId) : undefined;
    if (options.language !== undefined && !isIn(record, options.language)) continue;
    if (options.json) printer.jsonLine(change);
    else printChange(printer, change, record);
    if (++count === options.limit) return;
  }
  if (!options.json && count === 0)
    printer.line(
      `no changes since ${minute(options.since)} in ${store.name}; those of the last minute come when it is over`,
    );
}

/** `ar` is spoken in `ar` and `ar-SA`. */
function isIn(record: ArticleRecord | undefined, language: string): boolean {
  if (record === undefined || !('language' in record)) return false;
  return `${record.language}-`.toLowerCase().startsWith(`${language}-`.toLowerCase());
}

function printChange(
  { line, text, colour }: Printer,
  { articleId, changedAt, kind, change }: ArticleChange,
  record: ArticleRecord | undefined,
): void {
  const isVersion = kind === 'revised' || kind === 'reread';
  const what = kind === 'created' ? 'new' : isVersion ? (change ?? kind) : kind;
  const how = kind === 'reread' ? colour.dim('(read anew) ') : '';
  const title = record && 'title' in record ? record.title : '';
  line(`${colour.dim(articleId)}  ${minute(changedAt)}  ${what.padEnd(11)}  ${how}${text(title)}`);
}
