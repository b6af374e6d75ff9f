import type { Command } from 'commander';
import { cleanLines } from '../../shared/text/terminal-text.ts';
import { CommandError } from '../command-error.ts';
import { linkArticles } from '../link/link-articles.ts';
import { printExplained, printStories } from '../link/print-linked.ts';
import { linesOf } from '../link/read-lines.ts';
import { type Told, tellerOf } from '../link/told-stories.ts';
import { countOption, examples } from '../options.ts';
import { counted, printerOf } from '../print/printer.ts';
import { readChunks } from '../read-input.ts';
import type { World } from '../world.ts';

type Options = { readonly json?: boolean; readonly explain?: string; readonly min: number };

/** `newsloom link`: which articles of a file tell one story. */
export function linkCommand(program: Command, world: World): void {
  const command = program
    .command('link')
    .description('which articles of a file tell one story, without a store')
    .argument(
      '<file>',
      'JSON Lines: title, text or summary, url, publishedAt, language; - reads standard input',
    )
    .option('--json', 'JSON Lines of what is found, as it is found: article, link, merge, split')
    .option('--explain <id>', 'one article: its story, and what it shares with the others')
    .option('--min <count>', 'stories of so many articles at least', countOption, 2)
    .action(async (file: string, options: Options) => {
      const findings = linkArticles(linesOf(readChunks(world, file), file));
      const printer = printerOf(world);
      const told = tellerOf(options.explain);
      for await (const finding of findings) {
        if (options.json) printer.jsonLine(finding);
        told.hear(finding);
      }
      tellLeftOut(world, told);
      if (options.explain !== undefined) printExplained(printer, told, options.explain);
      else if (!options.json) printStories(printer, told, options.min);
      // What could be read is printed; who counts on all of it is told.
      if (told.unreadable > 0)
        throw new CommandError(`${counted(told.unreadable, 'line')} left out, without an article`);
    });
  examples(
    command,
    'link articles.jsonl',
    'link articles.jsonl --json > found.jsonl',
    'link articles.jsonl --explain https://news.example/a',
  );
}

/** The lines that no article came of, on the side, so that results stay whole. */
function tellLeftOut(world: World, { problems, unreadable, repeated, articles }: Told): void {
  for (const problem of problems) world.err(`${cleanLines(problem).join('\n  ')}\n`);
  if (unreadable > problems.length) world.err(`… and ${unreadable - problems.length} more\n`);
  if (repeated > 0)
    world.err(`${counted(repeated, 'line')} left out whose id or url an earlier line had\n`);
  if (articles === 0) throw new CommandError('no line of it holds an article');
}
