import { Command, CommanderError } from 'commander';
import { PipelineError } from '../shared/errors.ts';
import { cleanLines } from '../shared/text/terminal-text.ts';
import { CommandError } from './command-error.ts';
import { articlesCommand } from './commands/articles.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { feedCommand } from './commands/feed.ts';
import { feedsCommand } from './commands/feeds.ts';
import { linkCommand } from './commands/link.ts';
import { pageCommand } from './commands/page.ts';
import { replayCommand } from './commands/replay.ts';
import { statusCommand } from './commands/status.ts';
import { storiesCommand } from './commands/stories.ts';
import { takedownCommand } from './commands/takedown.ts';
import { viewCommand } from './commands/view.ts';
import { examples } from './options.ts';
import { printerOf } from './print/printer.ts';
import type { World } from './world.ts';

/**
 * Runs one command line.
 *
 * @returns the exit code: 0 done, 1 failed or not found, 2 asked wrongly
 */
export async function runNewsloom(args: readonly string[], world: World): Promise<number> {
  try {
    await newsloomCommand(world).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { message, exitCode } = problemOf(error);
    const lines = cleanLines(message).join('\n  ');
    world.err(`${printerOf(world).colour.red('error:')} ${lines}\n`);
    if (world.debug && error instanceof Error) world.err(`${error.stack ?? ''}\n`);
    return exitCode;
  }
}

/** The command with its subcommands; it throws where commander would end the process. */
function newsloomCommand(world: World): Command {
  const program = new Command('newsloom')
    .description(
      'Looks into a Newsloom store, on this machine or deployed, and changes its list of feeds.',
    )
    .exitOverride()
    .showHelpAfterError('(--help shows what is possible)')
    .configureOutput({
      writeOut: world.out,
      writeErr: world.err,
      getOutHelpWidth: () => world.columns,
      getErrHelpWidth: () => world.columns,
    });
  feedsCommand(program, world);
  articlesCommand(program, world);
  storiesCommand(program, world);
  exportCommand(program, world);
  takedownCommand(program, world);
  replayCommand(program, world);
  pageCommand(program, world);
  linkCommand(program, world);
  feedCommand(program, world);
  statusCommand(program, world);
  viewCommand(program, world);
  doctorCommand(program, world);
  return examples(program, 'status', 'stories list --min-sources 2', 'page https://news.example/a');
}

function problemOf(error: unknown): { readonly message: string; readonly exitCode: number } {
  if (error instanceof CommandError) return error;
  if (error instanceof PipelineError) return { message: error.message, exitCode: 1 };
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { message: `${what}\nNEWSLOOM_DEBUG=1 shows where it happened`, exitCode: 1 };
}
